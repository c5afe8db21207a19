"""Columns: recognised by their names in any order, and questions by their words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.exchange.cells import amount, health_flag, phone, shares, yes_or_no
from massage_studio.exchange.columns import Column, Columns, column_key, column_questions, columns_of
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.orders import ORDER, ORDER_TOTAL, BabyOrder
from massage_studio.exchange.reading import read
from massage_studio.exchange.tables import Table
from tests.exchange.importing import TODAY, orders_of


def entries(header: str, *rows: str) -> tuple[BabyOrder, ...]:
    return orders_of(read("\n".join((header, *rows)).encode()))


def columns(*titles: str, cells: tuple[str, ...] = ()) -> Columns:
    row = cells or ("",) * len(titles)
    return columns_of(Table(titles, (row,), "utf-8", ","), {}, TODAY)


def column(title: str, cell: str = "") -> Column:
    """Return one column of a list that has names already."""
    return columns("Order #", "First Name", title, cells=("1", "Ann", cell)).all[2]


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("What is your baby’s name?", Meaning.BABY),
        ("Name of child *", Meaning.BABY),
        ("What is your little one called?", Meaning.BABY),
        ("Name des Kindes", Meaning.BABY),
        ("Prénom de l'enfant", Meaning.BABY),
        ("Child", Meaning.BABY),
        ("Student First Name", Meaning.BABY),
        ("Baby DOB", Meaning.BORN),
        ("When was your baby born?", Meaning.BORN),
        ("BABY'S BIRTHDAY", Meaning.BORN),
        ("Geburtsdatum des Kindes", Meaning.BORN),
        ("Date de naissance du bébé", Meaning.BORN),
        ("Due date if born early", Meaning.DUE),
        ("Baby's due date (if before 37 weeks)", Meaning.DUE),
        ("EDD", Meaning.DUE),
        ("Baby's last name", Meaning.BABY_FAMILY_NAME),
        ("May we take photographs? (yes/no)", Meaning.PHOTO),
        ("Your mobile number", Meaning.PHONE),
        ("Parent/Guardian Email", Meaning.EMAIL),
        ("Parent 1 First Name", Meaning.GIVEN_NAME),
        ("Billing First Name", Meaning.GIVEN_NAME),
        ("Customer Email", Meaning.EMAIL),
        ("Cancelled?", Meaning.CANCELLED),
        ("Date cancelled", Meaning.CANCELLED),
        ("Order Type", Meaning.STATUS),
        ("Booking status", Meaning.STATUS),
        ("Amount Refunded", Meaning.REFUNDED),
        ("Quantity", Meaning.QUANTITY),
        ("Submitted at", Meaning.ORDERED),
        ("Date Scheduled", Meaning.ORDERED),
        ("Anything else we should know?", Meaning.HEALTH),
        ("I agree to marketing emails", Meaning.UNUSED),
        ("I agree to photos in your marketing newsletter", Meaning.UNUSED),
        ("I consent to you keeping health information", Meaning.UNUSED),
        ("Terms and conditions", Meaning.UNUSED),
        ("Amount due", Meaning.UNUSED),
        ("Birth Date", Meaning.UNUSED),
        ("Health visitor", Meaning.UNUSED),
        ("Emergency phone", Meaning.UNUSED),
        ("Emergency contact name", Meaning.UNUSED),
        ("GP surgery", Meaning.UNUSED),
        ("Name of the parent who comes with the baby", Meaning.UNUSED),
        ("Baby's birth weight", Meaning.UNUSED),
        ("Was your baby born early?", Meaning.UNUSED),
        ("Names of any older children", Meaning.UNUSED),
        ("Other children's names and ages", Meaning.UNUSED),
        ("How did you hear about us?", Meaning.UNUSED),
    ],
)
def test_a_title_tells_what_a_column_holds(title: str, meaning: Meaning) -> None:
    assert column(title).meaning is meaning


@pytest.mark.parametrize(
    ("title", "why"), [("Names of any older children", "older"), ("GP surgery", "others")]
)
def test_it_is_told_who_else_a_column_is_about(title: str, why: str) -> None:
    assert column(title).why == why


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        ("14/08/2026", Meaning.BORN),
        ("14 Aug 26", Meaning.BORN),
        ("14/08/1988", Meaning.UNUSED),
        ("ines@example.org", Meaning.EMAIL),
        ("07700 900205", Meaning.PHONE),
        ("a word", Meaning.UNUSED),
    ],
)
def test_what_stands_in_a_column_tells_what_it_holds(cell: str, meaning: Meaning) -> None:
    found = column("Question 7", cell)
    assert (found.meaning, found.why) == (meaning, "cells" if meaning else "title")


def test_columns_of_two_children_are_told_apart() -> None:
    found = columns("Name", "Child 1 name", "Child 1 date of birth", "Child 2 name", "Child 2 date of birth")
    assert [(one.meaning, one.child) for one in found.all[1:]] == [
        (Meaning.BABY, 1), (Meaning.BORN, 1), (Meaning.BABY, 2), (Meaning.BORN, 2),
    ]  # fmt: skip


def test_a_list_without_a_baby_asks_for_its_column_and_takes_the_answer() -> None:
    table = read(b"Booking ID,Mum,Sprog,Email\n1,Ann Lee,Kit,a@example.org\n")
    found = columns_of(table, {}, TODAY)
    [question] = column_questions(table, found, {})
    assert [one.value for one in question.likely] == ["Sprog", "Mum", "none"]
    answers = {column_key("Sprog"): "baby"}
    assert column_questions(table, columns_of(table, answers, TODAY), answers) == ()
    assert [(one.given_name, one.baby_given_name) for one in orders_of(table, answers)] == [("Ann", "Kit")]


MARKETING = [
    "Email opt-in",
    "E-mail Opt In?",
    "Opted in",
    "Marketing",
    "Marketing consent",
    "MARKETING PERMISSION (photos, offers)",
    "I would like to receive the newsletter with pictures",
    "Would you like photos of our offers by e-mail?",
    "May we use your baby's photo in our marketing?",
    "May we share photos on social media or our website?",
    "Happy to hear about baby photo shoots",
    "Subscribe to health and skin care tips",
    "Send me emails about baby health",
    "Mailing list: health news",
    "Competition: win a photo session",
    "Opt out of photos",
    "Tick if you do NOT want photos taken",
    "I don't want my baby in photographs",
    "I object to photographs",
]


@pytest.mark.parametrize("answer", ["yes", "no", "Y", "true", "1", "I agree", "Opted in"])
@pytest.mark.parametrize("header", MARKETING)
def test_marketing_is_never_read_as_consent_to_photos_or_as_health(header: str, answer: str) -> None:
    (entry,) = entries(f'Order #,First Name,Baby\'s name,"{header}"', f"1,Ann,Kit,{answer}")
    assert (entry.photo, entry.flags) == (None, ())
    table = read(f'First Name,Baby\'s name,"{header}"\nAnn,Kit,{answer}\n'.encode())
    assert orders_of(table, {column_key(header): "photo"})[0].photo is None


@pytest.mark.parametrize(
    "header",
    [
        "Any allergies? If unsure, contact me",
        "Please declare any medical conditions",
        "Anything that helps us understand your baby's health",
        "Please keep us updated: allergies",
        "Skin conditions (eczema)",
    ],
)
def test_a_question_about_health_is_not_lost_for_the_words_around_it(header: str) -> None:
    (entry,) = entries(f'Order #,First Name,Baby\'s name,"{header}"', "1,Ann,Kit,Nut allergy")
    assert entry.flags == (("allergy", "Nut allergy"),)


@pytest.mark.parametrize(
    ("header", "answer", "photo"),
    [
        ("Photo permission", "Yes", True),
        ("I agree to photos (yes/no)", "no", False),
        ("May we take pictures in class?", "Yes please", True),
        ("Photo consent", "", None),
    ],
)
def test_a_plain_question_about_photos_is_read(header: str, answer: str, photo: bool | None) -> None:
    (entry,) = entries(f"Order #,First Name,Baby's name,{header}", f"1,Ann,Kit,{answer}")
    assert entry.photo is photo


@pytest.mark.parametrize(
    ("whole", "given", "family"),
    [
        ("Grace Okafor", "Grace", "Okafor"),
        ("Okafor, Grace", "Grace", "Okafor"),
        ("Anna van der Berg", "Anna", "van der Berg"),
        ("Cher", "Cher", ""),
        ("王小红", "王小红", ""),
    ],
)
def test_a_whole_name_is_parted(whole: str, given: str, family: str) -> None:
    (entry,) = entries("Booking reference,Attendee name,Baby's name", f'1,"{whole}",Kit')
    assert (entry.given_name, entry.family_name) == (given, family)


def test_twins_on_two_rows_are_two_babies_once_each() -> None:
    header = "Order #,First Name,Last Name,Baby's name,Total Paid"
    for names in (("Finn & Ivy", "Finn & Ivy"), ("Finn", "Ivy"), ("Finn Hughes and Ivy Hughes", "")):
        table = read("\n".join((header, *(f"1,Beth,Hughes,{name},108.00" for name in names))).encode())
        found = orders_of(table, {ORDER_TOTAL: ORDER})
        assert [(entry.baby_given_name, entry.paid) for entry in found] == [
            ("Finn", Decimal(54)),
            ("Ivy", Decimal(54)),
        ]


@pytest.mark.parametrize(
    ("first", "second", "name", "asked"),
    [
        ("Otis", "Otis Rowe", "Otis Rowe", False),
        ("Otis", "", "Otis", False),
        ("", "Otis", "Otis", False),
        ("TBC", "Otis", "Otis", False),
        ("Otis", "Ivy", "Otis, Ivy", True),
        ("Al", "Alma", "Al, Alma", True),
    ],
)
def test_of_two_columns_of_names_none_wins_by_standing_first(
    first: str, second: str, name: str, asked: bool
) -> None:
    (entry,) = entries("Order #,First Name,Baby's name,Twin's name", f"1,Ann,{first},{second}")
    assert (entry.baby_given_name, bool(entry.questions)) == (name, asked)


def test_of_two_birth_dates_it_is_asked_which_it_is() -> None:
    (entry,) = entries(
        "Order #,First Name,Baby,Baby's DOB,Baby's birthday", "1,Ann,Kit,2026-08-13,2026-08-14"
    )
    [question] = entry.questions
    assert [one.value for one in question.likely] == ["2026-08-13", "2026-08-14"]


def test_one_no_among_questions_about_photos_is_a_no() -> None:
    (entry,) = entries(
        "Order #,First Name,Baby,May we take photos?,Photo of your baby in class?", "1,Ann,Kit,yes,no"
    )
    assert entry.photo is False


def test_two_friends_in_one_order_keep_their_own_babies() -> None:
    found = entries("Order #,First Name,Baby's name", "1,Beth,Finn", "1,Ann,Kit")
    assert [(entry.given_name, entry.baby_given_name) for entry in found] == [
        ("Beth", "Finn"),
        ("Ann", "Kit"),
    ]


@pytest.mark.parametrize(
    ("text", "question", "flag"),
    [
        ("", "Allergies", None),
        ("none", "Allergies", None),
        ("N/A", "Health", None),
        ("No.", "Health", None),
        ("No known allergies", "Health", None),
        ("None that we know of", "Health", None),
        ("twins", "Allergies or health conditions", None),
        ("-", "Health", None),
        ("Nut allergy (sister carries an EpiPen)", "Health", "allergy"),
        ("Eczema", "Allergies or health conditions", "skin"),
        ("No known allergies but eczema", "Health", "skin"),
        ("Born at 36 weeks", "Allergies or health conditions", "condition"),
        ("Cashews", "Any allergies?", "allergy"),
        ("None yet, but jaundice at birth", "Health", "condition"),
        ("Twins, one with reflux", "Health", "condition"),
    ],
)
def test_health_answers_become_flags_of_their_kind(text: str, question: str, flag: str | None) -> None:
    found = health_flag(text, question)
    assert (found[0] if found else None) == flag
    assert found is None or found[1] == text


def test_a_bare_yes_keeps_its_question() -> None:
    assert health_flag("Yes", "Any allergies?") == ("allergy", "Any allergies: Yes")


@pytest.mark.parametrize(
    ("text", "answer"),
    [("yes", True), ("Y", True), ("I agree", True), ("No thanks", False), ("", None), ("?", None)],
)
def test_only_a_plain_answer_counts(text: str, answer: bool | None) -> None:
    assert yes_or_no(text) is answer


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("07700900101", "07700 900101"),
        ("+44 7700 900104", "07700 900104"),
        ("+353 85 012 3456", "+353 85 012 3456"),
        ("ask Tom", "ask Tom"),
        ("", ""),
    ],
)
def test_telephone_numbers_get_one_form(text: str, shown: str) -> None:
    assert phone(text) == shown


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("72.00", "72.00"),
        ("£1,234.50", "1234.50"),
        ("1.234,50 €", "1234.50"),
        ("72,5", "72.50"),
        ("1,234", "1234.00"),
    ],
)
def test_money_is_read_in_its_usual_forms(text: str, money: str) -> None:
    assert amount(text) == Decimal(money)


@given(st.decimals(0, 10_000, places=2), st.integers(1, 9))
def test_the_shares_of_an_order_make_up_its_total(total: Decimal, parts: int) -> None:
    found = shares(total, parts)
    assert sum(found) == total
    assert max(found) - min(found) <= Decimal("0.01")
