"""Test the project's own rules: layers, sizes, documents and the Makefile."""
