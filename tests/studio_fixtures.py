"""A real studio for each test, copied from one that is made once, and small builders to fill it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.bookings import booking_service, course_list_queries, courses_service, venues_service
from massage_studio.cues import opening_service
from massage_studio.families.models import Carer
from massage_studio.safekeeping import keys
from massage_studio.store import engine as store_engine
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.folder import make_private
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio

COST, CHEAP = keys.COST, keys.Cost(passes=1, kib=8, lanes=1)
PRAGMAS = store_engine._PRAGMAS
T = TypeVar("T")
_filled: dict[tuple[Callable[..., Any], tuple[Hashable, ...]], tuple[bytes, Any]] = {}
_copies: dict[tuple[Callable[..., Any], tuple[Hashable, ...]], tuple[Any, Any]] = {}
NOW = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)  # a Thursday, ten o'clock in London


@dataclass(frozen=True)
class Dyad:
    """A baby with the first adult of its family."""

    family: UUID
    carer: UUID
    baby: UUID


@dataclass(frozen=True)
class OpenClass:
    """A class that runs, and the dyads that have a place in it."""

    session: UUID
    course: UUID
    dyads: tuple[Dyad, ...]


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """Let all studios of a run share what SQLAlchemy compiled, as all that is asked of one studio does.

    What it compiled belongs to a dialect, and each engine makes its own: the statements of a test were
    compiled anew for it, which took a third of its time.
    """
    first = create_engine("sqlite+pysqlite://", module=store_engine.driver, query_cache_size=5_000)
    first.connect().close()

    def shared(*args: Any, **kwargs: Any) -> Engine:
        made = create_engine(*args, **kwargs)
        made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_engine, "create_engine", shared)
        yield
    first.dispose()


@pytest.fixture(scope="session", autouse=True)
def _written_without_waiting_for_the_disk() -> Iterator[None]:
    """Let the studios of this process leave it to the system when the disk has what is written.

    Only a loss of power tells the difference (`tests/power_cut.py`); a disk that others use as well is waited
    for otherwise at each of a hundred thousand writes.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_engine, "_PRAGMAS", (*PRAGMAS, "PRAGMA synchronous = OFF"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _passphrases_stretched_a_little() -> Iterator[None]:
    """Let a try at a passphrase cost next to nothing; what the program spends on it has a test of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "COST", CHEAP)
        yield


@pytest.fixture
def waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let studios that are opened from now on wait for the disk, as the program does."""
    monkeypatch.setattr(store_engine, "_PRAGMAS", PRAGMAS)


@pytest.fixture
def written_with(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let studios that are opened from now on wait for the disk, with these settings after the program's."""
    return lambda *more: monkeypatch.setattr(store_engine, "_PRAGMAS", (*PRAGMAS, *more))


@pytest.fixture(scope="session")
def studio_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed studio with its curriculum, to be copied and never opened."""
    folder = tmp_path_factory.mktemp("template") / "studio"
    open_studio(folder).close()
    return folder


@pytest.fixture
def studio_folder(studio_template: Path, tmp_path: Path) -> Path:
    """The folder of a fresh studio that nobody has opened yet."""
    folder = tmp_path / "studio"
    make_private(folder)
    shutil.copy(studio_template / FILE_NAME, folder / FILE_NAME)
    return folder


@pytest.fixture
def studio(studio_folder: Path) -> Iterator[Store]:
    """A fresh, open studio with its curriculum, without families."""
    store = open_studio(studio_folder)
    yield store
    store.close()


def filled(folder: Path, fill: Callable[..., T], *arguments: Hashable) -> T:
    """Write into a fresh studio what `fill` does with a session and these arguments, and return its result.

    It is done once in a run; later studios are copies, with the same keys. The folder's studio is a fresh
    one, and nothing else has been asked of it. A function within a test is done each time, for it may know
    more than its arguments.
    """
    file = folder / FILE_NAME
    if (fill, arguments) in _filled:
        content, known = _filled[fill, arguments]
        file.write_bytes(content)
        return cast(T, known)
    store = open_studio(folder)
    with store.write() as session:
        made = fill(session, *arguments)
    store.close()
    if "<locals>" not in fill.__qualname__:
        _filled[fill, arguments] = file.read_bytes(), made
    return made


def filled_open(store: Store, fill: Callable[..., T], *arguments: Hashable) -> T:
    """Do in an open studio what `filled` does in one that nobody has opened yet.

    Where something was written since it was opened, it is done anew.
    """
    log = store.folder / f"{FILE_NAME}-wal"
    fresh = not log.exists() or not log.stat().st_size
    with store.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        if fresh and (fill, arguments) in _copies:
            copy, known = _copies[fill, arguments]
            copy.backup(raw)
            return cast(T, known)
        with store.write() as session:
            made = fill(session, *arguments)
        if fresh and "<locals>" not in fill.__qualname__:
            copy = store_engine.driver.connect(":memory:")
            raw.backup(copy)
            _copies[fill, arguments] = copy, made
    return made


def a_family(session: Session, baby: str = "Mia", carer: str = "Grace", *, now: datetime = NOW) -> Dyad:
    """Add a family of one baby, nine weeks old at NOW, and one adult."""
    dyad = Dyad(new_id(), new_id(), new_id())
    families.add_family(session, family_id=dyad.family, now=now)
    families.add_carer(session, family_id=dyad.family, carer_id=dyad.carer, given_name=carer)
    families.add_baby(
        session, family_id=dyad.family, baby_id=dyad.baby, given_name=baby, birth_date=date(2026, 9, 17)
    )
    return dyad


def a_sibling(session: Session, dyad: Dyad, baby: str = "Noah") -> Dyad:
    """Add another baby to the family of a dyad, born on the same day."""
    twin = Dyad(dyad.family, dyad.carer, new_id())
    families.add_baby(
        session, family_id=dyad.family, baby_id=twin.baby, given_name=baby, birth_date=date(2026, 9, 17)
    )
    return twin


def a_course(
    session: Session,
    name: str = "Autumn course",
    *,
    capacity: int = 6,
    starts: tuple[datetime, ...] = tuple(NOW + timedelta(days=7 * week) for week in range(5)),
    price: Decimal = Decimal(72),
    currency: str = "GBP",
    hall: int = 12,
    now: datetime = NOW,
) -> UUID:
    """Add a hall for 12 and a course of five classes in it, from NOW on; 72 pounds."""
    venue, course = new_id(), new_id()
    venues_service.add_venue(session, venue_id=venue, name="St Anne's Hall", address="", capacity=hall)
    courses_service.add_course(
        session,
        course_id=course,
        name=name,
        plan_code="five_60",
        venue_id=venue,
        starts=starts,
        minutes=60,
        capacity=capacity,
        price=price,
        currency=currency,
        zone="Europe/London",
        now=now,
    )
    return course


def a_booking(session: Session, course: UUID, dyad: Dyad, *, now: datetime = NOW) -> UUID:
    """Book a dyad on a course and return the key of the booking."""
    booking = booking_service.book(
        session, booking_id=new_id(), course_id=course, baby_id=dyad.baby, carer_id=dyad.carer, now=now
    ).made
    assert booking is not None
    return booking


def classes_of(session: Session, course: UUID) -> list[UUID]:
    """Return the keys of a course's classes in their order."""
    return [part.id for part in course_list_queries.course(session, course_id=course, now=NOW).sessions]


def a_class(session: Session, *names: str, now: datetime = NOW) -> OpenClass:
    """Open the first class of a new course with one dyad for each baby's name."""
    course = a_course(session)
    dyads = tuple(a_family(session, name, f"{name}'s carer") for name in names or ("Mia", "Noah"))
    for number, dyad in enumerate(dyads):
        a_booking(session, course, dyad, now=NOW + timedelta(minutes=number))
    first = classes_of(session, course)[0]
    opening_service.open_class(session, session_id=first, now=now)
    return OpenClass(first, course, dyads)


def barred(session: Session, dyad: Dyad, words: str = "No calls, by court order") -> str:
    """Put a family's first adult under a contact restriction; return it as the screen tells it."""
    row = session.get_one(Carer, dyad.carer)
    row.contact_restriction = words.strip()
    session.flush()
    return f"Contact restriction, {row.given_name}: {words.strip()}"
