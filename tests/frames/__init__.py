"""How long the main thread of a laptop is busy at a stretch, on a full and lively board."""
