"""Lines of a paper cue sheet are read as they were meant, and what means nothing is told piece by piece."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.cues.notation import Entry, KeyLetter, Notation, read

KNOWN = (
    KeyLetter("R", "state", "quiet_alert", "Quiet alert"),
    KeyLetter("A", "cue", "mutual_gaze", "Mutual gaze", "engagement"),
    KeyLetter("Z", "cue", "looks_away", "Looks away", "disengagement"),
    KeyLetter("F", "cue", "reaches_out", "Reaching", "engagement"),
    KeyLetter("F1", "response", "wait_watch", "Waited"),
    KeyLetter("F2", "response", "resting_hands", "Resting hands"),
    KeyLetter("P", "permission", "yes"),
    KeyLetter("U", "not_massaged", "other"),
    KeyLetter(".", "bookmark", ""),
)


def meant(text: str) -> Notation:
    return read(text, KNOWN, time(10, 0), 60)


def short(text: str) -> list[tuple[int, str]]:
    return [(entry.minute, entry.code or entry.text or entry.kind) for entry in meant(text).entries]


def test_a_line_is_a_minute_and_its_letters() -> None:
    assert meant("05 r").entries == (Entry(5, "state", "quiet_alert"),)
    assert short("12 az") == [(12, "mutual_gaze"), (12, "looks_away")]
    assert short("17 z F2") == [(17, "looks_away"), (17, "resting_hands")]


def test_letters_stand_together_or_apart_large_or_small() -> None:
    assert short("17 zf2") == short("17 Z F2") == short("17 z  f2")
    assert short("3 fa") == [(3, "reaches_out"), (3, "mutual_gaze")]


def test_the_clock_says_the_same_as_minutes() -> None:
    assert short("10:17 z") == short("17 z") == short("10.17 z")


def test_minutes_before_the_start_are_told_by_a_minus_or_the_clock_where_there_may_be_any() -> None:
    def early(text: str) -> list[tuple[int, str]]:
        found = read(text, KNOWN, time(0, 5), 60, 10)
        assert not found.faults
        return [(entry.minute, entry.code) for entry in found.entries]

    assert early("-05 r\n00:05 z") == [(-5, "quiet_alert"), (0, "looks_away")]
    assert early("23:58 r") == [(-7, "quiet_alert")], "over midnight too"
    assert [token.fault for token in meant("-05 r").faults] == ["late"]


def test_a_line_without_a_minute_goes_on_at_the_one_before() -> None:
    assert short("12 a\nz") == [(12, "mutual_gaze"), (12, "looks_away")]


def test_words_in_quotes_are_a_note_and_a_point_is_a_bookmark() -> None:
    assert short('23 . "turned to her voice" z') == [
        (23, "bookmark"),
        (23, "turned to her voice"),
        (23, "looks_away"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5 u asleep", "asleep"),
        ("5 U Hungry", "hungry"),
        ("5 u no", "said_no"),
        ("5 u jab", "recent_jab"),
        ("5 u unwell", "unwell"),
        ("5 u", "other"),
    ],
)
def test_a_baby_is_not_massaged_today_and_why(text: str, reason: str) -> None:
    assert meant(text) == Notation((Entry(5, "not_massaged", reason),), meant(text).tokens)
    assert not meant(text).faults


def test_a_reason_is_never_read_as_letters() -> None:
    assert short('5 zu asleep F2 "why"') == [
        (5, "looks_away"),
        (5, "asleep"),
        (5, "resting_hands"),
        (5, "why"),
    ]
    assert short("5 u\nz") == [(5, "other"), (5, "looks_away")]
    for text in ("5 u zz", "5 u aslep", "5 u a"):
        [wrong] = meant(text).faults
        assert wrong.fault == "reason"


def test_lines_in_any_order_come_out_in_the_order_of_the_class() -> None:
    assert [minute for minute, _ in short("20 a\n5 r\n12 z")] == [5, 12, 20]


@pytest.mark.parametrize(
    ("text", "fault", "piece"),
    [
        ("a", "no_minute", "a"),
        ("5x a", "no_minute", "5x"),
        ("61 a", "late", "61"),
        ("0 p", "group", "0"),
        ("09:59 a", "late", "09:59"),
        ("5 ak", "letter", "ak"),
        ("5 f9k", "letter", "f9k"),
        ('5 ""', "empty", '""'),
    ],
)
def test_what_means_nothing_is_told(text: str, fault: str, piece: str) -> None:
    [wrong] = meant(text).faults
    assert (wrong.fault, wrong.text) == (fault, piece)


def test_a_wrong_piece_leaves_the_others_alone_and_knows_its_place() -> None:
    reading = meant("5 a\n7 k z")
    assert [entry.code for entry in reading.entries] == ["mutual_gaze", "looks_away"]
    [wrong] = reading.faults
    assert (wrong.line, wrong.start) == (1, 2)


@given(st.text(max_size=60))
def test_anything_may_be_typed(text: str) -> None:
    reading = meant(text)
    assert all(0 <= entry.minute <= 60 for entry in reading.entries)
    minutes = [entry.minute for entry in reading.entries]
    assert minutes == sorted(minutes)
