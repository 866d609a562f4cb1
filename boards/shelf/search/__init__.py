"""Search over saved boards: words a person remembers become the places where they were said.

Each board is one document in the index, so that a thousand boards are ranked in one go. Nothing
is added to the path of a live act: whoever searches first brings up to date what they may see.
"""
