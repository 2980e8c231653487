"""Settings in the chat: /settings and /pause."""
