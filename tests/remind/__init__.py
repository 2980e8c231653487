"""Play reminders."""
