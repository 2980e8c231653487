"""Where help from people is found, in the chat: /support."""
