"""Whatever happens in a class, its papers have no forbidden stroke, warning sign, count or barred adult."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import attendance_service, booking_service
from massage_studio.cues import opening_service
from massage_studio.curriculum import content
from massage_studio.families.views import Layer
from massage_studio.handouts import queries
from massage_studio.handouts.papers import FamilySheet, build
from massage_studio.handouts.views import TakeHome
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.folder import make_private
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.paper.reading import text_of
from tests.studio_fixtures import NOW, a_course, classes_of

TODAY = NOW.date()
BABIES = ("Mia", "Noah", "Zoë")
# Nobody else on any paper is called like this.
RESTRICTED = "Quillon"
# What an instructor may have written about either adult of a family, and to whoever came.
TELL_OF_ADULTS = (
    "{adult} sang.",
    "{ADULT} hummed.",
    "A song from {adult}'s own childhood",
    "You held still.",
)
TO_WHO_CAME = re.compile(r"when you asked|you asked|you were there|you stopped|you held", re.IGNORECASE)

# What flags say in the words of real forms, and what must then not stand on a paper: a second, plain reading
# of the rules that shares nothing with the program's own.
LEGS = r"\bhips?\b|\bankle|\bknee|\bleg|\bthigh|\btoe|\bfoot\b|\bfeet\b|\bsole\b"
TUMMY = r"water wheel|sun and moon|sun moon|\btummy\b|\bnavel\b"
ANY_STROKE = r"\bglide|\bsweep|slow strokes|open book|water wheel|sun and moon|sun moon|\bcomb\b|\bmilking\b"
FLAGS = (
    ("condition", "Hip harness", LEGS),
    ("condition", "pavlik harness until January", LEGS),
    ("condition", "DDH, in a spica cast", LEGS),
    ("condition", "Heart murmur, under the hospital", ANY_STROKE),
    ("condition", "Epilepsy", ANY_STROKE),
    ("condition", "Operation last week", ANY_STROKE),
    ("condition", "Umbilical hernia", TUMMY),
    ("condition", "Reflux", TUMMY),
    ("condition", "Stoma bag", TUMMY),
    ("condition", "Jaundice", ANY_STROKE),
    ("unwell", "Temperature last night", ANY_STROKE),
    ("skin", "Eczema", ANY_STROKE),
    ("allergy", "Nut allergy", None),
    ("immunised", "6 in 1 yesterday", LEGS),
)
HERS_ALONE: dict[Layer, str] = {"private": "Kept to herself", "safeguarding": "Told to the lead"}
COUNTS = re.compile(
    r"(?<!all at )\b(once|twice|thrice)\b|\b\d+ (of|times)\b|\b\d+ more\b|×|you answered \d", re.IGNORECASE
)


@dataclass(frozen=True)
class Made:
    """A baby of a random class, and what was so about it."""

    name: str
    weeks: int
    early: int
    flags: tuple[tuple[str, str, str | None], ...]
    restricted: frozenset[int]
    apart: frozenset[int]
    came_with: int
    notes: tuple[tuple[str, str], ...]
    status: str
    health: str


def _codes() -> list[tuple[str, str]]:
    shipped = content.load()
    found = [("cue", cue.code) for cue in shipped.cues]
    # Warning signs and answers in plenty: chance alone would seldom bring three of them together.
    found += [("cue", cue.code) for cue in shipped.cues if cue.audience == "warning"] * 4
    found += [("response", response.code) for response in shipped.responses] * 2
    found += [("permission", code) for code in ("asked", "yes", "not_now", "unsure")] * 12
    found += [("state", state.code) for state in shipped.states] * 4
    found += [("not_massaged", code) for code in ("asleep", "hungry", "said_no", "recent_jab", "unwell")] * 2
    return found


@st.composite
def classes(draw: st.DrawFn) -> tuple[int, tuple[Made, ...]]:
    """Draw which of the five classes it is, and its babies."""
    codes = _codes()
    made = []
    for name in BABIES[: draw(st.sampled_from((1, 1, 2, 3)))]:
        made.append(
            Made(
                name=name,
                weeks=draw(st.integers(1, 70)),
                early=draw(st.sampled_from((0, 0, 4, 8, 14))),
                flags=tuple(draw(st.lists(st.sampled_from(FLAGS), max_size=3, unique=True))),
                restricted=draw(st.frozensets(st.integers(0, 1))),
                apart=draw(st.frozensets(st.integers(0, 1))),
                came_with=draw(st.integers(0, 1)),
                notes=tuple(draw(st.lists(st.sampled_from(codes), max_size=25))),
                status=draw(st.sampled_from(("here", "here", "late", "absent"))),
                health=draw(st.sampled_from(("nothing_new", "nothing_new", "unwell", "skin", "allergy"))),
            )
        )
    return draw(st.integers(0, 4)), tuple(made)


@pytest.fixture(scope="module")
def one_studio(studio_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A studio that all random classes of a run are held in."""
    folder = tmp_path_factory.mktemp("random") / "studio"
    make_private(folder)
    shutil.copy(studio_template / FILE_NAME, folder / FILE_NAME)
    store = open_studio(folder)
    yield store
    store.close()


