"""Scenarios of typed words and emoji reactions."""
