"""The process: settings, wiring, inbox and outbox, and the platforms."""
