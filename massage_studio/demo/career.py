"""Twenty-five years of courses before the demo studio's own, to measure a long-lived studio with."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from massage_studio.bookings.queries import course as course_of
from massage_studio.demo.people import Adult, Household, Infant
from massage_studio.demo.service import (
    Register,
    Settled,
    add_sibling,
    book,
    hold,
    local,
    make_course,
    open_class,
    settle,
)
from massage_studio.demo.story import ANSWERS, ENGAGING, PAUSING, Press
from massage_studio.store.engine import Store

YEARS = 25
COURSES_A_YEAR = 6
BABIES = 7
FAMILIES = 400

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


def make_career(store: Store, *, venues: tuple[UUID, UUID], until: date) -> None:
    """Write 25 years of six courses with seven babies each that end before `until`, one write a course."""
    rng = Random("career")
    total = YEARS * COURSES_A_YEAR
    known: list[tuple[Settled, str]] = []
    for number in range(total):
        first = until - timedelta(days=(total - number) * 365 // COURSES_A_YEAR + 35)
        made = local(first - timedelta(days=21), 19)
        with store.write() as session:
            course = make_course(
                session,
                name=f"Course {number + 1} of {first:%Y}",
                venue=venues[number % 2],
                days=[first + timedelta(weeks=week) for week in range(5)],
                hour=10 + 4 * (number % 2),
                capacity=8,
                made=made,
            )
            due = (number + 1) * FAMILIES // total
            for seat in range(BABIES):
                moment = made + timedelta(hours=seat)
                if len(known) < due or seat >= len(known):
                    household = _household(len(known), rng)
                    family = settle(session, household=household, number=len(known), today=first, made=moment)
                    known.append((family, household.adults[0].family))
                else:
                    # Those who came long ago come again with the next baby.
                    settled, name = known[(number * BABIES + seat) % len(known)]
                    infant = Infant(rng.choice(_GIVEN), name, rng.randint(6, 20))
                    family = add_sibling(session, settled=settled, infant=infant, today=first)
                book(session, course=course, settled=family, paid=(("cash", 60),), made=moment)
            for klass in course_of(session, course_id=course, now=made).sessions:
                rows = open_class(session, klass=klass, opened=klass.starts)
                presses = _presses(klass.minutes, len(rows), rng)
                hold(session, klass=klass, rows=rows, marks=_marks(rng), presses=presses, rng=rng)


def _household(number: int, rng: Random) -> Household:
    given, family = _GIVEN[number % len(_GIVEN)], _FAMILY[number // len(_GIVEN) % len(_FAMILY)]
    return Household(
        (Adult(given, family, "mother", f"parent{number}"),),
        (Infant(rng.choice(_GIVEN), family, rng.randint(6, 20)),),
        private="Asked about the evening course." if number % 3 == 0 else "",
    )


def _marks(rng: Random) -> Register:
    return Register({rng.randrange(BABIES): "absent"} if rng.random() < 0.5 else {})


def _presses(minutes: int, babies: int, rng: Random) -> list[Press]:
    """Return a class's presses, most of them for several babies at once, about 12 notes for each baby."""
    presses = []
    for part, state in enumerate(_STATES):
        second = 120 + part * (minutes * 60 - 300) // len(_STATES)
        several = [tuple(rng.sample(range(babies), rng.randint(3, babies))) for _ in range(3)]
        presses.append(Press(second, several[0], "state", state))
        presses.append(Press(second + 60, several[1], "cue", rng.choice(PAUSING if part % 2 else ENGAGING)))
        presses.append(Press(second + 120, several[2], "response", rng.choice(ANSWERS)))
    everyone = tuple(range(babies))
    presses.append(Press(900, everyone, "permission", "yes"))
    presses.append(Press(2400, (rng.randrange(babies),), "note", "", "Turned to the voice", "family"))
    return presses
