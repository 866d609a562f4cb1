"""Ill-formed, oversized, wrongly typed and hostile messages, made from a seed."""

import json
import random
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from boards.operations.wire import STAMPS
from tests.faults.screen import new_id
from tests.verbs import SPOKEN, verbs_of

MARKUP = [
    "</li><script>alert(1)</script>",
    '<hx-partial hx-target="#counts" hx-swap="outerMorph"><p id="counts">0</p></hx-partial>',
    '"><img src=x onerror=alert(1) hx-get=/b/ hx-trigger=load>',
    "<template hx type=partial><li id=idea-1></li></template>",
    "{{ board.title }} {% include 'x' %} ${1} <%= 1 %>",
    "' hx-on:click='alert(1)' data-x='",
    "<!--><svg onload=alert(1)>--><style>*{display:none}</style>",
    "</textarea></title></template></p></ol></section><body onload=alert(1)>",
    "&lt;script&gt; &#60;script&#62; &amp;lt;",
    "javascript:alert(1) \u202e\u2066 \ufeff <\u0000".replace("\u0000", ""),
    "<hx-partial",
    "<HX-PARTIAL hx-target='body'>",
    "]]><![CDATA[",
    "\u003cscript\u003e\u2028\u2029",
]
VALUES: list[Any] = [
    *(None, True, False, 0, -1, 1.5, 1e308, 2**53, 2**63, 2**64, 10**40, -(2**63), "", " ", "x"),
    *([], {}, [[]], [None], [1], [""], ["x", "x"], ["x"] * 501, {"x": 1}, [{"id": "x"}], [[["x"]]]),
    *("x" * 2001, "é" * 40_000, "\u0000", "a\u0000b", "constructor", "__proto__", "None", "idea-1"),
    *("../../etc", "%(name)s", "%s%n{}", "' OR 1=1 --", *MARKUP),
]
IMPERSONATED = [*sorted(STAMPS), "number", "echo", "splices", "does", "when", "board", "first"]
IMPERSONATED += ["__proto__", "constructor", "prototype", "toString", "__class__", "apply", "html"]
RAW: list[str | bytes] = [
    *("", " ", "null", "true", "1", '"hello"', "[]", "{}", "[[", "{", "}", "NaN", "Infinity"),
    *(
        '{"op": NaN}',
        '{"seen": Infinity}',
        '{"seen": 1e999}',
        '{"now": {"holds": NaN}}',
        "\ufeff{}",
    ),
    *('{"op": "\\ud800"}', '{"now": {"holds": "\\udfff\\ud800"}}', '{"op": "\\u0000"}', "'"),
    *('{"hello": {"v": 1}, "op": {}}', '{"HELLO": {}}', '{"op": {}} {}', '{"op": {},}', "\x00"),
    *("[" * 5000 + "]" * 5000, '{"op":' * 5000 + "1" + "}" * 5000, '{"op": {"id": ' + "[" * 900),
    json.dumps({"op": {"id": new_id(), "verb": "add_idea", "text": "x" * 5000}}),
    *("9" * 5000, '{"seen": ' + "9" * 5000 + "}", '{"op": "' + "x" * 65_536 + '"}'),
    *(b"", b"\x00\xff", b'{"hello": {"v": 1, "seq": 0}}', b"\xff" * 1000, b"x" * 70_000),
    *(
        '{"__proto__": {}}',
        '{"constructor": {"prototype": {}}}',
        '{"op": {"__proto__": {"id": 1}}}',
    ),
    *('{"hello": ' + value + "}" for value in ("null", "1", '"x"', "[]", "{}", '{"v": 1}')),
    *(
        '{"hello": {"v": 1, "seq": ' + value + "}}"
        for value in ("-1", "1.0", "true", "null", '"0"')
    ),
    *('{"hello": {"v": ' + value + ', "seq": 0}}' for value in ("0", "2", "true", '"1"', "1.0")),
    *(
        '{"seen": ' + value + "}"
        for value in ("-1", "null", "true", '"1"', "{}", "9007199254740993")
    ),
    *('{"seen": 1000000}', '{"hello": {"v": 1, "seq": 1000000}}', '{"hello": {"v": 1, "seq": 0}'),
    *('{"now": ' + value + "}" for value in ("null", "[]", '"x"', '{"holds": 1}', '{"over": "x"}')),
    *('{"now": {"at": ' + value + "}}" for value in ('"x"', "-1", "true", "1.5", "1048576", "[]")),
]


def messages(seed: int, count: int, there: dict[str, Any]) -> Iterator[str | bytes]:
    """Yield `count` messages that no board may take. `there` names what is on this one:
    "idea" and "theme" are real ids, "elsewhere" is an idea of another board."""
    chance = random.Random(seed)
    makers = [_wrong_value, _wrong_value, _missing, _impersonating, _elsewhere, _now, _mutated]
    yield from RAW[:count]
    for _ in range(max(0, count - len(RAW))):
        made = chance.choice(makers)(chance, there)
        yield made if isinstance(made, str) else json.dumps(made)


# Acts that any board takes: a letter changed in the id of one makes it another sound one.
EVER_SOUND = {"ask_for_piece", "turn_voice", "turn_offers", "keep_longer"}


