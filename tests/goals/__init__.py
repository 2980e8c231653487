"""Play shared goals."""
