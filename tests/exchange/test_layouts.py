"""Columns: recognised by their names in any order, and questions by their words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.errors import KnownError
from massage_studio.exchange.answers import amount, baby_names, health_flag, phone, shares, yes_or_no
from massage_studio.exchange.dates import DateOrder
from massage_studio.exchange.entries import BabyOrder, read_bookings
from massage_studio.exchange.layouts import Field, mapped, recognise
from massage_studio.exchange.reading import read


def entries(header: str, *rows: str) -> tuple[BabyOrder, ...]:
    return read_bookings(read("\n".join((header, *rows)).encode())).entries


def test_the_older_british_export_is_recognised() -> None:
    found = recognise(
        (
            "Order no.",
            "Order Date",
            "Surname",
            "First Name",
            "Email",
            "Quantity",
            "Home Postcode",
            "Baby's name",
        )
    )
    assert found.source == "Eventbrite"
    assert (found.columns[Field.FAMILY_NAME], found.columns[Field.GIVEN_NAME]) == (2, 3)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("What is your baby’s name?", Field.BABY),
        ("Name of child *", Field.BABY),
        ("What is your little one called?", Field.BABY),
        ("Baby DOB", Field.BORN),
        ("When was your baby born?", Field.BORN),
        ("BABY'S BIRTHDAY", Field.BORN),
        ("Due date if born early", Field.DUE),
        ("Baby's due date (if before 37 weeks)", Field.DUE),
        ("Baby's last name", Field.BABY_FAMILY_NAME),
        ("May we take photographs? (yes/no)", Field.PHOTO),
        ("Your mobile number", Field.PHONE),
    ],
)
def test_free_wording_is_understood(header: str, field: Field) -> None:
    headers = ("Order #", "First Name", *(() if field is Field.BABY else ("Baby's name",)), header)
    assert recognise(headers).columns[field] == len(headers) - 1


@pytest.mark.parametrize(
    "header",
    [
        "I agree to marketing emails",
        "I agree to photos in your marketing newsletter",
        "I consent to you keeping health information",
        "Terms and conditions",
        "Amount due",
        "Birth Date",
        "Health visitor",
        "Emergency phone",
        "Name of the parent who comes with the baby",
        "Baby's birth weight",
        "Was your baby born early?",
    ],
)
def test_what_only_sounds_alike_is_left_alone(header: str) -> None:
    found = recognise(("Order #", "First Name", "Baby's name", header))
    assert 3 not in found.columns.values()
    assert found.health == ()


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
    titles = ("Ann", "Kit", header)
    by_hand = mapped(
        "List", DateOrder.DAY_FIRST, {"photo": header, "given name": "Ann", "baby": "Kit"}, titles
    )
    assert Field.PHOTO not in by_hand.columns


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


@pytest.mark.parametrize(
    ("headers", "column"),
    [
        (("First Name", "Baby's name"), '"Order #"'),
        (("Order #", "Baby's name"), '"First Name"'),
        (("Booking reference", "First name", "Baby's DOB"), '"Baby\'s name"'),
    ],
)
def test_a_missing_column_is_named(headers: tuple[str, ...], column: str) -> None:
    with pytest.raises(KnownError) as failure:
        recognise(headers)
    assert column in failure.value.message
    assert failure.value.advice


def test_twins_on_two_rows_are_two_babies_once_each() -> None:
    header = "Order #,First Name,Last Name,Baby's name,Total Paid"
    for names in (("Finn & Ivy", "Finn & Ivy"), ("Finn", "Ivy"), ("Finn Hughes and Ivy Hughes", "")):
        found = entries(header, *(f"1,Beth,Hughes,{name},108.00" for name in names))
        assert [(entry.baby_given_name, entry.paid) for entry in found] == [
            ("Finn", Decimal(54)),
            ("Ivy", Decimal(54)),
        ]


def test_two_friends_in_one_order_keep_their_own_babies() -> None:
    found = entries("Order #,First Name,Baby's name", "1,Beth,Finn", "1,Ann,Kit")
    assert [(entry.given_name, entry.baby_given_name) for entry in found] == [
        ("Beth", "Finn"),
        ("Ann", "Kit"),
    ]


def test_a_name_with_and_in_it_is_one_name() -> None:
    assert baby_names("Alexander", 2) == ("Alexander",)
    assert baby_names("Sandy", 1) == ("Sandy",)
    assert baby_names("Okafor, Mia", 1) == ("Okafor, Mia",)
    assert baby_names("Finn, Ivy", 2) == ("Finn", "Ivy")


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
