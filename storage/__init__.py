"""Tables, sessions, migrations, and the sealing of every word that people wrote."""
