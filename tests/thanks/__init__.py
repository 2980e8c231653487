"""Play thanks and the jar."""
