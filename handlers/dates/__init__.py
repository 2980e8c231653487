"""Handles /dates: the days that matter."""
