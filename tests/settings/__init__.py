"""Play settings and languages."""
