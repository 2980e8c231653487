"""Provide databases, snapshots and replicas for the tests."""
