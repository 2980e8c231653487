"""Play the first minute."""
