"""Hold the parts that both stand-ins use."""
