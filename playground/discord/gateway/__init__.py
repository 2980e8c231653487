"""Run the gateway of the local Discord: its WebSocket, sessions and events."""
