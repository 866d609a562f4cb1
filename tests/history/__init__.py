"""How long a server takes to step to any moment of a long log."""
