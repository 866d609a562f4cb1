"""What a text means, as a row of numbers: the mean of what the pieces of its words mean.

The model is the one inside the `wordllama` package: a table of 32,000 pieces of words by 256
numbers. Its two files are opened here, without the package's own code: that would look for them in
the wrong place, ask the network for what it misses, and set up the logging of the whole server.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]  # texts by numbers; each row has length 1

# English takes 0.3 pieces to a letter, and half a piece when mistyped. From here on the model knows
# the letters of a language only, and would put an alphabet together instead of ideas.
SPELT = 0.5

_loading = Lock()  # views come from several threads


@cache
def _load() -> tuple[Tokenizer, Vectors]:
    spec = find_spec("wordllama")
    if spec is None or spec.origin is None:
        raise ImportError("wordllama is not installed: bin/setup offers")
    folder = Path(spec.origin).parent
    pieces = Tokenizer.from_file(str(folder / "tokenizers/l2_supercat_tokenizer_config.json"))
    table = load_file(folder / "weights/l2_supercat_256.safetensors")["embedding.weight"]
    return pieces, table.astype(np.float32)


def model() -> tuple[Tokenizer, Vectors]:
    """The pieces and their table, read from this machine's disk once."""
    with _loading:
        return _load()


@lru_cache(maxsize=10_000)
def pieces(word: str) -> tuple[int, ...]:
    """The rows of the table that make up a word."""
    return tuple(model()[0].encode(word, add_special_tokens=False).ids)


def readable(said: Sequence[str]) -> bool:
    """Whether the model knows these words, not merely their letters."""
    return 0 < sum(len(pieces(word)) for word in said) <= max(1, SPELT * sum(map(len, said)))


def vectors(texts: Sequence[Sequence[str]]) -> Vectors:
    """One row for the words of each text of a board; all are readable.

    A word weighs less the more of the texts have it (the root of its inverse document frequency):
    what everybody here writes tells no two ideas apart.
    """
    common = Counter(word for said in texts for word in set(said))
    weights = {word: np.log1p(len(texts) / count) ** 0.5 for word, count in common.items()}
    rows = [_mean(said, weights) for said in texts]
    return unit(np.array(rows, np.float32).reshape(len(rows), model()[1].shape[1]))


def _mean(said: Sequence[str], weights: dict[str, float]) -> Vectors:
    """Not divided by anything: only the direction counts."""
    ids = [row for word in said for row in pieces(word)]
    share = np.array([weights[word] for word in said for _ in pieces(word)], np.float32)
    mean: Vectors = share @ model()[1][ids]
    return mean


def unit(rows: Vectors) -> Vectors:
    """The same rows, each of length 1; a row of nothing stays so."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    own: Vectors = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return own
