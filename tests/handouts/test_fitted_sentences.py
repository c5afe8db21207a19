"""Each sentence about a baby on a take-home can be changed or left out by its key, and its paper follows."""

from __future__ import annotations

from dataclasses import replace

from massage_studio.handouts.fitted_sentences import edited, sentences, spoken
from massage_studio.handouts.views import Counted, Permission, PermissionSaid, TakeHome


def parts(view: TakeHome) -> list[tuple[str, str]]:
    return [(one.part, one.words) for one in sentences(view)]


def test_all_that_the_front_says_of_this_baby_is_a_sentence_in_its_order(take_home_view: TakeHome) -> None:
    view = replace(take_home_view, to_mind=("leave the tummy alone for now",))
    assert parts(view) == [
        ("own", "Mia turned to your voice."),
        ("story", "When you asked first, Mia said yes."),
        ("story", "When Mia needed a break, this helped: waiting."),
        ("likes", "Holds your gaze"),
        ("likes", "Relaxes both hands"),
        ("breaks", "Looks away"),
        ("mind", "leave the tummy alone for now"),
    ]


def test_without_her_own_words_one_kind_sentence_of_the_story_leads(take_home_view: TakeHome) -> None:
    view = replace(take_home_view, notes=())
    assert parts(view)[0] == ("lead", "Mia said “yes, more” by holding your gaze and relaxing both hands.")
    asleep = replace(view, not_massaged="asleep", reason="asleep", permission=())
    told = parts(asleep)
    assert told[0] == ("lead", "Not massaged this time, and that is fine (asleep).")
    assert next(words for part, words in told if part == "story").startswith("Sleep comes first")


def test_an_edit_changes_a_sentence_and_an_empty_one_leaves_it_out(take_home_view: TakeHome) -> None:
    own, asked, *_ = sentences(take_home_view)
    view = edited(take_home_view, {own.key: "Mia sang along.", asked.key: ""})
    told = sentences(view)
    assert told[0].words == "Mia sang along." and told[0].key == own.key
    assert asked.key not in [one.key for one in told]
    again = edited(view, {own.key: "Mia hummed."})
    assert sentences(again)[0].words == "Mia hummed."
    assert asked.key not in [one.key for one in sentences(again)]


def test_a_sign_that_is_left_out_makes_no_room_for_one_that_nobody_read(take_home_view: TakeHome) -> None:
    signs = tuple(Counted(f"Sign {n}", f"sign {n}", 9 - n) for n in range(5))
    view = replace(take_home_view, engaging=signs)
    shown = [one for one in sentences(view) if one.part == "likes"]
    assert [one.words for one in shown] == ["Sign 0", "Sign 1", "Sign 2"]
    less = sentences(edited(view, {shown[1].key: ""}))
    assert [one.words for one in less if one.part == "likes"] == ["Sign 0", "Sign 2"]


def test_an_edit_of_words_that_are_others_by_now_changes_nothing(take_home_view: TakeHome) -> None:
    asked = next(one for one in sentences(take_home_view) if one.part == "story")
    view = edited(take_home_view, {asked.key: "Mia said yes to you."})
    later = replace(view, permission=(PermissionSaid(Permission.YES), PermissionSaid(Permission.NOT_NOW)))
    told = [one.words for one in sentences(later)]
    assert "When you asked first, Mia said yes. Later Mia said not now." in told
    assert "Mia said yes to you." not in told


def test_her_own_words_end_with_a_sentence_and_the_rest_is_told(take_home_view: TakeHome) -> None:
    long = " ".join(f"This is sentence {number} of what was seen this week in class." for number in range(12))
    first = sentences(replace(take_home_view, notes=(long, "And one more.")))[0]
    assert first.words.endswith("in class.") and f"{first.words} {first.left_out}" == long
    second = sentences(replace(take_home_view, notes=(long, "And one more.")))[1]
    assert (second.words, second.left_out) == ("", "And one more.")
    endless = sentences(replace(take_home_view, notes=("word " * 300,)))[0]
    assert endless.words.endswith("word…") and endless.left_out.startswith("word")


def test_what_keeps_the_baby_safe_and_the_first_answer_have_room_before_all_else(
    take_home_view: TakeHome,
) -> None:
    answers = (Permission.YES, Permission.NOT_NOW) * 12
    view = replace(
        take_home_view,
        notes=("Mia looked and looked at you and at the lights above. " * 9,),
        permission=tuple(map(PermissionSaid, answers)),
        to_mind=("leave the tummy alone for now",),
    )
    told = {one.part: one for one in reversed(sentences(view))}
    assert told["mind"].words and not told["mind"].left_out
    assert told["own"].words and told["own"].left_out
    assert told["story"].words.startswith("When you asked first, Mia said yes. Later Mia said not now")
    assert told["story"].words.endswith("…") and told["story"].left_out


def test_a_very_long_name_stands_at_the_top_and_in_no_sentence(take_home_view: TakeHome) -> None:
    view = replace(take_home_view, baby="x" * 300)
    assert spoken(view).baby == "your baby"
    assert "When you asked first, your baby said yes." in [one.words for one in sentences(view)]
    bare = replace(view, notes=())
    assert sentences(bare)[0].words.startswith("Your baby said “yes, more”")
