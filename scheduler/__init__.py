"""The heartbeat that moves due moments into the inbox, and the jobs beside it."""