def _name(baby: Made, place: int) -> str:
    """How one of a baby's two adults is called."""
    return f"{RESTRICTED if place in baby.restricted else 'Grace'}{place}"


def _family(session: Session, baby: Made) -> tuple[UUID, tuple[UUID, UUID]]:
    family, key, adults = new_id(), new_id(), (new_id(), new_id())
    families.add_family(session, family_id=family, now=NOW)
    for place, adult in enumerate(adults):
        barred = place in baby.restricted
        families.add_carer(
            session,
            family_id=family,
            carer_id=adult,
            given_name=_name(baby, place),
            contact_restriction="Court order: must not be told where or when" if barred else "",
            lives_apart=place in baby.apart,
        )
    born = TODAY - timedelta(weeks=baby.weeks, days=2)
    families.add_baby(
        session,
        family_id=family,
        baby_id=key,
        given_name=baby.name,
        birth_date=born,
        due_date=born + timedelta(weeks=baby.early) if baby.early else None,
    )
    for place, words in enumerate(TELL_OF_ADULTS):
        name = _name(baby, place % 2)
        told = words.format(adult=name, ADULT=name.upper())
        families.add_note(session, family_id=family, layer="family", text=told, now=NOW)
    for layer, words in HERS_ALONE.items():
        families.add_note(session, family_id=family, layer=layer, text=words, now=NOW)
    for kind, what, _ in baby.flags:
        families.add_flag(session, baby_id=key, kind=kind, what=what, since=TODAY - timedelta(days=1))
    return key, adults


def _held(session: Session, week: int, made: tuple[Made, ...]) -> UUID:
    """Hold a class in which all that happened, as far as the verbs let it happen."""
    course = a_course(session, starts=tuple(NOW + timedelta(days=7 * (place - week)) for place in range(5)))
    people = [_family(session, baby) for baby in made]
    for place, (key, adults) in enumerate(people):
        booking_service.book(
            session,
            booking_id=new_id(),
            course_id=course,
            baby_id=key,
            carer_id=adults[made[place].came_with],
            now=NOW + timedelta(seconds=place),
        )
    klass = classes_of(session, course)[week]
    opening_service.open_class(session, session_id=klass, now=NOW)
    for baby, (key, adults) in zip(made, people, strict=True):
        if baby.came_with in baby.restricted:
            attendance_service.brought_by(
                session,
                session_id=klass,
                baby_id=key,
                carer_id=adults[baby.came_with],
                now=NOW,
                reason="The court agreed for today",
            )
        attendance_service.mark(session, session_id=klass, baby_id=key, status=baby.status, now=NOW)
        attendance_service.check_health(
            session, session_id=klass, baby_id=key, health=baby.health, note="", today=TODAY, wait_hours=48
        )
    for baby, (key, _) in zip(made, people, strict=True):
        for place, (kind, code) in enumerate(baby.notes):
            cues.record(
                session,
                action_id=new_id(),
                session_id=klass,
                dyads=((key, None),),
                kind=kind,
                code=code,
                now=NOW + timedelta(seconds=40 * place + 5),
            )
    opening_service.finish_class(session, session_id=klass, now=NOW + timedelta(minutes=60))
    return klass


def _told(view: TakeHome) -> str:
    """All that a paper asks a family to do: the strokes and what to try at home."""
    return " ".join(
        (
            *(f"{step.title} {step.text}" for step in view.home_steps),
            *(f"{one.label} {one.description}" for one in view.strokes),
        )
    )


