"""Privacy in the chat: consent, /export, /forget and /whatcansee."""
