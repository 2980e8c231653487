"""Play typed words and emoji reactions."""
