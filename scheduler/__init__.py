"""What time does: a heartbeat that moves due moments into the inbox."""
