"""Summaries as they come from the queries, full and bare."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from massage_studio.curriculum.content import load
from massage_studio.handouts.views import (
    Counted,
    FamilySummary,
    Letterhead,
    OwnAnswersOnPaper,
    SharedMinutes,
)

_HEAD = Letterhead("Sunflower Baby Massage", "Hazel Whitcombe", ("hello@example.org", "07700 900100"))
FIRST = date(2026, 11, 5)


def bare(**changed: Any) -> FamilySummary:
    """A summary of a course in which nothing was noted but that the baby was there."""
    days = tuple(FIRST + timedelta(days=7 * week) for week in range(3))
    made: dict[str, Any] = {
        "letterhead": _HEAD,
        "course": "Autumn course",
        "on": FIRST + timedelta(days=28),
        "days": days,
        "baby": "Mia",
        "carers": ("Grace", "Daniel"),
        "came_with": ("Grace",),
        "ends": ("not at all", "completely"),
        **changed,
    }
    return FamilySummary(**made)


def full(**changed: Any) -> FamilySummary:
    """A summary with as much as there can be."""
    statements = [one.text for one in load().self_rating.statements]
    strokes = tuple(
        (area, tuple(f"Stroke of the {area.lower()} {number}" for number in range(11)))
        for area in ("Legs and feet", "Tummy", "Chest", "Arms and hands", "Face", "Back", "Gentle movements")
    )
    made: dict[str, Any] = {
        "days": tuple(FIRST + timedelta(days=7 * week) for week in range(12)),
        "massaged": 3,
        "rested": ("said_no", "asleep"),
        "engaging": tuple(Counted(f"Looks into your eyes {n}", f"looking {n}", 9 - n) for n in range(6)),
        "disengaging": tuple(Counted(f"Turns the head away {n}", f"turning {n}", 9 - n) for n in range(6)),
        "answers": tuple(Counted(f"Pause {n}", f"pausing with still hands {n}", 5 - n) for n in range(4)),
        "soothed": (Counted("Sing", "singing", 2),),
        "liked_areas": ("legs and feet", "back"),
        "liked_songs": ("Round and round the garden",),
        "highlights": tuple(
            f"Turned to Daniel's voice the moment he sang, and stayed with it for a long while, {number}."
            for number in range(12)
        ),
        "met": (
            "Smiles when somebody sings to her, and most of all to the song of the garden and the bear.",
            "Takes time to look around before saying yes.",
            "Likes to be sung to.",
            "Likes massage of the legs and feet and the back.",
            "Shows enough first by turning right away or yawning.",
            "When it is enough, cuddling or pausing with still hands helps.",
        ),
        "strokes": strokes,
        "songs": tuple(f"Song number {number}" for number in range(9)),
        "minutes": tuple(
            SharedMinutes(code, title, 34, load().handouts.benefits[code].sure_line)
            for code, title in (
                ("touch", "Touch"),
                ("attunement", "Attunement"),
                ("bonding", "Bonding"),
                ("hormones", "Hormones"),
                ("brain", "Brain development"),
            )
        ),
        "own": (
            OwnAnswersOnPaper(
                "Grace",
                "I see now that looking away is her way to say wait.",
                tuple(zip(statements, (3, 4, 6, 8, None), (8, 7, 5, 9, 10), strict=True)),
            ),
            OwnAnswersOnPaper("Daniel", "I sing more.", ()),
        ),
        "signposting": tuple(f"When it is hard, number {n}: a kind voice on 0800 000 000." for n in range(3)),
        **changed,
    }
    return bare(**made)
