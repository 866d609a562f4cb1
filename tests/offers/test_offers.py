"""Offered themes: what an offer may be, that it comes from this machine alone, and is worth it."""

import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from boards import suggestions
from tests.house import ROOT
from tests.offers.notes import Note, draw, notes

pytestmark = pytest.mark.skipif(
    not suggestions.available(), reason="offered themes are not installed: bin/setup offers"
)

NO_NETWORK = """
import logging, socket, sys
class Refused(socket.socket):
    def __init__(self, *arguments, **more):
        raise AssertionError("the network was touched")
socket.socket = socket.create_connection = socket.getaddrinfo = Refused
from boards.suggestions import offers
print(offers(["Late buses", "No bus at night", "Cold soup", "Warm soup, please", "A bus stop"]))
assert not logging.getLogger().handlers, "the logging was set up"
assert not {"wordllama", "requests", "huggingface_hub", "django"} & set(sys.modules)
"""
NOTHING_HEAVY = """
import sys
from boards import suggestions
suggestions.available()
sys.exit(bool({"numpy", "scipy", "sklearn", "tokenizers", "wordllama"} & set(sys.modules)))
"""
LONG = "a long story about the bus and the rain " * 50


def run(program: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own, with an empty home."""
    return subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"HOME": str(home), "PYTHONPATH": str(ROOT)} | environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )


def board(seed: int = 1) -> tuple[list[str], list[list[str]]]:
    """60 loose notes, and three themes with ten notes each."""
    drawn = draw(notes(), 90, seed)
    texts = [note.text for note in drawn]
    names = ["food", "nights", "money"]
    rest = [note for note in notes() if note not in drawn]
    themes = [[note.text for note in rest if note.theme == name][:10] for name in names]
    return texts[:60], themes


@pytest.mark.parametrize("seed", range(3))
def test_an_idea_is_offered_once_at_most(seed: int) -> None:
    loose, themes = board(seed)
    offers = suggestions.offers(loose, themes)
    ideas = Counter(idea for offer in offers for idea in offer.ideas)
    assert ideas
    assert set(ideas) <= set(range(60))
    assert max(ideas.values()) == 1
    joined = [offer.theme for offer in offers if offer.theme is not None]
    assert len(joined) == len(set(joined))
    assert set(joined) <= {0, 1, 2}
    assert all(len(offer.ideas) >= 2 for offer in offers if offer.theme is None)


@pytest.mark.parametrize("seed", range(3))
def test_the_words_are_those_that_people_wrote(seed: int) -> None:
    loose, themes = board(seed)
    for offer in suggestions.offers(loose, themes):
        said = [loose[idea].lower() for idea in offer.ideas]
        assert 2 <= len(offer.words) <= 3
        assert len(set(offer.words)) == len(offer.words)
        assert all(any(word in text for text in said) for word in offer.words)


def test_a_word_that_ideas_share_tells_them() -> None:
    loose = ["The bus is late", "No bus at night", "A bus to the clinic", "Cold soup", "Hot soup"]
    told = {word for offer in suggestions.offers(loose) for word in offer.words}
    assert {"bus", "soup"} <= told


def test_it_offers_what_anybody_would_put_together() -> None:
    loose = ["Cold soup", "Long forms", "Late buses", "Hot soup", "No buses", "Short forms"]
    groups = sorted(sorted(offer.ideas) for offer in suggestions.offers(loose))
    assert groups == [[0, 3], [1, 5], [2, 4]]


def test_an_idea_that_fits_nowhere_stays_out() -> None:
    loose = ["Cold soup", "Hot soup", "Soup at noon", "My cat is called Admiral"]
    assert all(3 not in offer.ideas for offer in suggestions.offers(loose))


def test_it_finds_the_theme_that_is_there_already() -> None:
    themes = [["Late buses", "The bus fare"], ["Cold soup", "Soup at noon"]]
    (offer,) = suggestions.offers(["More soup, please"], themes)
    assert (offer.ideas, offer.theme) == ((0,), 1)


def test_it_finds_no_new_group_among_three() -> None:
    assert suggestions.offers(["Cold soup", "Hot soup", "Soup at noon"]) == []


def test_the_same_texts_give_the_same_offers_in_any_process(tmp_path: Path) -> None:
    program = (
        "from boards.suggestions import offers; from tests.offers.notes import notes;"
        "print(offers([note.text for note in notes()]))"
    )
    here = str(suggestions.offers([note.text for note in notes()]))
    for seed, threads in ("1", "1"), ("2", "4"):
        done = run(program, tmp_path, PYTHONHASHSEED=seed, OPENBLAS_NUM_THREADS=threads)
        assert done.stdout.strip() == here, done.stderr


@pytest.mark.parametrize(
    "loose",
    [
        [],
        [""] * 5,
        ["Waiting"] * 5,
        ["x", "?", "12", "the", "\x00", "\ud800"],
        ["👍", "😀😀", "🚌❤️", "👍🏽", "\u200d"],
        ["الانتظار طويل", "等候时间太长了", "बहुत इंतज़ार", "Mae'n oer", "Zażółć gęślą jaźń"],
        ["A" * 2000, "b " * 1000, LONG, LONG, "İ", "ß"],
    ],
    ids=["none", "empty", "alike", "signs", "emoji", "scripts", "long"],
)
def test_it_takes_whatever_people_write(loose: list[str]) -> None:
    for themes in [], [[], [""], loose, ["Waiting"]]:
        for offer in suggestions.offers(loose, themes):
            assert all(word in loose[offer.ideas[0]].lower() for word in offer.words[:1])


def test_a_script_that_the_model_cannot_read_is_no_theme() -> None:
    assert (
        suggestions.offers(["الطعام بارد", "الانتظار طويل", "لا أستطيع النوم", "أحتاج إلى مترجم"])
        == []
    )


def test_two_thousand_long_ideas_are_read_too() -> None:
    texts = [note.text for note in notes()]
    loose = [" ".join(texts[place % 97 :: 1 + place % 11])[:2000] for place in range(2000)]
    assert len(suggestions.offers(loose)) < 2000


def test_it_reads_its_model_from_this_machine_alone(tmp_path: Path) -> None:
    done = run(NO_NETWORK, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "bus" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_loaded_before_the_first_offer(tmp_path: Path) -> None:
    assert run(NOTHING_HEAVY, tmp_path).returncode == 0


def test_threads_that_come_together_load_one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    from safetensors.numpy import load_file

    from boards.suggestions import meaning

    read: list[Path] = []

    def load(path: Path) -> object:
        read.append(path)
        return load_file(path)

    monkeypatch.setattr("boards.suggestions.meaning.load_file", load)
    meaning._load.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        models = list(pool.map(lambda _: id(meaning.model()[1]), range(8)))
    assert len(set(models)) == len(read) == 1


def test_it_beats_counting_words_and_chance() -> None:
    from tests.offers import measure

    everything = notes()
    texts = [note.text for note in everything]
    given = measure.ours(texts)
    ours = measure.judge(everything, given)
    counted = measure.judge(everything, measure.tfidf(texts))
    blind = measure.chance(everything, given, draws=20)
    assert ours.rand > 1.5 * counted.rand
    assert ours.v > counted.v
    assert ours.right > counted.right > 2 * blind.right
    assert counted.rand > blind.rand


def test_the_notes_are_spread_over_ten_themes_and_many_voices() -> None:
    everything: list[Note] = notes()
    assert len({note.text.lower() for note in everything}) == len(everything) == 300
    assert all(25 <= count <= 35 for count in Counter(note.theme for note in everything).values())
    assert len({note.theme for note in everything}) == 10
    assert min(Counter(note.voice for note in everything).values()) >= 25
