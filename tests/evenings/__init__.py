"""Free evenings."""