def sound(chance: random.Random, there: dict[str, Any]) -> dict[str, Any]:
    """An act with the right fields for some verb; `base` is one the board has not come to."""
    known = chance.choice((SPOKEN, verbs_of("boards")))  # half of them of the ground itself
    kind = SPOKEN[chance.choice(sorted(set(known) - EVER_SOUND))]
    fit: dict[str, Any] = {
        "text": "Words",
        "area": "nowhere",
        "insert": "x",
        "ideas": [there["idea"]],
        "echo": "x",
    }
    fit |= {"base": 2**40, "at": 0, "remove": 0, "theme": there["theme"], "into": there["theme"]}
    fit |= {"idea": there["elsewhere"], "before": there["elsewhere"], "entry": 2**40}
    fit |= {"unsigned": True, "signed": True, "on": True, "both": [], "out_of": there["elsewhere"]}
    fit |= {"stance": "agree", "why": "Words", "all": True}
    fit |= {"phase": "none", "proposal": "none", "moment": "before", "what": {"verb": "none"}}
    fit |= {"to": there["elsewhere"], "reason": "unseen", "answer": "fine", "note": "Words"}
    fit |= {"name": "Words", "question": "Words", "prompts": [], "areas": ["nowhere"]}
    fit |= {"minutes": 2**20, "size": 3, "by": 2**40, "round": "none", "sheet": "none"}
    fit |= {"kind": "none", "agenda": {"phases": []}}
    fit |= {"names": True, "whom": "none", "months": 2**20}
    own = {one.name: fit[one.name] for one in fields(kind) if "read" in one.metadata}
    return {"id": new_id(), "verb": kind.verb, **own}


def _wrong_value(chance: random.Random, there: dict[str, Any]) -> dict[str, Any]:
    act = sound(chance, there)
    name = chance.choice(sorted(act))
    # Words may say anything: there it takes another type, or far too many of them.
    wild = [value for value in VALUES if not isinstance(value, str) or len(value) > 2000]
    fits = name in ("text", "insert", "why", "note", "name", "question", "sheet")
    if name == "size":  # of groups
        wild, fits = [value for value in VALUES if value not in (0, 2, 4)], True
    if isinstance(act[name], bool):  # either answer may be sound
        wild, fits = [value for value in VALUES if not isinstance(value, bool)], True
    act[name] = chance.choice(wild if fits else VALUES)
    return {"op": act}


def _missing(chance: random.Random, there: dict[str, Any]) -> dict[str, Any]:
    act = sound(chance, there)
    optional = {one.name for one in fields(SPOKEN[act["verb"]]) if one.default is None}
    del act[chance.choice(sorted(set(act) - optional))]
    return {"op": act}


def _impersonating(chance: random.Random, there: dict[str, Any]) -> dict[str, Any]:
    act = sound(chance, there)
    name = chance.choice([one for one in IMPERSONATED if one not in act])
    return {"op": {**act, name: chance.choice([*VALUES, there["seat"], there["idea"]])}}


def _elsewhere(chance: random.Random, there: dict[str, Any]) -> dict[str, Any]:
    far, late = there["elsewhere"], {"base": 2**40, "at": 0, "remove": 0, "insert": "x"}
    acts: list[dict[str, Any]] = [
        {"verb": "set_aside", "idea": far},
        {"verb": "put_back", "idea": far},
        {"verb": "echo_idea", "idea": far, "text": "x"},
        {"verb": "gather", "ideas": [there["idea"], far]},
        {"verb": "place_idea", "idea": far, "theme": there["theme"]},
        {"verb": "merge_themes", "theme": there["theme"], "into": far},
        {"verb": "undo", "entry": 1},
        {"verb": "undo", "entry": 2**40},
        {"verb": "undo"},
        {"verb": "add_idea", "text": " \n"},
        {"verb": "edit_idea", "idea": there["idea"], **late},
        {"verb": "gather", "ideas": [str(n) for n in range(501)]},
        {"verb": "bring_ideas", "ideas": [str(n) for n in range(501)], "theme": there["theme"]},
        {"verb": "bring_ideas", "ideas": [far]},
        {"verb": "belongs_too", "idea": far, "theme": there["theme"]},
        {"verb": "split_theme", "theme": there["theme"], "ideas": [there["idea"]]},
        {"verb": "split_theme", "theme": there["theme"], "ideas": [there["idea"], far]},
        {"verb": "take_stance", "idea": far, "stance": "agree"},
        {"verb": "take_stance", "stance": "agree"},
        {"verb": "sign_idea", "idea": there["idea"], "signed": False},
        {"verb": "restore_theme", "theme": there["theme"], "ideas": []},
        {"verb": "gather", "ideas": [there["idea"]]},
        {"verb": "gather", "ideas": [there["idea"], there["idea"]]},
        {"verb": "merge_themes", "theme": there["theme"], "into": there["theme"]},
        {"verb": chance.choice(["drop", "Operation", "", "apply", "__init__", "ADD_IDEA"])},
    ]
    return {"op": {"id": new_id(), **chance.choice(acts)}}


def _now(chance: random.Random, there: dict[str, Any]) -> dict[str, Any]:
    name = chance.choice(["holds", "over", "writes", *IMPERSONATED])
    values = [value for value in VALUES if value is not None]
    return {"now": {name: chance.choice([*values, there["elsewhere"]])}}


def _mutated(chance: random.Random, there: dict[str, Any]) -> str:
    """A sound message with a hole torn into it."""
    text = json.dumps({"op": sound(chance, there)})
    at = chance.randrange(len(text))
    torn = text[:at] + chance.choice(["", "\\", '"', "\x01", "{", "\ud7ff", "}}"]) + text[at + 3 :]
    try:
        json.loads(torn)
    except ValueError:
        return torn
    return text[: at + 1]
