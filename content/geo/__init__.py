"""Cities, countries and zones by the names that people use for them."""
