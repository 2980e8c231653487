"""The first minute in the chat: /start, /help and /cancel."""
