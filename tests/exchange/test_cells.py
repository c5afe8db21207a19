"""What people answer on a booking site is never taken for more than they said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from massage_studio.exchange.cells import (
    amount,
    baby_names,
    currency_of,
    finer_names,
    is_no_name,
    is_spoilt,
    is_unborn,
    may_be_nothing,
    people,
    phone,
    shares,
    yes_or_no,
)


@pytest.mark.parametrize(
    "text",
    [
        "I do not agree",
        "I do not consent",
        "I don't",
        "I don’t",
        "I dont",
        "I do'nt agree",
        "do not",
        "Do NOT",
        "not agreed",
        "refuse",
        "I refuse",
        "refused",
        "decline",
        "Declined",
        "I disagree",
        "No",
        "no.",
        "N",
        "NO!",
        "No thanks",
        "No thank you",
        "nope",
        "Never",
        "false",
        "Yes but not her face",
        "Yes, no faces please",
        "Yes to class photos, no to Facebook",
        "yes and no",
        "I agree not to be photographed",
        "Agreed: no photos",
        "I consent to none",
        "True (not on Facebook)",
        "I'd rather you didn't",
        "I would rather not",
        "Prefer not to",
        "Absolutely not",
        "I do object",
        "I do mind",
        "I withhold consent",
        "Consent withheld",
        "I can't agree",
        "I cannot agree",
        "cant",
        "I won't",
        "We wouldn't like that",
        "opt out",
        "opted out",
        "I do, but without her face",
        "Yes. No. Sorry, no",
        "y - but never online",
        "i do\u00a0not agree",
        "Agree? No",
        "I agree to nothing",
        "Yes ✗",
        "Yes, but unable to agree online",
        "I\u2019m not happy with that",
    ],
)
def test_a_refusal_is_never_kept_as_consent(text: str) -> None:
    assert yes_or_no(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "Yes",
        "YES",
        "Y",
        "y.",
        "true",
        "TRUE",
        "I agree",
        "Agree",
        "Agreed",
        "I do",
        "I do.",
        "I do, thanks",
        "I do agree",
        "I do consent",
        "I consent",
        "Yes please",
        "Yes!",
        "yes, no problem",
        "Yes, I don't mind",
        "Yes, we have no objection",
        "I agree to photos",
        "Yes (all fine)",
    ],
)
def test_a_plain_yes_is_one(text: str) -> None:
    assert yes_or_no(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?",
        "-",
        "maybe",
        "Not sure",
        "not sure yet",
        "I do wonder",
        "I do like photos",
        "ask me",
        "Yes, but ask first",
        "yes?",
        "Yes if it is anonymous",
        "Only in class",
        "Yes, only in class",
        "N/A",
        "n/a",
        "not applicable",
        "Y/N",
        "yes / no",
        "No/Yes",
        "I don't know",
        "Yes except Facebook",
        "no problem",
        "later",
        "Yesterday",
        "Mia",
        "Yes unless we say otherwise",
        "I don't mind",
        "pending",
    ],
)
def test_what_is_neither_yes_nor_no_is_no_answer(text: str) -> None:
    assert yes_or_no(text) is None


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("72", "72"),
        ("72.00", "72"),
        (" 72.5 ", "72.50"),
        ("£72.00", "72"),
        ("72.00 GBP", "72"),
        ("GBP72", "72"),
        ("EUR 1.234,50", "1234.50"),
        ("$72.00 USD", "72"),
        ("US$72", "72"),
        ("1 234,50 €", "1234.50"),
        ("1\u202f234,50\u00a0€", "1234.50"),
        ("1'234.50 CHF", "1234.50"),
        ("12,345,678", "12345678"),
        ("1.234.567", "1234567"),
        ("72 kr", "72"),
        ("72,00 zł", "72"),
        ("0", "0"),
        ("0.00", "0"),
        ("£0", "0"),
        ("+72", "72"),
        ("-72.00", "-72"),
        ("-£72", "-72"),
        ("£-72", "-72"),
        ("72.0000", "72"),
        ("35.989999999999995", "35.99"),
        ("0.30000000000000004", "0.30"),
        ("72 pounds", "72"),
    ],
)
def test_one_amount_is_read_with_its_currency(text: str, money: str) -> None:
    assert amount(text) == Decimal(money)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "£",
        "much",
        "£72 paid 02/10/2026",
        "2 x 36.00",
        "2x36",
        "£36 each (x2)",
        "1.234",
        "1,23,456",
        "72 + 36",
        "72.00, 36.00",
        "72/36",
        "72-36",
        "£72 - £5",
        "02/10/2026",
        "02.10.2026",
        "2026-10-02",
        "10.2026",
        "72 due",
        "72 off",
        "72%",
        "50p",
        "(72.00)",
        "72.00 (paid)",
        "72..00",
        "1.2.3",
        "12.3456",
        "12,3456",
        "72 36",
        "--72",
        "1,234,56",
        "72.",
        ".5",
        "1e5",
        "0x10",
        "NaN",
        "Infinity",
        "£72 €",
        "72 00",
    ],
)
def test_what_is_not_one_amount_is_not_guessed(text: str) -> None:
    assert amount(text) is None


@pytest.mark.parametrize("text", ["9" * 20, "9" * 400, "9" * 30 + ".99"])
def test_a_monstrous_number_is_read_without_an_error(text: str) -> None:
    assert amount(text) == Decimal(text)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("£72", "GBP"),
        ("72 €", "EUR"),
        ("CHF 72", "CHF"),
        ("$72 USD", "USD"),
        ("$72", ""),
        ("72 kr", ""),
        ("72", ""),
    ],
)
def test_the_currency_beside_an_amount_is_known(text: str, currency: str) -> None:
    assert currency_of(text) == currency


@pytest.mark.parametrize(
    ("text", "currency", "money"),
    [
        ("12.350", "KWD", "12.350"),
        ("KWD 1,234.500", "", "1234.500"),
        ("1.234,500 TND", "", "1234.500"),
        ("12,5", "TND", "12.500"),
        ("12,345,678", "KWD", "12345678"),
        ("22.124999999999998", "KWD", "22.125"),
        ("12,000", "JPY", "12000"),
        ("3600.00", "JPY", "3600"),
        ("1,234", "GBP", "1234"),
        ("12.350 KWD", "GBP", "12.350"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(text: str, currency: str, money: str) -> None:
    assert amount(text, currency) == Decimal(money)


@pytest.mark.parametrize(
    ("text", "currency"),
    [("36.005", "GBP"), ("3600.5", "JPY"), ("JPY 3600.50", ""), ("12.3505", "KWD"), ("12,500", "TND")],
)
def test_an_amount_is_neither_rounded_nor_guessed(text: str, currency: str) -> None:
    assert amount(text, currency) is None


@pytest.mark.parametrize(
    ("total", "currency", "parts"),
    [
        ("100", "GBP", ["33.34", "33.33", "33.33"]),
        ("10000", "JPY", ["3334", "3333", "3333"]),
        ("10", "KWD", ["3.334", "3.333", "3.333"]),
    ],
)
def test_the_shares_of_an_order_are_whole_coins(total: str, currency: str, parts: list[str]) -> None:
    assert shares(Decimal(total), 3, currency) == tuple(Decimal(part) for part in parts)


@pytest.mark.parametrize(
    ("text", "tickets", "names", "certain"),
    [
        ("Alexander", 2, ("Alexander",), True),
        ("Sandy", 1, ("Sandy",), True),
        ("Okafor, Mia", 1, ("Okafor, Mia",), False),
        ("Finn, Ivy", 2, ("Finn", "Ivy"), True),
        ("Finn & Ivy", 1, ("Finn", "Ivy"), True),
        ("Ezra\nNoor", 1, ("Ezra", "Noor"), True),
        ("Finn / Ivy", 1, ("Finn", "Ivy"), True),
        ("Finn/Ivy", 1, ("Finn/Ivy",), False),
        ("Ana y Luz", 1, ("Ana", "Luz"), True),
        ("Ann Y Smith", 1, ("Ann Y Smith",), True),
        ("Finn, Ivy and Kit", 3, ("Finn", "Ivy", "Kit"), True),
    ],
)
def test_names_are_parted_where_that_is_certain(
    text: str, tickets: int, names: tuple[str, ...], certain: bool
) -> None:
    assert baby_names(text, tickets) == (names, certain)
    assert certain or len(finer_names(text)) == 2


@pytest.mark.parametrize(
    "text",
    ["TBC", "t.b.c.", "N/A", "-", "none", "Not born yet", "unknown", "?", "to be confirmed", "expecting"],
)
def test_what_stands_in_place_of_a_name_is_none(text: str) -> None:
    assert is_no_name(text)


@pytest.mark.parametrize("text", ["Baby Marlow", "Noa", "Bo", "Nona", "Tibby", "Dueñas", "Bumpei"])
def test_a_name_is_a_name(text: str) -> None:
    assert not is_no_name(text)


@pytest.mark.parametrize("text", ["not born yet", "TBC", "unborn", "", "n/a", "Due soon", "expecting"])
def test_a_birth_date_may_say_that_there_is_none_yet(text: str) -> None:
    assert is_unborn(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Grace & Tom Adler", (("Grace", "Adler"), ("Tom", "Adler"))),
        ("Mrs Petra Lund", (("Petra", "Lund"),)),
        ("Grace Adler and Tom Beck", (("Grace", "Adler"), ("Tom", "Beck"))),
        ("Dr. Ines Rowe", (("Ines", "Rowe"),)),
        ("A; DROP", (("A;", "DROP"),)),
        ("Okafor, Grace", (("Grace", "Okafor"),)),
    ],
)
def test_adults_are_read_with_the_name_that_they_share(text: str, found: tuple[tuple[str, str], ...]) -> None:
    assert people(text) == found


@pytest.mark.parametrize("text", ["4.47701E+11", "4,477E+11", "########", "#REF!"])
def test_a_number_that_a_spreadsheet_spoilt_is_none(text: str) -> None:
    assert is_spoilt(text)
    assert not is_spoilt("07700 900205")


def test_a_number_without_its_plus_is_the_number() -> None:
    assert phone("447700900205") == "07700 900205"


@pytest.mark.parametrize(
    ("text", "asked"), [("No nuts", True), ("None known - but on Gaviscon", False), ("No", False)]
)
def test_a_short_no_about_something_is_asked(text: str, asked: bool) -> None:
    assert may_be_nothing(text) is asked
