"""Bots of other libraries that do the same work; they run in .venv-bench, without our code."""
