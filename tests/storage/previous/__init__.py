"""Keep databases that the previous version made, and the program that makes the next ones."""
