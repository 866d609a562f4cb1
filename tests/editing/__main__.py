"""`python -m tests.editing NAME`: records a session anew, as tests/golden/editing-NAME.json.

Those that are there were recorded with `2 --writers 2 --seed 5` and `3 --splices 2500 --seed 3`.
"""

import argparse

from tests.editing.recorder import Recorder
from tests.editing.recording import GOLDEN


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.editing", description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--writers", type=int, choices=(2, 3), default=3)
    parser.add_argument("--splices", type=int, default=2000, help="in the log, at least (2000)")
    parser.add_argument("--seed", type=int, default=21)
    asked = parser.parse_args()
    path = GOLDEN / f"editing-{asked.name}.json"  # never over an old one
    Recorder(asked.writers, asked.seed, asked.splices).record().write(path)


if __name__ == "__main__":
    main()
