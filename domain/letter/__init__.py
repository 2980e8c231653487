"""Keeps letters sealed until a day, and opens them at their reader's hour."""
