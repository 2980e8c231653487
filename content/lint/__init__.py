"""Checks of the content: everything that can be wrong with it is found before anybody reads it."""
