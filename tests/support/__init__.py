"""Provide people, phones, databases and local servers for the tests."""
