"""The way back after a quarrel in the chat: /repair."""
