"""Evenings with cards."""
