"""Tests of rules that belong to no single feature."""
