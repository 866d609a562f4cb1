"""Backups: a copy of all that is kept, made while the server runs, and proved before it is used.

A backup is one file: a tar with the database, the secret (without it gloves and cookies mean
nothing), and what is in it. It holds secrets, so only its owner may read it.
"""

DATABASE, SECRET, CONTENTS = "coproduce.sqlite3", "secret", "contents.json"
MODE = 0o600


class Trouble(Exception):
    """A backup that cannot be made or used, and why, for a person."""
