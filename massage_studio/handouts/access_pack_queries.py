"""All that the studio holds about one family, in words and as rows: its answer to a request for access.

Articles 15 and 20 of the GDPR: people get words, another program the rows. Whoever does not belong to the
family is named in neither.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio import __version__
from massage_studio.bookings.prices import exact
from massage_studio.cues.queries import vocabulary
from massage_studio.curriculum.queries import current
from massage_studio.families import rights_queries
from massage_studio.families.homes import it_matters_who_asks
from massage_studio.families.queries import contacts, family, family_names, given_names
from massage_studio.families.views import BabyView, CarerView
from massage_studio.handouts import wording
from massage_studio.handouts.access_asker import Asker, asker, rows_told
from massage_studio.handouts.presenters import letterhead
from massage_studio.handouts.views import CardPart, CardSection, SessionCard
from massage_studio.store.base import Base
from massage_studio.store.erasing import STAND_IN, rows_about
from massage_studio.store.open_rows import version_of
from massage_studio.store.profile import profile

FORMAT, FORMAT_VERSION = "massage-studio-family", 1

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AccessPack:
    """What is held about a family: the sheet for people, and the rows for programs by table."""

    sheet: SessionCard
    rows: dict[str, Any]


def access_pack(
    session: Session,
    *,
    family_id: UUID,
    now: datetime,
    safeguarding: bool = False,
    asked_by: UUID | None = None,
) -> AccessPack:
    """Return all that is held about a family, the instructor's private notes about it too.

    `safeguarding` says whether references of that layer are in it: they may be left out where telling them
    could harm a child (Data Protection Act 2018, schedule 3). Words about others are left out of every text.
    Where it is `asked_by` one adult, what is or may be about the adults of another home is left out too
    (schedule 2, paragraph 16), and who may get no papers is told of nobody else.

    Raises:
        KnownError: no such adult is in the family.
    """
    told = _Told(session, family_id, now, safeguarding, asked_by)
    studio = profile(session)
    people = ", ".join(told.names)
    sheet = SessionCard(
        letterhead(studio), "What we hold about you", f"{people} · {wording.day(told.today)}", told.parts()
    )
    return AccessPack(
        sheet,
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "schema": version_of(session),
            "program": __version__,
            "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
            "left_out": list(told.left_out),
            "tables": told.as_rows(),
        },
    )


class _Told:
    """The rows about one family, with names beside the keys."""

    def __init__(
        self, session: Session, family_id: UUID, now: datetime, safeguarding: bool, asked_by: UUID | None
    ) -> None:
        self._zone = ZoneInfo(profile(session).zone)
        self.today = now.astimezone(self._zone).date()
        self._words = vocabulary(session)
        self._statements = tuple(one.text for one in current(session).self_rating.statements)
        about = rows_about(session, rights_queries.people_of(session, family_id=family_id))
        self._rows = {name: _rows(session, name, keys) for name, keys in about.items() if keys}
        if not safeguarding:
            for name, rows in self._rows.items():
                self._rows[name] = [row for row in rows if row.get("layer") != "safeguarding"]
        self.left_out: tuple[str, ...] = () if safeguarding else ("safeguarding references",)
        self._to = self._asker(session, family_id, asked_by)
        if self._to is not None:
            self._rows = rows_told(self._rows, self._to, safeguarding=safeguarding)
            self.left_out += (_OTHER_HOME,)
        self._names = {
            row["id"]: f"{row['given_name']} {row['family_name']}".strip()
            for name in ("baby", "carer")
            for row in self._rows.get(name, ())
        }
        classes = _referred(self._rows, "session_id")
        courses = _referred(self._rows, "course_id")
        self._classes = {row["id"]: row for row in _rows(session, "class_session", classes)}
        courses |= {row["course_id"] for row in self._classes.values()}
        self._courses = {row["id"]: row for row in _rows(session, "course", courses)}
        delivered = _rows(session, "delivered", _referred(self._rows, "delivered_id"))
        self._activities = {row["id"]: row["title"] for row in delivered}
        self._others = _any_word(self._words_of_others(session, family_id))

    def _asker(self, session: Session, family_id: UUID, asked_by: UUID | None) -> Asker | None:
        """Return who asks where that matters."""
        if asked_by is None:
            return None
        adults = family(session, family_id=family_id, today=self.today).carers
        asking = asker(adults, asked_by)
        return asking if it_matters_who_asks(adults) else None

    def _words_of_others(self, session: Session, family_id: UUID) -> set[str]:
        """Return by what anybody else would be known or reached, but for what this family is called too."""
        whole = family(session, family_id=family_id, today=self.today)
        people: list[BabyView | CarerView] = [*whole.babies, *whole.carers]
        ours = {word for one in people for word in (one.given_name, one.family_name, *one.name.split())}
        # A course may be called as somebody is.
        ours |= {word for course in self._courses.values() for word in course["name"].split()}
        others = {*given_names(session), *(one for one in family_names(session) if len(one) >= _SHORTEST)}
        for key, email, phone, _ in contacts(session):
            others |= {email, phone} if key != family_id else set()
        others -= ours
        if self._to is not None:
            others |= {one for adult in self._to.others for one in (adult.email, adult.phone)}
            others |= {adult.given_name for adult in self._to.others} if self._to.alone else set()
        return others

    @property
    def names(self) -> tuple[str, ...]:
        """The people whom it is about."""
        return tuple(self._names.values())

    def as_rows(self) -> dict[str, list[dict[str, Any]]]:
        """Return the rows as JSON holds them, with the classes and courses that they refer to."""
        rows = {
            **self._rows,
            "class_session": [
                {name: value for name, value in row.items() if name not in ("reflection", "reason")}
                for row in self._classes.values()
            ],
            "course": list(self._courses.values()),
        }
        return {
            name: [{key: self._plain(value) for key, value in row.items()} for row in some]
            for name, some in sorted(rows.items())
            if some
        }

    def parts(self) -> tuple[CardPart, ...]:
        """Return the sheet's parts; what there is nothing of is not there."""
        parts = [
            CardPart(title, "", (CardSection("", tuple(lines)),))
            for title, lines in (
                ("Who you are", [*self._each("carer", self._carer), *self._each("baby", self._baby)]),
                ("What you agreed to", self._each("consent", self._consent)),
                ("Health", self._each("health_flag", self._flag)),
                ("Places and payments", [*self._each("booking", self._booking), *self._payments()]),
                ("Classes", self._each("attendance", self._attendance)),
                ("Notes about you", self._each("note", self._note)),
                ("Told and caught up at the door", self._each("caught_up", self._caught_up)),
                (
                    "Your own answers",
                    [*self._each("rating", self._rating), *self._each("own_words", self._own_words)],
                ),
                ("Papers you were given", self._each("handout_issued", self._handout)),
                ("How your baby likes to be met", self._each("met_edit", self._met)),
                (
                    "Changed words on your papers",
                    [
                        line
                        for table in ("sentence_edit", "summary_edit")
                        for line in self._each(table, lambda row: row["words"])
                    ],
                ),
                ("How you said you were getting on", self._each("check_in", self._check_in)),
                ("Marked by the instructor", self._each("private_mark", self._mark)),
                ("Where you were sent", self._each("referral", self._referral)),
                ("Times a contact rule was set aside", self._each("restriction_override", self._override)),
                ("What you asked for", self._each("rights_request", self._request)),
            )
            if lines
        ]
        noted = self._noted()
        if noted:
            parts.append(CardPart("What was noted in classes", "", noted))
        return (_ABOUT if self._to is None else _ABOUT_A_HOME, *parts)

    def _noted(self) -> tuple[CardSection, ...]:
        """Return what was noted, class by class."""
        found: dict[str, list[str]] = {}
        for row in sorted(self._rows.get("cue_note", ()), key=_moment):
            found.setdefault(self._class(row["session_id"]), []).append(self._redacted(self._cue_note(row)))
        return tuple(CardSection(name, tuple(lines)) for name, lines in found.items())

    def _each(self, table: str, line: Callable[[_Row], str]) -> list[str]:
        rows = sorted(self._rows.get(table, ()), key=_moment)
        lines = (self._redacted(line(row)) for row in rows)
        return [told for told in lines if told]

    def _plain(self, value: Any) -> Any:
        if isinstance(value, datetime | date):
            return value.isoformat()
        if isinstance(value, UUID):
            return str(value)
        if isinstance(value, tuple):
            return list(value)
        if isinstance(value, str):
            return self._redacted(value)
        return value if value is None or isinstance(value, bool | int) else str(value)

    def _redacted(self, text: str) -> str:
        return self._others.sub(STAND_IN, text) if self._others else text

    def _day(self, moment: datetime | date | None) -> str:
        if moment is None:
            return ""
        return wording.day(moment.astimezone(self._zone).date() if isinstance(moment, datetime) else moment)

    def _clock(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._zone):%H:%M}"

    def _class(self, key: UUID | None) -> str:
        row = self._classes.get(key) if key else None
        if row is None:
            return ""
        return f"{self._courses[row['course_id']]['name']}, {self._day(row['starts_at'])}"

    def _carer(self, row: _Row) -> str:
        restriction = f"contact rule: {row['contact_restriction']}" if row["contact_restriction"] else ""
        home = "lives in another home" if row["lives_apart"] else ""
        return _joined(
            self._names[row["id"]], row["relationship"], row["phone"], row["email"], row["language"], home,
            restriction,
        )  # fmt: skip

    def _baby(self, row: _Row) -> str:
        born = f"born {self._day(row['birth_date'])}" if row["birth_date"] else ""
        due = f"due {self._day(row['due_date'])}" if row["due_date"] else ""
        return _joined(self._names[row["id"]], born, due)

    def _consent(self, row: _Row) -> str:
        answer = "yes" if row["given"] else "no"
        withdrawn = f"until {self._day(row['withdrawn_on'])}" if row["withdrawn_on"] else ""
        words = f"wording {row['wording']}"
        return _joined(_CONSENTS[row["kind"]], answer, self._day(row["given_on"]), withdrawn, words)

    def _flag(self, row: _Row) -> str:
        until = f"until {self._day(row['expires'])}" if row["expires"] else ""
        kind = row["kind"].replace("_", " ")
        return _joined(
            self._names[row["baby_id"]], kind, row["what"], f"since {self._day(row['since'])}", until
        )

    def _booking(self, row: _Row) -> str:
        course = self._courses[row["course_id"]]
        price = f"{exact(row['price'], course['currency'])} {course['currency']}"
        return _joined(
            self._names[row["baby_id"]], course["name"], self._class(row["session_id"]), row["status"], price,
            self._day(row["made_at"]), row["reference"],
        )  # fmt: skip

    def _payments(self) -> list[str]:
        def line(row: _Row) -> str:
            amount = f"{exact(row['amount'], row['currency'])} {row['currency']}"
            taken_back = "taken back" if row["voided_at"] else ""
            return _joined(
                self._day(row["paid_at"]), row["kind"], amount, row["method"], row["note"], taken_back
            )

        return self._each("payment", line)

    def _attendance(self, row: _Row) -> str:
        health = row["health"].replace("_", " ")
        with_whom = f"with {self._names[row['carer_id']]}" if row["carer_id"] in self._names else ""
        return _joined(
            self._class(row["session_id"]), self._names[row["baby_id"]], row["status"], with_whom, health,
            row["health_note"],
        )  # fmt: skip

    def _cue_note(self, row: _Row) -> str:
        what = self._words.label(row["kind"], row["code"]) if row["code"] else row["kind"]
        until = f"to {self._clock(row['ended_at'])}" if row["ended_at"] else ""
        taken_back = "taken back" if row["voided_at"] else ""
        layer = "private" if row["layer"] == "private" and row["text"] else ""
        when = f"{self._clock(row['at'])} {until}".strip()
        activity = self._activities.get(row["delivered_id"], "")
        baby = self._names[row["baby_id"]] if len(self._rows["baby"]) > 1 else ""
        kind = row["kind"].replace("_", " ") if row["code"] else ""
        return _joined(when, baby, kind, what.replace("_", " "), row["text"], layer, taken_back, activity)

    def _note(self, row: _Row) -> str:
        layer = {"private": "private", "family": "for you", "safeguarding": "safeguarding reference"}
        return _joined(self._day(row["made_at"]), layer[row["layer"]], row["text"])

    def _caught_up(self, row: _Row) -> str:
        return _joined(self._day(row["at"]), self._names[row["baby_id"]], row["code"].replace("_", " "))

    def _rating(self, row: _Row) -> str:
        when = f"{row['moment']} the course, {self._day(row['made_on'])}"
        return _joined(
            self._names[row["carer_id"]], when, f"{self._statement(row['statement'])}: {row['score']} of 10"
        )

    def _statement(self, number: int) -> str:
        texts = self._statements
        return texts[number].rstrip(".") if number < len(texts) else f"statement {number + 1}"

    def _own_words(self, row: _Row) -> str:
        when = f"{row['moment']} the course, {self._day(row['made_on'])}"
        paper = "may be printed" if row["on_paper"] else "not to be printed"
        return _joined(self._names[row["carer_id"]], when, row["words"], paper)

    def _check_in(self, row: _Row) -> str:
        return _joined(self._day(row["made_on"]), self._class(row["session_id"]), row["words"])

    def _handout(self, row: _Row) -> str:
        return _joined(
            self._day(row["issued_at"]), row["document"].replace("_", " "), row["how"],
            self._class(row["session_id"]),
        )  # fmt: skip

    def _met(self, row: _Row) -> str:
        return _joined(self._names[row["baby_id"]], row["words"] or "a sentence left out")

    def _mark(self, row: _Row) -> str:
        worries = ", ".join(one.replace("_", " ") for one in row["worries"])
        return _joined(self._day(row["since"]), worries, row["words"])

    def _referral(self, row: _Row) -> str:
        answer = "agreed" if row["consent"] else "did not agree"
        return _joined(self._day(row["made_on"]), row["service"], answer, row["agreed"], row["outcome"])

    def _override(self, row: _Row) -> str:
        return _joined(self._day(row["made_at"]), row["purpose"].replace("_", " "), row["reason"])

    def _request(self, row: _Row) -> str:
        done = f"done {self._day(row['done_on'])}" if row["done_on"] else "open"
        return _joined(self._day(row["asked_on"]), row["kind"], row["words"], done)


