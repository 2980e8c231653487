"""Thousands of prompts due at once, and people who tap meanwhile: `make load`."""
