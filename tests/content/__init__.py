"""Test the content, its loaders and its checks."""
