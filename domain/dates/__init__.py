"""Keeps the days that matter: read, kept, shared by a yes of both, and told in time."""
