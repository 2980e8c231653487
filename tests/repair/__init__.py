"""Play the way back after a quarrel."""