_ABOUT = CardPart(
    "Your rights",
    "",
    (
        CardSection(
            "",
            (
                "This is all that the studio holds about your family on the day above. Words about other "
                "families are left out.",
                "It is kept to give the classes safely, and for the accounts. It is given to nobody without "
                "your consent, unless a child must be protected.",
                "You may have mistakes put right, take a consent back, or ask for it to be erased. If you "
                "are not content with the answer, you may turn to the authority for data protection.",
            ),
        ),
    ),
)
_OTHER_HOME = "what is or may be about the adults of another home"
_ABOUT_A_HOME = CardPart(
    _ABOUT.title,
    "",
    (
        CardSection(
            "",
            (
                "This is what the studio holds about you on the day above. Words about others are left out, "
                "and what is or may be about the adults of another home.",
                *_ABOUT.sections[0].lines[1:],
            ),
        ),
    ),
)
_CONSENTS = {
    "health": "Keeping health notes",
    "notes": "Keeping notes of classes",
    "photo": "Taking photographs",
    "contact": "Hearing about other courses",
}
_SHORTEST = 3
_MOMENTS = ("at", "made_at", "made_on", "paid_at", "issued_at", "given_on", "since", "asked_on")


def _rows(session: Session, name: str, keys: Iterable[UUID]) -> list[dict[str, Any]]:
    table = Base.metadata.tables[name]
    wanted = sorted(keys)
    found: list[dict[str, Any]] = []
    for start in range(0, len(wanted), 500):
        some = select(table).where(table.c.id.in_(wanted[start : start + 500])).order_by(table.c.id)
        found += [dict(row) for row in session.execute(some).mappings()]
    return found


def _referred(rows: Mapping[str, list[dict[str, Any]]], column: str) -> set[UUID]:
    return {row[column] for some in rows.values() for row in some if row.get(column)}


def _moment(row: _Row) -> str:
    for name in _MOMENTS:
        value = row.get(name)
        if value is not None:
            return str(value.isoformat())
    return ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _any_word(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of these words that stands by itself; None where there are none."""
    found = sorted((re.escape(word) for word in words if word), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(found) + r")(?!\w)") if found else None
