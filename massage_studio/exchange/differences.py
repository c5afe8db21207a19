"""Compares what a file says of people with what the studio holds: better is never overwritten by worse."""

import re
from dataclasses import replace
from datetime import date

from massage_studio.exchange.cells import phone, phone_key
from massage_studio.exchange.orders import BabyOrder
from massage_studio.exchange.people import is_provisional, same_name
from massage_studio.exchange.questions import Answers, Scope, day_words, key_of
from massage_studio.exchange.views import Difference, Part
from massage_studio.families.names import folded, full
from massage_studio.families.views import BabyView, CarerView

KEEP, TAKE = "keep", "take"


def carer_differences(
    old: CarerView, entry: BabyOrder, answers: Answers
) -> tuple[CarerView, tuple[Difference, ...]]:
    """Return an adult as an import would leave it, and what the file says otherwise."""
    new, found = old, []
    if entry.phone and phone(old.phone) != entry.phone:
        difference = _difference(
            "phone", old.phone, entry.phone, entry, answers, worse=_worse_phone(old.phone, entry.phone)
        )
        found.append(difference)
        new = replace(new, phone=entry.phone) if difference.takes else new
    if entry.email and old.email.casefold() != entry.email.casefold():
        worse = bool(old.email) and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", entry.email)
        difference = _difference("email", old.email, entry.email, entry, answers, worse=worse)
        found.append(difference)
        new = replace(new, email=entry.email) if difference.takes else new
    return new, tuple(found)


def baby_differences(
    old: BabyView, entry: BabyOrder, answers: Answers
) -> tuple[BabyView, tuple[Difference, ...]]:
    """Return a baby as an import would leave it, and what the file says otherwise."""
    new, found = old, []
    if not _same_spelling(entry, old) and not is_provisional(entry.baby_given_name):
        name = full(entry.baby_given_name, entry.baby_family_name)
        difference = _difference(
            "baby's name",
            old.name,
            name,
            entry,
            answers,
            worse=_worse_name(old.given_name, entry.baby_given_name),
        )
        found.append(difference)
        if difference.takes:
            # One who stood for a name had none of its own.
            family = entry.baby_family_name or old.family_name or entry.family_name
            new = replace(new, given_name=entry.baby_given_name, family_name=family)
    if entry.born and entry.born != old.birth_date:
        difference = _day_difference("birth date", old.birth_date, entry.born, entry, answers)
        found.append(difference)
        new = replace(new, birth_date=entry.born) if difference.takes else new
    if entry.due and entry.due != old.due_date and entry.due != old.birth_date:
        difference = _day_difference("due date", old.due_date, entry.due, entry, answers)
        found.append(difference)
        new = replace(new, due_date=entry.due) if difference.takes else new
    return new, tuple(found)


def keep_key(entry: BabyOrder, part: Part) -> str:
    """Return the key of the choice between what the studio holds and what the file says."""
    return key_of(Scope.ROW, entry.mark, f"choice {part}")


def _difference(
    part: Part, old: str, new: str, entry: BabyOrder, answers: Answers, *, worse: bool
) -> Difference:
    key = keep_key(entry, part)
    takes = answers.get(key, KEEP if worse else TAKE) == TAKE
    return Difference(part, old, new, takes, key if old else "")


def _day_difference(
    part: Part, old: date | None, new: date, entry: BabyOrder, answers: Answers
) -> Difference:
    return _difference(part, day_words(old) if old else "", day_words(new), entry, answers, worse=False)


def _same_spelling(entry: BabyOrder, baby: BabyView) -> bool:
    """Tell whether a name is written as the studio has it, but for capitals."""
    here = full(entry.baby_given_name, entry.baby_family_name).casefold()
    return same_name(entry, baby) and (
        entry.baby_given_name.casefold() == baby.given_name.casefold() or here == baby.name.casefold()
    )


def _worse_phone(old: str, new: str) -> bool:
    """Tell whether a number has lost digits, or is none."""
    there, here = phone_key(old), phone_key(new)
    if not there:
        return False
    return not here or (len(here) < len(there)) or (there.startswith(here[:6]) and here.endswith("000"))


def _worse_name(old: str, new: str) -> bool:
    """Tell whether a name has only lost letters: Mia Rose and Mia, Noor and Noo."""
    here, there = folded(new), folded(old)
    return not is_provisional(old) and here != there and there.startswith(here)
