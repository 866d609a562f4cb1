"""What the typists write: what people say after a workshop, and characters of every width."""

OPENING = "What we take home from this afternoon.\n"
PHRASES = (
    "We came with a plan and left with a better question. ",
    "Nobody had asked the porters before. ",
    "Tea first, then the hard part. ",
    "If you change my care, ring me before and not after. ",
    "The carers know which week goes wrong. ",
    "It took ten minutes until somebody said the real thing. ",
    "Say it in words my father would use. ",
    "Two of us will go to the ward meeting in March. ",
    "A letter is not a conversation. ",
    "We agreed to disagree about the rota, and wrote down why. ",
    "Let the person with least time speak first. ",
    "The waiting room should have a window. ",
    "I was a number for six weeks; then Joan learnt my name. ",
    "Keep the door open until the bus has come. ",
    "Whoever decides should sit at this table. ",
    "Small and soon beats large and later. ",
    "Let us meet again when the leaves are down. ",
)
WORDS = ("together", "slowly", "at home", "neighbours", "before Friday", "listening", "ours")
SLIPS = {"teh": "the", "adn": "and", "wiht": "with", "thier": "their", "recieve": "receive"}
PICTURES = ("👍", "🙂", "👩🏽\u200d⚕\ufe0f", "👨\u200d👩\u200d👧", "🇬🇧", "❤\ufe0f", "☕")
# The mark has a key of its own.
ACCENTS = ("cafe\u0301 ", "Zoe\u0308 ", "sen\u0303ora ", "tie\u0302\u0301ng ")
OTHER_WAY = ("שלום לכולם ", "معاً نقرر ", "לא בלעדינו (3) ", "\u200fشكراً\u200f ")
PASTES = (
    "Present: a nurse, two carers, a social worker, five neighbours and a dog. ",
    "1. Ring back the same day\n2. One name, one number\n3. Ask what went well\n",
    "From the poster: \u201cNothing about us without us\u201d \u2013 the budget too. ",
)
