"""How much one core carries: `python -m tests.load`."""
