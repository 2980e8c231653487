"""Test what all platforms have in common, and play scenarios across them."""
