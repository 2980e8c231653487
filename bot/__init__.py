"""The process: settings, wiring, what comes in and what goes out."""
