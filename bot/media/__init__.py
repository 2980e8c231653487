"""Files of people: loaded from the platform, cleaned, and opened again when they are sent."""
