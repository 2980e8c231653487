"""Databases that the previous version made, and what makes the next ones."""
