"""Saved boards: shelves, published copies, search, and what is taken along or brought in."""
