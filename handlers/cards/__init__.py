"""Cards for an evening in the chat: /cards."""
