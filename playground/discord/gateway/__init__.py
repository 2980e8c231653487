"""The gateway of the local Discord: its WebSocket, sessions and events."""
