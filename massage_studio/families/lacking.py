"""What is still missing of a family before its baby comes to class: the one place that decides it."""

from collections.abc import Mapping
from typing import Literal

from massage_studio.families.views import BabyView, ConsentKind, ConsentView

Lack = Literal["form", "consent", "birth"]

NEEDED: tuple[ConsentKind, ...] = ("health", "notes")
"""The consents without which nothing may be written down about a baby."""


def lacking(baby: BabyView, answers: Mapping[ConsentKind, ConsentView]) -> tuple[Lack, ...]:
    """Return what is missing: the form where nothing was answered, a consent that was not given, the dates.

    A baby that is not born yet is known by its due date.
    """
    found: list[Lack] = []
    if not any(kind in answers for kind in NEEDED):
        found.append("form")
    elif consent_missing(answers):
        found.append("consent")
    if baby.birth_date is None and baby.due_date is None:
        found.append("birth")
    return tuple(found)


def consent_missing(answers: Mapping[ConsentKind, ConsentView]) -> bool:
    """Tell whether a consent that a class needs was never answered or was refused."""
    return any(kind not in answers or not answers[kind].given for kind in NEEDED)
