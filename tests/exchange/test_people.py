"""Who is who: by order, carer, date and name together; else it is asked, and nobody is doubled."""

from __future__ import annotations

from decimal import Decimal

import pytest

from massage_studio.bookings.places_queries import waiting_list
from massage_studio.exchange.planning import ImportStep
from massage_studio.exchange.reading import read
from massage_studio.exchange.tables import Table
from massage_studio.store.engine import Store
from tests.exchange.importing import MIA, booked, bring_in, lines_of, show, the_course
from tests.exchange.paper_studio import PaperStudio

TITLES = (
    "Booking ID,First name,Last name,Email,Phone,Baby's name,Baby's DOB,Due date,Quantity,Total Paid,Status"
)
ANA = "1,Ana,Ruiz,ana@example.org,07700900101,Bo,2026-08-13,,1,72,confirmed"


def table(*rows: str) -> Table:
    return read("\n".join((TITLES, *rows)).encode())


def states(steps: tuple[ImportStep, ...]) -> list[str]:
    return [step.line.state for step in steps]


def names(studio: PaperStudio) -> list[str]:
    return sorted(baby.name for _, baby, _ in studio.babies())


@pytest.mark.parametrize(
    ("again", "state"),
    [
        (ANA, "known"),
        (ANA.replace("Bo,", "Boo,"), "changed"),  # respelt, in the same order and born on the same day
        (ANA.replace("1,Ana", "7,Ana"), "known"),  # another order of the same adult for the same baby
        (ANA.replace("1,Ana", "7,ana").replace("Ruiz", "RUIZ"), "known"),
        (ANA.replace("1,Ana", "7,Anna").replace("Bo,2026", "Bo,2026"), "changed"),  # by address, name and day
        (ANA.replace("1,Ana", "7,Ana").replace("Bo,", "Boo,"), "needs you"),  # respelt in another order
        (ANA.replace("1,Ana", "7,Ana").replace("Bo,2026-08-13", "Al,2025-01-02"), "ready"),  # her second baby
        (ANA.replace("1,Ana,Ruiz", "7,Kim,Cole").replace("Bo,", "Al,"), "ready"),  # one address, two families
        (
            ANA.replace("1,Ana", "7,Ana").replace("ana@", "new@").replace("101", "999"),
            "needs you",
        ),  # a namesake?
        (
            ANA.replace("1,Ana", "7,Ana")
            .replace("ana@", "new@")
            .replace("101", "999")
            .replace("08-13", "01-13"),
            "ready",
        ),
        (ANA.replace("ana@example.org,07700900101", ","), "known"),
    ],
)
def test_a_second_row_is_the_same_baby_where_that_is_certain(again: str, state: str) -> None:
    studio = PaperStudio()
    studio.bring_in(table(ANA))
    assert states(studio.bring_in(table(again))) == [state]
    doubled = state == "ready"
    assert len(studio.babies()) == 1 + doubled
    assert states(studio.look(table(again))) == ["known" if state == "changed" or doubled else state]


def test_a_baby_that_was_born_since_keeps_its_place() -> None:
    studio = PaperStudio()
    expected = ANA.replace("Bo,2026-08-13,", "Baby Ruiz,,2026-10-20")
    assert states(studio.bring_in(table(expected))) == ["ready"]
    born = ANA.replace("Bo,2026-08-13", "Bo,2026-10-18")
    assert states(studio.bring_in(table(born))) == ["changed"]
    [(_, baby, paid)] = studio.babies()
    assert (baby.name, str(baby.birth_date), str(baby.due_date), paid) == (
        "Bo Ruiz",
        "2026-10-18",
        "2026-10-20",
        72,
    )


def test_a_baby_without_a_name_gets_it_with_another_order_only_where_that_is_said() -> None:
    studio = PaperStudio()
    studio.bring_in(table(ANA.replace("Bo,2026-08-13,", "TBC,,2026-10-20")))
    assert names(studio) == ["Baby of Ana Ruiz"]
    other = table(ANA.replace("1,Ana", "7,Ana").replace("Bo,2026-08-13", "Bo,2026-10-18"))
    [step] = studio.look(other)
    [question] = step.line.questions
    assert question.words == "Is Bo Ruiz the same baby as Baby of Ana Ruiz, due 20 October 2026?"
    studio.bring_in(other, {question.key: question.likely[0].value})
    assert names(studio) == ["Bo Ruiz"]


