"""The verbs that a server speaks. Those of a workshop are values only: no app has them yet."""

from boards import operations
from boards.operations.base import Operation

SPOKEN = {
    verb: kind
    for verb, kind in Operation.known.items()
    if kind.__module__.startswith(f"{operations.__name__}.")
}
