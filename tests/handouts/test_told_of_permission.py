"""Permission is printed in its order: the first answer stays the first, and every change after it is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

import massage_studio.cues.service as cues
from massage_studio.bookings import attendance_service
from massage_studio.cues import log_service, opening_service
from massage_studio.handouts import queries, take_home
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.paper.reading import pages_of
from tests.studio_fixtures import NOW, OpenClass, a_class, filled

NO_MASSAGE = "Not massaged this time, and that is fine"
FIRST_YES = "When you asked first, Mia said yes."
FIRST_NO = "When you asked first, Mia said not now."
FIRST_UNSURE = "When you asked first, Mia was not sure yet."


def a_class_with_mia(session: Session) -> OpenClass:
    """A class that runs, and Mia is there."""
    klass = a_class(session, "Mia")
    [mia] = klass.dyads
    attendance_service.mark(session, session_id=klass.session, baby_id=mia.baby, status="here", now=NOW)
    return klass


def printed(folder: Path, pressed: str) -> str:
    """Print the front of Mia's sheet after these presses, a minute apart: an answer, a -reason, a !response.

    Words of one's own stand after a colon, and "undo" takes back the press before it.
    """
    klass = filled(folder, a_class_with_mia)
    [mia] = klass.dyads
    studio = open_studio(folder)
    with studio.write() as session:
        for minute, press in enumerate(filter(None, pressed.split(", ")), 10):
            now = NOW + timedelta(minutes=minute)
            if press == "undo":
                log_service.undo(session, session_id=klass.session, now=now)
                continue
            word, _, text = press.partition(":")
            kind = {"-": "not_massaged", "!": "response"}.get(word[0], "permission")
            cues.record(
                session,
                action_id=new_id(),
                session_id=klass.session,
                dyads=((mia.baby, mia.carer),),
                kind=kind,
                code=word.lstrip("-!"),
                text=text,
                now=now,
            )
        opening_service.finish_class(session, session_id=klass.session, now=NOW + timedelta(minutes=60))
        [view] = queries.take_home_views(session, session_id=klass.session)
    studio.close()
    return " ".join(pages_of(take_home.build(view))[0].split())


@pytest.mark.parametrize(
    ("pressed", "told"),
    [
        ("yes", FIRST_YES),
        ("asked, yes", FIRST_YES),
        ("yes, yes", FIRST_YES),
        ("yes, not_now", f"{FIRST_YES} Later Mia said not now."),
        ("yes, not_now, !stop", f"{FIRST_YES} Later Mia said not now, and you stopped there."),
        ("yes, not_now, yes", f"{FIRST_YES} Later Mia said not now, and then yes again."),
        (
            "yes, not_now, !stop, yes",
            f"{FIRST_YES} Later Mia said not now, and you stopped there. Later Mia said yes again.",
        ),
        (
            "yes, not_now, yes, not_now",
            f"{FIRST_YES} Later Mia said not now, then yes again, and then not now again.",
        ),
        ("not_now, yes", f"{FIRST_NO} Later Mia said yes."),
        ("not_now:a cuddle, yes", f"{FIRST_NO} Instead: a cuddle. Later Mia said yes."),
        ("-said_no, yes", f"{FIRST_NO} Later Mia said yes."),
        ("unsure, yes", f"{FIRST_UNSURE} Later Mia said yes."),
        ("unsure", FIRST_UNSURE),
        ("yes, unsure, not_now", f"{FIRST_YES} Later Mia was not sure, and then said not now."),
        ("asked", "You asked Mia first."),
        ("yes, -asleep", f"{FIRST_YES} Later Mia fell asleep."),
        ("yes, not_now, -asleep", f"{FIRST_YES} Later Mia said not now, and then fell asleep."),
        ("yes, -hungry, yes", f"{FIRST_YES} Later Mia was hungry, and then said yes again."),
        ("yes, -unwell", f"{FIRST_YES} Later Mia was not well."),
        ("yes, -said_no", f"{FIRST_YES} Later Mia said not now."),
        ("yes, not_now, -said_no", f"{FIRST_YES} Later Mia said not now."),
        ("yes, -other:home early.", f"{FIRST_YES} Then the massage stopped for today: home early."),
        ("yes, -other", f"{FIRST_YES} Then the massage stopped for today."),
        ("-asleep, yes", "Mia was asleep at first. Later Mia said yes."),
        (
            "-recent_jab, yes",
            "There was no massage at first because of a recent vaccination. Later Mia said yes.",
        ),
        ("yes, not_now, undo", FIRST_YES),
        ("yes, undo, unsure, yes", f"{FIRST_UNSURE} Later Mia said yes."),
    ],
)
def test_a_class_with_a_yes_or_without_an_answer_is_told_in_its_order(
    studio_folder: Path, pressed: str, told: str
) -> None:
    front = printed(studio_folder, pressed)
    assert f"from the class of Thursday 19 November {told} Yes, more" in front
    assert NO_MASSAGE not in front


@pytest.mark.parametrize(
    ("pressed", "reason", "before"),
    [
        ("not_now", "not now", ""),
        ("not_now, not_now", "not now", ""),
        ("not_now:wanted a feed", "wanted a feed", ""),
        ("unsure, not_now", "not now", FIRST_UNSURE),
        ("-asleep", "asleep", ""),
        ("not_now, -hungry", "hungry", FIRST_NO),
        ("-asleep, not_now", "asleep", FIRST_NO),
        ("-asleep, -hungry", "hungry", "Mia was asleep at first."),
        ("yes, undo, -recent_jab", "a recent vaccination", ""),
        ("yes, not_now, undo, undo, not_now", "not now", ""),
    ],
)
def test_a_class_in_which_no_yes_was_ever_said_is_told_as_a_class_without_massage(
    studio_folder: Path, pressed: str, reason: str, before: str
) -> None:
    front = printed(studio_folder, pressed)
    assert f"from the class of Thursday 19 November {NO_MASSAGE} ({reason})." in front
    asked = front.count("When you asked first") + front.count("at first")
    assert asked == bool(before) and before in front
