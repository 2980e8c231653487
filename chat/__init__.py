"""The vocabulary that all parts share: what comes in, what goes out, and who handles it."""
