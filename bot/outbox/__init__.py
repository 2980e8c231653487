"""Outgoing messages: written with the rows they tell of, then sent at a platform's pace."""
