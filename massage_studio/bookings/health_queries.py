"""What is known of the babies of a register, and what that leaves out of their class."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings.views import RegisterRow, RegisterView
from massage_studio.curriculum.content import Content
from massage_studio.curriculum.content_checks import INVOLVED
from massage_studio.curriculum.queries import current
from massage_studio.curriculum.safety import Fact, Permitted, longest_wait, permitted
from massage_studio.families.queries import recent_flags
from massage_studio.families.views import BabyView, Flag
from massage_studio.store.profile import profile


@dataclass(frozen=True, slots=True)
class Health:
    """The safety rules of a studio, and by baby its flags of late, those that have ended too."""

    content: Content
    wait_hours: int
    flags: Mapping[UUID, tuple[Flag, ...]]

    def of_baby(self, baby: BabyView) -> tuple[Fact, ...]:
        """Return what a baby's flags say, those that have ended too."""
        flags = {flag.id: flag for flag in (*baby.flags, *self.flags.get(baby.id, ()))}.values()
        return tuple(Fact(flag.kind, flag.what, flag.since, flag.expires) for flag in flags)

    def facts(self, row: RegisterRow, on: date) -> tuple[Fact, ...]:
        """Return what a baby's flags and today's answer to the health question say on the day of a class."""
        return (*self.of_baby(row.baby), Fact(row.health, row.health_note, on))

    def permitted(self, row: RegisterRow, on: date, more: Iterable[Fact] = ()) -> Permitted:
        """Return what a baby may have on the day of a class, with what else is known of it."""
        return self.permitted_by(row.baby, on, (*self.facts(row, on), *more))

    def permitted_by(self, baby: BabyView, on: date, facts: Iterable[Fact]) -> Permitted:
        """Return what a baby of whom these facts are known may have on a day."""
        return permitted(
            self.content,
            facts,
            on=on,
            birth=baby.birth_date,
            due=baby.due_date,
            wait_hours=self.wait_hours,
        )


def health_of(
    session: Session, *, baby_ids: Iterable[UUID], on: date, content: Content | None = None
) -> Health:
    """Return what is known of these babies for a day; asks for the content unless it is given."""
    content, wait_hours = content or current(session), profile(session).wait_hours
    since = on - longest_wait(content, wait_hours)
    return Health(content, wait_hours, recent_flags(session, baby_ids=baby_ids, since=since))


def with_left_out(session: Session, view: RegisterView) -> RegisterView:
    """Return a register with what the safety rules leave out for each baby."""
    on = view.session.starts.date()
    health = health_of(session, baby_ids=[row.baby.id for row in view.rows], on=on)
    return replace(view, rows=tuple(_with_left_out(health, row, on) for row in view.rows))


def _with_left_out(health: Health, row: RegisterRow, on: date) -> RegisterRow:
    forbidden = health.permitted(row, on).forbidden
    return replace(row, left_out=tuple(part for part in INVOLVED if part in forbidden)) if forbidden else row
