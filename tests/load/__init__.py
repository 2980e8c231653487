"""Run `make load`: thousands of prompts due at once, and people who tap meanwhile."""
