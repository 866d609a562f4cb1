"""The project: settings, addresses, and the server that runs it."""
