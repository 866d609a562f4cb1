"""How fast words are found on ten thousand boards."""
