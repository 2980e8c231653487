"""Voice notes, photos and videos: kept as long as some words have their mark."""
