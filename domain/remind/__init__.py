"""The rules of reminders: what they say, for whom, and when they ring."""
