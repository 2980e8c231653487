"""Play the days that matter."""
