"""Consent, export, forgetting, and who can read what."""
