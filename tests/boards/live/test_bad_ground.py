"""What does not fit the common ground is refused over the wire, and changes nothing."""

from tests.faults.rooms import Room
from tests.faults.screen import Screen


async def test_what_does_not_fit_is_refused_with_a_reason(room: Room, another_room: Room) -> None:
    async with Screen(another_room, 0) as far:
        elsewhere = (await far.does("add_idea", text="On another board"))["idea"]
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        ideas = [(await ada.does("add_idea", text=text))["idea"] for text in "abcdef"]
        one = (await ada.does("gather", ideas=ideas[:2]))["theme"]
        two = (await ada.does("gather", ideas=ideas[2:4]))["theme"]
        gone = (await ada.does("gather", ideas=ideas[4:]))["theme"]
        await ada.does("merge_themes", theme=gone, into=one)
        await ada.does("set_aside", idea=ideas[5])
        splice = {"base": ada.seq, "at": 0, "remove": 0}
        many = [str(n) for n in range(501)]
        kept, tried = room.export(), len(ben.refusals)
        for verb, fields, code in [
            ("gather", {"ideas": ideas[:1]}, "too_few"),
            ("place_idea", {"idea": elsewhere, "theme": one}, "no_such_idea"),
            ("belongs_too", {"idea": elsewhere, "theme": one}, "no_such_idea"),
            ("bring_ideas", {"ideas": [ideas[0], elsewhere], "theme": two}, "no_such_idea"),
            ("take_stance", {"idea": ideas[5], "stance": "agree"}, "already_aside"),
            ("take_stance", {"theme": gone, "stance": "agree"}, "no_such_theme"),
            ("take_stance", {"theme": one, "stance": "perhaps"}, "wrong_type"),
            ("merge_themes", {"theme": one, "into": gone}, "no_such_theme"),
            ("name_theme", {"theme": one, **splice, "insert": "x" * 121}, "too_long"),
            ("write_statement", {"theme": one, **splice, "insert": "x" * 501}, "too_long"),
            ("write_promise", {"theme": one, **splice, "insert": "x" * 501}, "too_long"),
            ("write_outcome", {"theme": one, **splice, "insert": "x" * 501}, "too_long"),
            ("gather", {"ideas": many}, "too_many"),
            ("bring_ideas", {"ideas": many, "theme": one}, "too_many"),
            ("split_theme", {"theme": one, "ideas": many}, "too_many"),
        ]:
            assert await ben.is_refused(verb, **fields) == code, verb
        assert len(ben.refusals) == tried + 15
        assert all(refusal["message"] for refusal in ben.refusals)
        assert room.export() == kept
