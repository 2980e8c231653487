"""Test the playground with the clients that it was built for."""
