"""Parts that both stand-ins use."""
