"""Who comes in, with what, and who does not."""
