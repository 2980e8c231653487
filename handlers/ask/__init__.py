"""Questions of one's own in the chat: /ask."""