def test_what_stands_in_place_of_a_name_never_replaces_one() -> None:
    studio = PaperStudio()
    studio.bring_in(table(ANA))
    assert states(studio.bring_in(table(ANA.replace("Bo,", "TBC,")))) == ["known"]
    assert names(studio) == ["Bo Ruiz"]


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("07700900101", "0770090", "07700 900101"),
        ("07700900101", "4.47701E+11", "07700 900101"),
        ("07700900101", "", "07700 900101"),
        ("ana@example.org", "ana@", "ana@example.org"),
        ("Bo Marie,", "Bo,", "Bo Marie Ruiz"),
    ],
)
def test_better_is_never_overwritten_by_worse(old: str, new: str, kept: str) -> None:
    studio = PaperStudio()
    whole = ANA.replace("Bo,", "Bo Marie,")
    studio.bring_in(table(whole))
    assert states(studio.bring_in(table(whole.replace(old, new)))) == ["known"]
    [home] = studio.families.values()
    assert kept in (home.carers[0].phone, home.carers[0].email, home.babies[0].name)


def test_a_worse_value_can_be_taken_all_the_same_and_a_better_one_left() -> None:
    studio = PaperStudio()
    studio.bring_in(table(ANA.replace("Bo,", "Bo Marie,")))
    later = table(ANA)
    [step] = studio.look(later)
    [difference] = step.line.differs
    assert (difference.old, difference.new, difference.takes) == ("Bo Marie Ruiz", "Bo", False)
    assert states(studio.look(later, {difference.key: "take"})) == ["changed"]
    moved = table(ANA.replace("Bo,", "Bo Marie,").replace("07700900101", "07700900102"))
    [difference] = studio.look(moved)[0].line.differs
    assert states(studio.look(moved, {difference.key: "keep"})) == ["known"]


TWINS = "2,Kim,Cole,kim@example.org,07700900102,Ezra & Noor,2026-08-02,,1,144,confirmed"


def test_twins_are_paired_before_anybody_is_new() -> None:
    studio = PaperStudio()
    studio.bring_in(table(TWINS))
    assert states(studio.bring_in(table(TWINS.replace("Noor", "Nour")))) == ["known", "changed"]
    assert names(studio) == ["Ezra Cole", "Nour Cole"]
    both = studio.look(table(TWINS.replace("Ezra & Noor", "Una & Ivy")))
    assert states(both) == ["needs you", "needs you"]
    assert len(studio.babies()) == 2


def test_twins_without_an_order_or_an_address_are_one_family() -> None:
    studio = PaperStudio()
    bare = table(TWINS.replace("2,Kim", ",Kim").replace("kim@example.org,07700900102", ","))
    studio.bring_in(bare)
    [home] = studio.families.values()
    assert sorted(baby.name for baby in home.babies) == ["Ezra Cole", "Noor Cole"]
    assert states(studio.look(bare)) == ["known", "known"]


def test_a_row_that_is_left_out_is_not_missed() -> None:
    studio = PaperStudio()
    rows = (TWINS.replace("Ezra & Noor", "Ezra"), TWINS.replace("Ezra & Noor", "Noor"))
    studio.bring_in(table(*rows), {"file:order total:": "order"})
    noor = next(step.line.mark for step in studio.look(table(*rows), {"file:order total:": "order"})[1:])
    answers = {"file:order total:": "order", f"cell:status:{noor}": "left out"}
    assert sorted(states(studio.look(table(*rows), answers))) == ["known", "left out"]


def test_a_twin_that_the_file_names_no_more_is_asked_about() -> None:
    studio = PaperStudio()
    studio.bring_in(table(TWINS))
    one = table(TWINS.replace("Ezra & Noor", "Ezra"))
    [step] = studio.look(one)
    [question] = step.line.questions
    assert question.words.startswith("Noor Cole was booked with this order")
    kept, gone = (studio.look(one, {question.key: likely.value}) for likely in question.likely)
    assert states(kept) == ["known"]
    assert [(step.line.baby, step.place) for step in gone] == [("Noor Cole", "cancel"), ("Ezra Cole", "")]


