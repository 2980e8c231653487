"""Scenarios of what a partner sends, and of when it may push."""
