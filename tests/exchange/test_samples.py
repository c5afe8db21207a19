"""Files that people really send, one folder a kind: who comes, when born, the money, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from massage_studio.exchange import queries, service
from massage_studio.exchange.reading import read_file
from massage_studio.exchange.views import ImportLine, ImportPreview
from massage_studio.store.engine import Store
from tests.exchange.importing import booked, known_families, orders_of
from tests.studio_fixtures import NOW, a_course

SAMPLES = Path(__file__).parent / "bookings"
BORN = datetime(2026, 12, 21, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Kind:
    """What is right for one kind: its lines once its questions are answered, and these questions.

    A line is "state | carer | baby | born | due | paid" without what is empty at its end. `asked` goes from
    the beginning of a question to the answer that is given. `later` are the lines of the second file.
    """

    lines: tuple[str, ...]
    asked: dict[str, str] = field(default_factory=dict)
    later: tuple[str, ...] = ()
    later_asked: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    file: str = "a"


def _dates(text: str, **asked: str) -> Kind:
    return Kind((f"ready | Ines Rowe | Otis Rowe | {text}",), asked)


OTIS = "ready | Ines Rowe | Otis Rowe | 2026-08-14"
JUNE = "Polly Hart | June Hart | 2026-08-15"
NO_YEAR = {"The dates in “Baby's DOB” have no year.": "past"}
SLIP = {"“14/08/20226”: is that 14 August 2026?": "2026-08-14"}
CARTS = {
    "Ben Bb | Bcb Bb": "in-cart", "Cat Cc | Ccb Cc": "was-in-cart", "Dan Dd | Dcb Dd": "Pending payment",
    "Eve Ee | Ecb Ee": "on-hold", "Fay Ff | Fcb Ff": "Late Cancel", "Gus Gg | Gcb Gg": "trash",
    "Hal Hh | Hcb Hh": "Dropped", "Ivo Ii | Icb Ii": "Draft", "Jan Jj | Jcb Jj": "c",
    "Kim Kk | Kcb Kk": "Refund requested", "Lou Ll | Lcb Ll": "Unenrolled", "Mae Mm | Mcb Mm": "Removed",
    "Ned Nn | Ncb Nn": "Withdrawn", "Oda Oo | Ocb Oo": "Interested",
}  # fmt: skip
KINDS: dict[str, Kind] = {
    "html-entities": Kind(
        (
            "ready | Niamh O'Dell | D'Arcy O'Dell | 2026-09-14",
            "ready | Lena Kraus | Finn Kraus | 2026-08-20",
            "ready | Lena Kraus | Ivy Kraus | 2026-08-20",
        ),
        flags=("Eczema & reflux", "Eczema & reflux"),
    ),
    "not-born-yet": Kind(
        ("ready | Hanna Birch | Baby of Hanna Birch", "ready | Tess Marlow | Baby Marlow |  | 2026-12-20")
    ),
    "future-birth": Kind(
        (
            "ready | Hanna Birch | Baby of Hanna Birch |  | 2026-12-20",
            "ready | Tess Marlow | Baby of Tess Marlow |  | 2027-01-15",
        ),
        notes=("a birth date in the future is the due date",) * 2,
    ),
    "antenatal-then-born": Kind(
        ("ready | Petra Lund | Baby Lund |  | 2026-12-20",),
        later=("changed | Petra Lund | Ole Lund | 2026-12-18",),
    ),
    "twin-respelt": Kind(
        ("ready | Rhona Vale | Ezra Vale | 2026-08-02", "ready | Rhona Vale | Nor Vale | 2026-08-02"),
        {"“Baby's DOB” says 02/08/2026. Which is it?": "day first"},
        later=(
            "known | Rhona Vale | Ezra Vale | 2026-08-02",
            "changed | Rhona Vale | Noor Vale | 2026-08-02",
        ),
    ),
    "bookwhen-checkout": Kind((OTIS, f"cancelled | {JUNE}"), notes=("an unfinished booking",)),
    "cart-statuses": Kind(
        (
            "ready | Ann Aa | Bab Aa | 2026-08-14",
            *(
                f"{'ready' if word in ('Pending payment', 'on-hold') else 'cancelled'} | {names} | 2026-08-14"
                for names, word in CARTS.items()
            ),
        ),
        {f"What does “{word}” mean?": "" for word in CARTS.values()},
    ),
    "cancelled-column": Kind((OTIS, f"cancelled | {JUNE}")),
    "refund-column": Kind(
        (f"{OTIS} |  | 60.00", f"ready | {JUNE} |  | 0.00"),
        {"£60.00 was paid and given back. Is the place given up?": "kept"},
        notes=("£60.00 was given back",),
    ),
    "partial-statuses": Kind(
        (
            "cancelled | Ann Aa | Otis Aa | 2026-08-14",
            "ready | Ben Bb | June Bb | 2026-08-15 |  | 14.00",
            "ready | Cat Cc | Ida Cc | 2026-08-15 |  | 9.50",
            "cancelled | Dan Dd | Kit Dd | 2026-08-15",
        ),
        {"What does “Refunded” mean?": "", "Some of £14.00 was given back. How much was kept?": "9.50"},
    ),
    "date-order-per-column": Kind(
        (
            "ready | Ines Rowe | Otis Rowe | 2026-08-05 |  | 72.00",
            "ready | Polly Hart | June Hart | 2026-09-06 |  | 72.00",
        ),
        {"“Baby's date of birth” says 05/08/2026. Which is it?": "day first"},
    ),
    "date-order-conflict": Kind(
        (
            "ready | Ines Rowe | Otis Rowe | 2026-08-05 |  | 72.00",
            "ready | Polly Hart | June Hart | 2026-08-25 |  | 72.00",
        )
    ),
    "second-child-columns": Kind(
        ("ready | Rhona Vale | Ezra Vale | 2026-08-02", "ready | Rhona Vale | Noor Vale | 2026-08-02", OTIS)
    ),
    "twins-multiline": Kind(
        (
            "ready | Rhona Vale | Ezra Vale | 2026-08-02",
            "ready | Rhona Vale | Noor Vale | 2026-08-02",
            "ready | Lena Kraus | Finn Kraus | 2026-08-20",
            "ready | Lena Kraus | Ivy Kraus | 2026-08-20",
        )
    ),
    "quantity-two": Kind(
        (
            "ready | Rhona Vale | Ezra Vale | 2026-08-02 |  | 45.00",
            "ready | Rhona Vale | Noor Vale | 2026-08-02 |  | 45.00",
        )
    ),
    "twins-each-full": Kind(
        (
            "ready | Rhona Vale | Ezra Vale | 2026-08-02 |  | 30.00",
            "ready | Rhona Vale | Noor Vale | 2026-08-02 |  | 30.00",
        ),
        {"Each row of an order says £60.00.": "order"},
    ),
    "older-children": Kind((OTIS, f"ready | {JUNE}")),
    "two-adults-one-name": Kind(
        (
            "ready | Grace Adler · Tom Adler | Mia Adler | 2026-08-14",
            "ready | Petra Lund | Ole Lund | 2026-08-15",
        )
    ),
    "two-email-columns": Kind((f"{OTIS} |  | 14.00",)),
    "excel-phone": Kind((OTIS,), later=(OTIS.replace("ready", "known"),)),
    "google-forms": Kind((OTIS,)),
    "utc-birth-date": Kind((OTIS.replace("08-14", "09-14"),)),
    "health-no": Kind(
        tuple(
            f"ready | {names} | 2026-08-14"
            for names in ("Ann Aa | Bab Aa", "Ben Bb | Bcb Bb", "Cat Cc | Ccb Cc", "Dan Dd | Dcb Dd",
                          "Eve Ee | Ecb Ee", "Fay Ff | Fcb Ff")
        ),
        {"Is “No nuts” something to know before touching?": "keep"},
        flags=("No nuts", "None known - but on Gaviscon"),
    ),
    "placeholder-names": Kind(
        tuple(
            f"ready | {name} | Baby of {name} | 2026-08-14"
            for name in ("Ann Aa", "Ben Bb", "Cat Cc", "Dan Dd")
        )
    ),
    **{f"twelve-hour/{file}": Kind((OTIS,), file=file) for file in ("a", "v1", "v2", "v3", "v4", "v5", "v6")},
    **{
        f"dates-free/{file}": Kind((OTIS,), asked, flags=flags, file=file)
        for file, asked, flags in (
            ("a", {}, ()),
            ("v1", NO_YEAR, ()),
            ("v2", NO_YEAR, ()),
            *((f"v{number}", {}, ()) for number in (3, 4, 5, 6, 7, 9, 10)),
            ("v8", {}, ("6 weeks early",)),
            ("v11", SLIP, ()),
            ("v12", {"“c. 14/08/2026”: is that 14 August 2026?": "2026-08-14"}, ()),
        )
    },
}  # fmt: skip


def said(line: ImportLine) -> str:
    """Return a line as Kind has it."""
    parts = (
        line.state, line.carer, line.baby, str(line.born or ""), str(line.due or ""),
        "" if line.paid is None else f"{line.paid:.2f}",
    )  # fmt: skip
    return " | ".join(parts).rstrip(" |")


def answered(
    store: Store, path: Path, course: object, asked: dict[str, str], now: datetime
) -> tuple[ImportPreview, dict[str, str]]:
    """Look at a file, answer its questions and look again; an empty answer takes what is suggested."""
    table, answers, open_ones = read_file(path), {}, dict(asked)
    for _ in range(4):
        with store.read() as session:
            seen = queries.preview(session, table=table, course_id=course, now=now, answers=answers)  # type: ignore[arg-type]
        for one in seen.asked:
            [words] = [words for words in open_ones if one.question.words.startswith(words)]
            answers[one.question.key] = open_ones.pop(words) or one.question.likely[0].value
            # What is asked about a row keeps only that row out.
            assert one.rows
        if not seen.asked:
            break
    assert not open_ones
    return seen, answers


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_of_file_is_read_as_it_was_meant(studio: Store, name: str) -> None:
    kind = KINDS[name]
    folder = SAMPLES / name.partition("/")[0]
    with studio.write() as session:
        course = a_course(session, capacity=20)
    for file, lines, asked, now in (
        (kind.file, kind.lines, kind.asked, NOW),
        ("b", kind.later, kind.later_asked, BORN if name == "antenatal-then-born" else NOW),
    ):
        if not lines:
            continue
        path = folder / f"{file}.csv"
        seen, answers = answered(studio, path, course, asked, now)
        assert [said(line) for line in seen.lines] == list(lines)
        with studio.write() as session:
            done = service.commit(session, table=read_file(path), course_id=course, now=now, answers=answers)
        assert done.asked == 0
        with studio.read() as session:
            again = queries.preview(
                session, table=read_file(path), course_id=course, now=now, answers=answers
            )
        assert {line.state for line in again.lines} <= {"known", "cancelled"}, (
            "a second import doubles nothing"
        )
        assert again.asked == ()
    if not kind.later:
        assert [note for line in seen.lines for note in line.notes if "cell" not in note] == list(kind.notes)
        assert [what for line in seen.lines for what in line.health] == list(kind.flags)
    paid = sum((line.paid for line in seen.lines if line.paid), Decimal())
    assert sum(row.price - row.due for row in booked(studio, course)) == paid


def test_one_baby_is_kept_who_was_not_born_when_it_was_booked(studio: Store) -> None:
    test_a_kind_of_file_is_read_as_it_was_meant(studio, "antenatal-then-born")
    [family] = known_families(studio)
    [baby] = family.babies
    assert (baby.name, str(baby.birth_date), str(baby.due_date)) == ("Ole Lund", "2026-12-18", "2026-12-20")


def test_a_good_number_is_kept_where_a_spreadsheet_spoilt_it(studio: Store) -> None:
    test_a_kind_of_file_is_read_as_it_was_meant(studio, "excel-phone")
    [family] = known_families(studio)
    assert family.carers[0].phone == "07700 900205"


def test_every_folder_has_its_case_and_every_time_is_read() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == {name.partition("/")[0] for name in KINDS}
    moments = [orders_of(read_file(path))[0].ordered for path in sorted((SAMPLES / "twelve-hour").iterdir())]
    assert {(moment.hour, moment.minute) for moment in moments if moment} == {(21, 14), (21, 0)}
    assert {moment.date().isoformat() for moment in moments if moment} == {"2026-10-02"}
