"""Test rules that belong to no single feature."""
