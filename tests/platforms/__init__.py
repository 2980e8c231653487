"""Tests of what all platforms have in common, and scenarios across them."""
