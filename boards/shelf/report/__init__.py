"""A board told to people who were not there: one value, and a plain rendering of it a format."""
