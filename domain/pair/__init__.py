"""The rules of linking two people, and of linking them again."""
