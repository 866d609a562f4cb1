"""How good the offered themes are, on 300 notes that were written and sorted by hand for this.

`python -m tests.offers` prints the figures. The notes are invented: nobody said them, in eight
people's ways of speaking, and some are honestly hard.
"""
