"""Databases, snapshots and replicas for the tests."""