def test_what_an_earlier_import_doubled_is_set_right() -> None:
    studio = PaperStudio()
    wrong = [ANA.replace("Bo,", f"{name},").replace(",72,", ",0,") for name in ("D", "Arcy")]
    studio.bring_in(table(*wrong))
    right = table(ANA.replace("Bo,", "D&#039;Arcy,"))
    answers: dict[str, str] = {}
    while asked := [one for step in studio.look(right, answers) for one in step.line.questions]:
        same = asked[0].key.startswith("cell:same:")
        answers[asked[0].key] = asked[0].likely[0].value if same else "give up"
    studio.bring_in(right, answers)
    live = {one.baby_id: one.paid for one in studio.bookings.values() if one.status != "cancelled"}
    [(name, paid)] = [(baby.name, live[baby.id]) for _, baby, _ in studio.babies() if baby.id in live]
    assert (name, paid) == ("D'Arcy Ruiz", 72)


@pytest.mark.parametrize(("answer", "waits"), [("wait", [True, True]), ("part", [False, True])])
def test_twins_keep_together_where_one_place_is_left(answer: str, waits: list[bool]) -> None:
    studio = PaperStudio(free=1)
    steps = studio.look(table(TWINS))
    assert states(steps) == ["needs you", "needs you"]
    [question] = steps[0].line.questions
    assert question.words == "There is not a place for each of Ezra Cole, Noor Cole."
    answered = studio.look(table(TWINS), {question.key: answer})
    assert [step.line.waits for step in answered] == waits
    assert [step.line.waits for step in PaperStudio(free=0).look(table(TWINS))] == [True, True]


def test_a_question_about_one_twin_holds_both() -> None:
    steps = PaperStudio().look(
        table(TWINS.replace("Ezra & Noor", "Ezra"), TWINS.replace("Ezra & Noor,2026-08-02", "Noor,soon"))
    )
    assert states(steps) == ["needs you", "needs you"]


@pytest.mark.parametrize(
    ("answer", "babies"), [("named", ["Bo Ruiz"]), ("more", ["Baby of Ana Ruiz", "Bo Ruiz"])]
)
def test_two_places_with_one_name_are_asked(answer: str, babies: list[str]) -> None:
    studio = PaperStudio()
    order = table(ANA.replace(",1,72", ",2,144"))
    [step] = studio.look(order)
    [question] = step.line.questions
    studio.bring_in(order, {question.key: answer})
    assert names(studio) == babies
    assert sum(paid for _, _, paid in studio.babies()) == Decimal(144)


def test_money_that_went_back_since_is_told() -> None:
    studio = PaperStudio()
    studio.bring_in(table(ANA))
    [step] = studio.look(table(ANA.replace("72", "36")))
    assert (step.line.state, step.line.notes) == (
        "known",
        ("the studio has kept £72.00, and the file says £36.00",),
    )


def test_a_cancelled_row_of_another_list_leaves_the_place_and_says_so() -> None:
    studio = PaperStudio()
    studio.bring_in(table(ANA))
    [step] = studio.look(table(ANA.replace("1,Ana", "7,Ana").replace("confirmed", "cancelled")))
    assert (step.place, step.line.notes) == ("", ("a place that was booked otherwise is kept",))


def test_the_sites_waiting_list_joins_ours_in_its_order(studio: Store) -> None:
    course = the_course(studio)
    early = "2,10/01/26 09:00,Tom,Brown,t@example.org,,GBP,0,Waiting list,Leo,08/13/26,,"
    late = MIA.replace("Attending", "Waitlisted").replace("72.00", "0")
    seen = show(studio, lines_of(late, early), course)
    assert [(line.state, line.waits) for line in seen.lines] == [("ready", True)] * 2
    done = bring_in(studio, lines_of(late, early), course)
    assert (done.booked, done.waiting) == (0, 2)
    assert {row.status for row in booked(studio, course)} == {"waiting"}
    with studio.read() as session:
        assert [one.baby for one in waiting_list(session, course_id=course)] == ["Leo Brown", "Mia Okafor"]
    assert {line.state for line in show(studio, lines_of(late, early), course).lines} == {"known"}
