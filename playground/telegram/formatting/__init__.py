"""Formatted text: HTML tags in, entities out."""