def _age(baby: Made, on: date) -> int:
    return (on - (TODAY - timedelta(weeks=baby.weeks, days=2))).days // 7


def _homes(baby: Made) -> list[set[str]]:
    """The adults who may get papers by home; one paper without a name where nobody may."""
    allowed = [place for place in (0, 1) if place not in baby.restricted]
    together = {f"Grace{place}" for place in allowed if place not in baby.apart}
    apart = [{f"Grace{place}"} for place in allowed if place in baby.apart]
    return [home for home in (together, *apart) if home] or [set()]


def _check_home(sheet: FamilySheet, view: TakeHome, baby: Made) -> None:
    """See that a copy is for one home alone, names nobody else and tells nobody else what they did."""
    home = set(view.carers)
    assert home in _homes(baby)
    printed = " ".join(text_of(build(sheet.draft).content).split())
    for other in {_name(baby, 0), _name(baby, 1)} - home:
        assert other.casefold() not in printed.casefold()
        assert other not in sheet.draft.file_name
    came = _name(baby, baby.came_with) in home
    if baby.status != "absent" and not came:
        assert not TO_WHO_CAME.search(printed), TO_WHO_CAME.search(printed)
        assert "today’s class" not in printed


def _check(session: Session, klass: UUID, made: tuple[Made, ...]) -> None:
    warnings = [cue.parent for cue in content.load().cues if cue.audience == "warning"]
    assert len(warnings) > 5
    papers = queries.class_papers(session, session_id=klass)
    by_name = {baby.name: baby for baby in made}
    copies = Counter(
        sheet.draft.view.baby for sheet in papers.sheets if isinstance(sheet.draft.view, TakeHome)
    )
    assert copies == Counter({baby.name: len(_homes(baby)) for baby in made})
    for sheet in papers.sheets:
        view = sheet.draft.view
        assert isinstance(view, TakeHome)
        baby = by_name[view.baby]
        _check_home(sheet, view, baby)
        printed = " ".join(text_of(build(sheet.draft).content).split())
        story = re.split("from the class of|what the group did on", printed)[1].split("This sheet is yours")[
            0
        ]
        assert RESTRICTED not in printed
        assert not [words for words in HERS_ALONE.values() if words in printed]
        if baby.apart:
            assert len({adult for adult in ("Grace0", "Grace1") if adult in printed}) <= 1
        assert [phrase for phrase in warnings if phrase in printed] == []
        assert not COUNTS.search(story), COUNTS.search(story)
        for _, what, forbidden in baby.flags:
            if forbidden == LEGS and what.startswith("6 in 1") and _age(baby, TODAY) >= 52:
                continue
            if forbidden is not None:
                assert not re.search(forbidden, _told(view), re.IGNORECASE), (what, _told(view))
        if baby.early > 0 and _age(baby, TODAY) - baby.early < 0:
            assert not re.search(ANY_STROKE, _told(view), re.IGNORECASE)
        if baby.health == "unwell" and baby.status != "absent":
            assert not re.search(ANY_STROKE, _told(view), re.IGNORECASE)
    for draft in (papers.register, papers.cue_sheet):
        printed = text_of(build(draft).content)
        assert not [words for words in (RESTRICTED, *HERS_ALONE.values()) if words in printed]


def _hold_and_check(store: Store, made: tuple[int, tuple[Made, ...]]) -> None:
    week, babies = made
    with store.write() as session:
        klass = _held(session, week, babies)
    with store.read() as session:
        _check(session, klass, babies)


_ANY_TIME = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)


@settings(max_examples=20, deadline=None, suppress_health_check=_ANY_TIME)
@given(classes())
def test_no_paper_of_any_class_endangers_scores_or_betrays(
    one_studio: Store, made: tuple[int, tuple[Made, ...]]
) -> None:
    _hold_and_check(one_studio, made)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@settings(max_examples=500, deadline=None, suppress_health_check=_ANY_TIME)
@given(classes())
def test_no_paper_of_five_hundred_classes_endangers_scores_or_betrays(
    one_studio: Store, made: tuple[int, tuple[Made, ...]]
) -> None:
    _hold_and_check(one_studio, made)
