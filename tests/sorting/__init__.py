"""Twenty scripted seats sort the ideas of a real workshop over a line that loses and reorders."""
