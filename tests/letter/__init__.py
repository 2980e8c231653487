"""Play letters that are sealed until a day."""
