"""The words of a text: which there are, and which of them say something by themselves."""

import regex
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

# A letter takes its marks with it, so that an Indian vowel does not cut its word in two.
WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}\p{M}]+)*")
# What scikit-learn's list leaves out: short forms without their apostrophe, and texting.
SMALL = ENGLISH_STOP_WORDS | {
    *("arent", "cos", "didnt", "doesnt", "dont", "havent", "hes", "im", "isnt", "ive", "lets"),
    *("lol", "n", "ok", "omg", "pls", "ppl", "r", "shes", "shouldnt", "thats", "theres", "theyre"),
    *("thx", "u", "ur", "wasnt", "wed", "weve", "whats", "wont", "wouldnt", "youd", "youre"),
}


def words(text: str) -> list[str]:
    """The words of a text in small letters, as they come. Signs and emoji are no words."""
    return WORD.findall(text.lower())


def large(word: str) -> bool:
    """Whether a word says something by itself: `night` does, `the` and `don't` do not."""
    return not word.isnumeric() and regex.sub("['’]", "", word) not in SMALL
