"""The rules of two people, and the calendar that they live by."""
