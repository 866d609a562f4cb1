"""The live board: from a message on a socket to the frame on every screen.

A socket's message comes in at `consumer`, is decided in `hub`, stored by `boards.log`, rendered
once in `frames` and sent by `seats`.
"""
