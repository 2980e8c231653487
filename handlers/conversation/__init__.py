"""Finds out what typed words and emoji reactions mean."""
