"""Writes twenty-five years of courses before the demo studio's own, to measure a long-lived studio with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from massage_studio.cues.pairs import OPEN_FOR
from massage_studio.curriculum.queries import plan
from massage_studio.curriculum.views import PlanView, plan_as_text
from massage_studio.demo.service import PLAN, PRICE, ZONE, local
from massage_studio.demo.story import ANSWERS, ENGAGING, PAUSING
from massage_studio.store.base import Base
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id

YEARS = 25
COURSES_A_YEAR = 120
BABIES = 10
NOTES_A_BABY = 7
"""How many notes each baby has in each class: 3,000 courses have 30,000 babies and a million notes."""

# Every pair makes a name that no shipped family has.
_GIVEN = (
    "Amara", "Bronwen", "Chidi", "Dilys", "Emre", "Freya", "Goran", "Hala", "Idris", "Jolanta",
    "Kofi", "Linh", "Marek", "Nadia", "Owen", "Pavel", "Qiu", "Roisin", "Selin", "Tariq",
)  # fmt: skip
_FAMILY = (
    "Abara", "Bevan", "Castellano", "Dąbrowska", "Eze", "Fitzgerald", "Gunawardena", "Haddad", "Ivanova",
    "Jansen", "Kovács", "Lim", "McAllister", "Ndlovu", "O'Driscoll", "Pryce", "Quigley", "Rao", "Sørensen",
    "Tremblay",
)  # fmt: skip
_STATES = ("drowsy", "quiet_alert", "active_alert", "crying", "light_sleep")
# In this order, a row is written after those that it refers to.
_TABLES = (
    *("family", "carer", "baby", "consent", "note", "course", "plan_copy", "class_session", "booking"),
    *("payment", "delivered", "attendance", "operation", "cue_note"),
)


@dataclass
class _Rows:
    """The rows of one year by table."""

    by_table: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in _TABLES})

    def add(self, table: str, **values: Any) -> UUID:
        key = new_id()
        self.by_table[table].append({"id": key, **values})
        return key


def make_career(store: Store, *, venues: tuple[UUID, UUID], until: date) -> None:
    """Write 25 years of 120 courses of ten babies each that end before `until`, a year in one transaction."""
    rng = Random("career")
    with store.read() as session:
        followed = plan(session, code=PLAN)
    total = YEARS * COURSES_A_YEAR
    for year in range(YEARS):
        rows = _Rows()
        for number in range(year * COURSES_A_YEAR, (year + 1) * COURSES_A_YEAR):
            first = until - timedelta(days=(total - number) * 365 // COURSES_A_YEAR + 35)
            _course(rows, number, first, venues[number % 2], followed, rng)
        with store.write() as session:
            for table in _TABLES:
                session.execute(insert(Base.metadata.tables[table]), rows.by_table[table])


def _course(rows: _Rows, number: int, first: date, venue: UUID, followed: PlanView, rng: Random) -> None:
    made = local(first - timedelta(days=21), 19)
    course = rows.add(
        "course",
        name=f"Course {number + 1} of {first:%Y}",
        kind="course",
        plan_code=PLAN,
        venue_id=venue,
        capacity=BABIES,
        price=PRICE,
        concession_price=None,
        sibling_price=None,
        drop_in_price=None,
        deposit=None,
        currency="GBP",
        min_weeks=None,
        max_weeks=None,
        instructor="",
        zone=ZONE,
        made_at=made,
    )
    rows.add("plan_copy", course_id=course, code=PLAN, plan=plan_as_text(followed))
    dyads = [
        _booked_family(rows, number * BABIES + seat, course, first, made + timedelta(hours=seat), rng)
        for seat in range(BABIES)
    ]
    for week, part in enumerate(followed.sessions):
        starts = local(first + timedelta(weeks=week), 10 + 4 * (number % 2))
        klass = rows.add(
            "class_session",
            course_id=course,
            number=part.number,
            plan_session_code=part.code,
            title=part.title,
            starts_at=starts,
            minutes=followed.minutes,
            status="finished",
            opened_at=starts - timedelta(minutes=5),
            finished_at=starts + timedelta(minutes=followed.minutes),
            reflection="",
            reason="",
            replaces_id=None,
            revision=0,
        )
        ends = list(accumulate(activity.minutes for activity in part.activities))
        activities = [
            (
                starts + timedelta(minutes=end),
                rows.add(
                    "delivered",
                    session_id=klass,
                    position=position,
                    kind=activity.kind,
                    title=activity.title,
                    minutes=activity.minutes,
                    benefits=activity.benefits,
                    areas=activity.areas,
                    started_at=starts + timedelta(minutes=end - activity.minutes),
                    ended_at=starts + timedelta(minutes=end),
                    skipped=False,
                    removed=False,
                ),
            )
            for position, (activity, end) in enumerate(zip(part.activities, ends, strict=True))
        ]
        _class(rows, klass, starts, followed.minutes, dyads, activities, rng)


def _booked_family(
    rows: _Rows, number: int, course: UUID, first: date, made: datetime, rng: Random
) -> tuple[UUID, UUID]:
    """Write a family with its place on a course, and return the keys of its baby and its carer."""
    given, name = _GIVEN[number % len(_GIVEN)], _FAMILY[number // len(_GIVEN) % len(_FAMILY)]
    family = rows.add("family", made_at=made)
    carer = rows.add(
        "carer",
        family_id=family,
        position=0,
        given_name=given,
        family_name=name,
        relationship="mother",
        email=f"parent{number}@example.org",
        # Ofcom keeps 07700 900000 to 900999 for drama: nobody will ever be rung.
        phone=f"07700 900{number % 1000:03}",
        language="",
        contact_restriction="",
    )
    baby = rows.add(
        "baby",
        family_id=family,
        position=0,
        given_name=rng.choice(_GIVEN),
        family_name=name,
        birth_date=first - timedelta(weeks=rng.randint(6, 20)),
        due_date=None,
    )
    for kind in ("health", "notes", "photo", "contact"):
        rows.add(
            "consent",
            family_id=family,
            kind=kind,
            given=True,
            wording="1",
            given_on=made.date(),
            withdrawn_on=None,
        )
    if number % 3 == 0:
        rows.add(
            "note",
            family_id=family,
            baby_id=None,
            layer="private",
            text="Asked about the evening course.",
            made_at=made,
        )
    booking = rows.add(
        "booking",
        course_id=course,
        session_id=None,
        baby_id=baby,
        carer_id=carer,
        kind="course",
        status="booked",
        price=PRICE,
        price_kind="full",
        source="",
        reference="",
        made_at=made,
        waiting_since=None,
        offered_until=None,
        moved_to_id=None,
        makes_up_id=None,
    )
    rows.add(
        "payment",
        booking_id=booking,
        kind="payment",
        amount=PRICE,
        currency="GBP",
        method="cash",
        note="",
        paid_at=made + timedelta(hours=1),
        voided_at=None,
    )
    return baby, carer


def _class(
    rows: _Rows,
    klass: UUID,
    starts: datetime,
    minutes: int,
    dyads: list[tuple[UUID, UUID]],
    activities: list[tuple[datetime, UUID]],
    rng: Random,
) -> None:
    """Write a class that was held: its register, and its notes in the order of their moments."""
    absent = rng.randrange(BABIES) if rng.random() < 0.5 else None
    present = []
    for place, (baby, carer) in enumerate(dyads):
        rows.add(
            "attendance",
            session_id=klass,
            baby_id=baby,
            carer_id=carer,
            position=place + 1,
            status="absent" if place == absent else "here",
            marked_at=starts + timedelta(minutes=place // 2, seconds=7 * place),
            left_at=None,
            removed=False,
            health="" if place == absent else "nothing_new",
            health_note="",
        )
        if place != absent:
            present.append((baby, carer))
    presses = _Presses(rows, klass, starts + timedelta(minutes=minutes))
    running = iter(activities)
    ends, delivered = next(running)
    open_signs: dict[UUID, tuple[UUID, datetime]] = {}
    for seq, (second, baby, carer, note) in enumerate(_notes(present, minutes, rng), start=1):
        at = starts + timedelta(seconds=second)
        while at >= ends:
            ends, delivered = next(running)
        sign, shown = open_signs.get(baby, (None, at))
        answers = sign if note["kind"] == "response" and at - shown <= OPEN_FOR else None
        key = rows.add(
            "cue_note",
            session_id=klass,
            baby_id=baby,
            action_id=presses.of(baby),
            seq=seq,
            kind=note["kind"],
            code=note["code"],
            text=note.get("text", ""),
            layer=note.get("layer", ""),
            at=at,
            ended_at=starts + timedelta(minutes=minutes) if note["kind"] == "state" else None,
            delivered_id=delivered,
            carer_id=carer,
            refers_to=None,
            answers=answers,
            voided_at=None,
        )
        if note["kind"] == "cue" and note["code"] in PAUSING:
            open_signs[baby] = key, at
        elif answers is not None:
            del open_signs[baby]


class _Presses:
    """The entries of a class in the log: the notes of each baby were typed in from its sheet at the end."""

    def __init__(self, rows: _Rows, klass: UUID, at: datetime) -> None:
        self._rows, self._klass, self._at = rows, klass, at
        self._of: dict[UUID, UUID] = {}

    def of(self, baby: UUID) -> UUID:
        """Return the key of a baby's entry, which is made at first."""
        if baby not in self._of:
            self._of[baby] = self._rows.add(
                "operation",
                session_id=self._klass,
                seq=len(self._of) + 1,
                verb="sheet",
                at=self._at,
                clock=self._at,
                undone_at=None,
                course_id=None,
                baby_id=baby,
                words="",
                kind="",
                code="",
                delivered_id=None,
                made_id=None,
                amount=None,
                currency="",
                changes="[]",
            )
        return self._of[baby]


def _notes(
    present: list[tuple[UUID, UUID]], minutes: int, rng: Random
) -> Iterator[tuple[int, UUID, UUID, Mapping[str, str]]]:
    """Yield second, baby, carer and what was pressed: permission, a state, cues and answers for each baby."""
    step = (minutes * 60 - 300) // NOTES_A_BABY
    for turn in range(NOTES_A_BABY):
        for place, (baby, carer) in enumerate(present):
            second = 120 + turn * step + place * 11
            if turn == 0:
                note = {"kind": "permission", "code": "yes"}
            elif turn == 1:
                note = {"kind": "state", "code": rng.choice(_STATES)}
            elif turn == NOTES_A_BABY - 1 and place == 0:
                note = {"kind": "note", "code": "", "text": "Turned to the voice", "layer": "family"}
            else:
                kinds = (("cue", ENGAGING), ("cue", PAUSING), ("response", ANSWERS))
                kind, codes = kinds[turn % 3]
                note = {"kind": kind, "code": rng.choice(codes)}
            yield second, baby, carer, note
