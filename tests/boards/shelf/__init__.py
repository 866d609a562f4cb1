"""What can be taken away from a board, and what can be brought in."""
