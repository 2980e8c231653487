"""Reads when something is to happen from the way people say it."""
