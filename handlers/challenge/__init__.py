"""The week in the chat: /challenge and /history."""
