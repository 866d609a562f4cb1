"""What a page says when it does not do what was asked."""


class Declined(Exception):
    """It was not done, and nothing changed. The code is for a program, the message for a person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message
