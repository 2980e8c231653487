"""Play linking, unlinking and linking again."""
