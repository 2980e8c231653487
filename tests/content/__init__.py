"""Tests of the content, its loaders and its checks."""
