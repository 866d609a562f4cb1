"""The words of a text that say something by themselves."""

import regex
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

# A letter takes its marks with it, so that an Indian vowel does not cut its word in two.
WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}\p{M}]+)*")
# What scikit-learn's list leaves out: short forms without their apostrophe, and texting.
SHORT = {
    *("arent", "cos", "didnt", "doesnt", "dont", "havent", "hes", "im", "isnt", "ive", "lets"),
    *("lol", "n", "ok", "omg", "pls", "ppl", "r", "shes", "shouldnt", "thats", "theres", "theyre"),
    *("thx", "u", "ur", "wasnt", "wed", "weve", "whats", "wont", "wouldnt", "youd", "youre"),
}
# What every board here is about, so that these words say no more of an idea than `the` does.
EVERYWHERE = {
    *("care", "health", "hospital", "hospitals", "nhs", "patient", "patients", "people", "person"),
    *("pt", "pts", "service", "services", "social", "staff", "thing", "things", "ward", "wards"),
}
SMALL = ENGLISH_STOP_WORDS | SHORT | EVERYWHERE
MUCH = 100  # words: what comes after them in one idea is not read
STRAIGHT = str.maketrans("", "", "'’")


def large(word: str) -> bool:
    """Whether a word says something by itself: `night` does, `the`, `don't` and `24` do not."""
    return not word.isnumeric() and word.translate(STRAIGHT) not in SMALL


def saying(text: str) -> list[str]:
    """The words of a text that say something, in small letters; every word where none does.

    Signs and emoji are no words.
    """
    said = WORD.findall(text.lower())[:MUCH]
    return [word for word in said if large(word)] or said
