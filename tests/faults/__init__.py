"""What can go wrong in a workshop, done on purpose: short in the suite, long by themselves."""
