"""Random courses with all that happens to them, written as rows to be summed up and recounted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from massage_studio.store.base import Base
from massage_studio.store.ids import new_id

_STATUS = (*["booked"] * 4, "enquiry", "waiting", "offered", "cancelled")
_MARKS = (*["here"] * 4, "late", "absent", "absent", "elsewhere", "expected")
_TITLES = ("Song", "Strokes", "Talk", "=Rest")
_CUES = ("smiles", "turns_away", "fusses", "reaches", "no_such_cue")
_BENEFITS = (("touch",), ("touch", "bonding"), ("brain",), ("hers", "touch"), ())


class RandomStudio:
    """Writes courses that begin in a year; families come again in other courses."""

    def __init__(self, session: Session, rng: Random, year: int) -> None:
        self._session, self._rng, self._year = session, rng, year
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def add(self, table: str, **values: Any) -> UUID:
        key = new_id()
        self._rows.setdefault(table, []).append({"id": key, **values})
        return key

    def write(self, courses: int, families: int) -> list[UUID]:
        """Write so many courses and families, and return the keys of the venues."""
        rng = self._rng
        venues = [
            self.add("venue", name=f"Hall {number}", address="", capacity=rng.choice((6, 60)))
            for number in range(2)
        ]
        homes = [self._family() for _ in range(families)]
        for _ in range(courses):
            self._course(rng.choice(venues), homes)
        for rating in self._rows.get("rating", ()):
            # Of which course an answer is, was not always kept.
            known = [row["id"] for row in self._rows.get("course", ())]
            rating["course_id"] = rng.choice(known) if known and rng.random() < 0.5 else None
        order = (
            "venue",
            "family",
            "carer",
            "baby",
            "course",
            "rating",
            "class_session",
            "booking",
            "payment",
        )
        for table in (*order, "attendance", "delivered", "operation", "cue_note"):
            if rows := self._rows.get(table):
                self._session.execute(insert(Base.metadata.tables[table]), rows)
        return venues

    def _family(self) -> tuple[list[UUID], list[UUID]]:
        rng = self._rng
        family = self.add("family", made_at=datetime(self._year, 1, 1, tzinfo=UTC))
        carers = [
            self.add(
                "carer",
                family_id=family,
                position=place,
                given_name="A",
                family_name="B",
                relationship="",
                email="",
                phone="",
                language="",
                contact_restriction="",
            )
            for place in range(rng.randint(1, 2))
        ]
        babies = [
            self.add(
                "baby",
                family_id=family,
                position=place,
                given_name="C",
                family_name="B",
                birth_date=date(self._year, 1, 1),
            )
            for place in range(rng.choice((1, 1, 2)))
        ]
        for carer in carers:
            for moment in rng.sample(("before", "after"), rng.randint(0, 2)):
                for statement in range(rng.randint(1, 5)):
                    self.add(
                        "rating",
                        carer_id=carer,
                        moment=moment,
                        statement=statement,
                        score=rng.randint(0, 10),
                        made_on=date(self._year, 1, 1),
                    )
        return carers, babies

    def _course(self, venue: UUID, homes: list[tuple[list[UUID], list[UUID]]]) -> None:
        rng = self._rng
        first = datetime(self._year, 1, 1, 0, 30, tzinfo=UTC) + timedelta(days=rng.randint(-40, 364))
        currency = rng.choice(("GBP", "EUR"))
        course = self.add(
            "course",
            name=rng.choice(("Course", "Other course")),
            kind=rng.choice((*["course"] * 4, "one_off", "private")),
            plan_code="five_60",
            venue_id=venue,
            capacity=rng.choice((6, 50)),
            price=Decimal(60),
            currency=currency,
            instructor="",
            zone=rng.choice(("Europe/London", "Pacific/Auckland")),
            made_at=first,
        )
        classes = [self._class(course, number, first) for number in range(rng.choice((1, 3, 6)))]
        places = 5
        for carers, babies in homes:
            for baby in babies:
                if rng.random() < 0.7 and places:
                    places -= 1
                    self._booking(course, classes, rng.choice(carers), baby, first, currency)
        for klass, starts, status in classes:
            if status in ("finished", "running"):
                self._held(klass, starts, [baby for _, of in homes for baby in of if rng.random() < 0.8])

    def _class(self, course: UUID, number: int, first: datetime) -> tuple[UUID, datetime, str]:
        rng = self._rng
        starts = first + timedelta(weeks=number)
        status = rng.choice((*["finished"] * 6, "planned", "cancelled"))
        key = self.add(
            "class_session",
            course_id=course,
            number=number + 1,
            plan_session_code="five_60/1",
            title="",
            starts_at=starts,
            minutes=60,
            status=status,
            opened_at=starts if status == "finished" else None,
            finished_at=starts + timedelta(minutes=60) if status == "finished" else None,
            reflection="",
            reason="",
            revision=0,
        )
        return key, starts, status

    def _booking(
        self,
        course: UUID,
        classes: list[tuple[UUID, datetime, str]],
        carer: UUID,
        baby: UUID,
        first: datetime,
        currency: str,
    ) -> None:
        rng = self._rng
        visit = rng.choice(classes)[0] if rng.random() < 0.2 else None
        status = rng.choice(("booked", "cancelled")) if visit else rng.choice(_STATUS)
        waited = visit is None and (status == "waiting" or rng.random() < 0.3)
        booking = self.add(
            "booking",
            course_id=course,
            session_id=visit,
            baby_id=baby,
            carer_id=carer,
            kind="drop_in" if visit else "course",
            status=status,
            price=Decimal(60),
            price_kind="full",
            source="",
            reference="",
            made_at=first,
            waiting_since=first if status == "waiting" else None,
            waited_at=first if waited else None,
            offered_until=None,
        )
        for _ in range(rng.randint(0, 2)):
            kind = rng.choice(("payment", "deposit", "refund", "moved"))
            amount = Decimal(rng.randint(1, 9000)) / 100
            self.add(
                "payment",
                booking_id=booking,
                kind=kind,
                amount=-amount if kind == "refund" or (kind == "moved" and rng.random() < 0.5) else amount,
                currency=currency,
                method="cash",
                note="",
                paid_at=first,
                voided_at=first if rng.random() < 0.2 else None,
            )

    def _held(self, klass: UUID, starts: datetime, babies: list[UUID]) -> None:
        rng = self._rng
        for place, baby in enumerate(babies):
            self.add(
                "attendance",
                session_id=klass,
                baby_id=baby,
                carer_id=None,
                position=place + 1,
                status=rng.choice(_MARKS),
                marked_at=None,
                left_at=None,
                removed=rng.random() < 0.1,
                health="",
                health_note="",
            )
        parts = [self._part(klass, starts, position) for position in range(rng.randint(0, 4))]
        noted = [baby for baby in babies if rng.random() < 0.6]
        for seq, baby in enumerate(noted, start=1):
            press = self.add(
                "operation",
                session_id=klass,
                seq=seq,
                verb="record",
                at=starts,
                clock=starts,
                baby_id=baby,
                words="",
                kind="cue",
                code="",
                currency="",
                changes="[]",
            )
            self.add(
                "cue_note",
                session_id=klass,
                baby_id=baby,
                action_id=press,
                seq=seq,
                kind=rng.choice(("cue", "cue", "cue", "response")),
                code=rng.choice(_CUES),
                text="",
                layer="",
                at=starts,
                delivered_id=rng.choice(parts) if parts and rng.random() < 0.8 else None,
                voided_at=starts if rng.random() < 0.2 else None,
            )

    def _part(self, klass: UUID, starts: datetime, position: int) -> UUID:
        rng = self._rng
        begins = starts + timedelta(minutes=10 * position, seconds=rng.choice((0, 0.4, 90)))
        began = rng.random() < 0.8
        ended = began and (position < 3 or rng.random() < 0.5)
        stopped = begins + timedelta(seconds=rng.choice((0, 61.7, 600)))
        return self.add(
            "delivered",
            session_id=klass,
            position=position,
            kind="song",
            title=rng.choice(_TITLES),
            minutes=rng.randint(1, 20),
            benefits=rng.choice(_BENEFITS),
            areas=(),
            started_at=begins if began else None,
            ended_at=stopped if ended else None,
            skipped=rng.random() < 0.2,
            removed=rng.random() < 0.1,
            planned_minutes=rng.choice((None, 0, 10)),
        )


def rows_of(session: Session, table: str) -> list[Any]:
    """Every row of a table, as it is."""
    return list(session.execute(select(Base.metadata.tables[table])))
