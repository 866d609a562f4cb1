"""A recorded workshop, read from its files and played again through real sockets."""
