"""Shelves, the boards on them, and published copies."""
