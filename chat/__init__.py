"""The shared words of the house: what comes in, what goes out, and who handles it."""
