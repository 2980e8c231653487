"""Tests of the database, sealing and migrations."""
