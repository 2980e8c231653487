"""Reminders in the chat: /remind and /reminders."""
