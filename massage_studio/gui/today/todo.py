"""What waits to be done: worked out from today's view, each with the page where it is done."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication

from massage_studio.bookings.views import RegisterView, SessionView, TodayView
from massage_studio.gui import wording


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do: what, about whom, and the button that leads there."""

    title: str
    detail: str
    button: str
    page: str
    key: Any


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("ToDo", text, None, count)


def todos(view: TodayView, unprinted: tuple[tuple[SessionView, int], ...]) -> tuple[ToDo, ...]:
    """Return what waits, most pressing first: consents, free places, papers, payments."""
    registers = view.today or ((view.next,) if view.next else ())
    found = [todo for register in registers for todo in _consents(register)]
    for course in view.offers:
        waiting = _tr("{course} · {count} waiting").format(course=course.name, count=course.waiting)
        found.append(ToDo(_tr("Offer the free place"), waiting, _tr("Offer"), "classes", course.id))
    for session, families in unprinted:
        title = _tr("Take-homes of {day} not printed").format(day=wording.weekday_day(session.starts.date()))
        detail = _tr("{course} · {count} families").format(course=session.course, count=families)
        found.append(ToDo(title, detail, _tr("Print"), "handouts", ("take_homes", session.id)))
    for register in registers:
        found += _payments(register)
    return tuple(found)


def _consents(register: RegisterView) -> list[ToDo]:
    before = _tr("{baby} · before {time}")
    return [
        ToDo(
            _tr("Consent missing"),
            before.format(baby=row.baby.name, time=wording.clock(register.session.starts)),
            _tr("Ask"),
            "family",
            row.baby.family_id,
        )
        for row in register.rows
        if row.consent_missing
    ]


def _payments(register: RegisterView) -> list[ToDo]:
    due = [row for row in register.rows if row.due > 0]
    if not due:
        return []
    total = wording.money(sum((row.due for row in due), Decimal()), due[0].currency)
    title = _tr("1 payment due") if len(due) == 1 else _tr("{count} payments due").format(count=len(due))
    detail = _tr("{money} in all · {course}").format(money=total, course=register.session.course)
    return [ToDo(title, detail, _tr("Review"), "classes", register.session.course_id)]
