"""Recorded sessions of people writing in one text at once, played again in every way there is."""
