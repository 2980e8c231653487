"""What people type in every state, and where it goes."""
