"""What the playground promises, checked by the clients that it was built for."""
