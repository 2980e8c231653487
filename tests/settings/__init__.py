"""Scenarios of settings and languages."""
