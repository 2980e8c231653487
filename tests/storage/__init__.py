"""Test the database, sealing and migrations."""
