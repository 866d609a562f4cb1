"""Saved boards: what can be taken away from one."""
