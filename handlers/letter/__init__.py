"""Handles /letter: words for a later day."""
