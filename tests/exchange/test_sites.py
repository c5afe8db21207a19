"""Exports of many programs, with their own column names, and mishaps that people report of them.

The column names are those of the programs' help pages and of code that reads their files; the people are
invented.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from massage_studio.exchange.columns import column_questions, columns_of
from massage_studio.exchange.orders import BabyOrder
from massage_studio.exchange.questions import Question
from massage_studio.exchange.reading import read
from massage_studio.families.names import full
from tests.exchange.importing import TODAY, orders_of


@dataclass(frozen=True)
class Case:
    """A file, and what is read from it: "carer | baby | born | due | status | paid | email", ends left out.

    `asked` are the beginnings of its questions, each once.
    """

    text: str
    lines: tuple[str, ...]
    asked: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


SITES: dict[str, Case] = {
    "Eventbrite 2024": Case(
        "Order #,Order Date,First Name,Last Name,Email,Quantity,Price Tier,Ticket Type,Attendee #,Group,"
        "Order Type,"
        "Currency,Total Paid,Fees Paid,Eventbrite Fees,Eventbrite Payment Processing,Attendee Status,"
        "Home Address 1,"
        "Baby's first name,Baby's date of birth,Cell Phone\n"
        "71,09/26/26 19:05,Ana,Ruiz,ana@example.org,1,Standard,Course,9,,Eventbrite Completed,GBP,72.00,"
        "5.43,4.01,1.42,"
        "Attending,1 Mill Lane,Bo,08/13/26,07700900101\n",
        ("Ana Ruiz | Bo | 2026-08-13 |  | coming | 72.00 | ana@example.org",),
    ),
    "Eventbrite 2017": Case(
        "Order no.,Order Date,Surname,First Name,Email,Quantity,Ticket Type,Order Type,Total Paid,"
        "Attendee Status,"
        "Home Postcode,Name of your baby,Baby's DOB\n"
        "71,2017-09-26 19:05,Ruiz,Ana,ana@example.org,1,Course,PayPal Completed,72.00,Attending,BH1,Bo,"
        "13/08/2026\n",
        ("Ana Ruiz | Bo | 2026-08-13 |  | coming | 72.00 | ana@example.org",),
    ),
    "Bookwhen attendances": Case(
        "Booking reference,Event title,Event starts,Event ends,Attendance status,Attended?,"
        "Attendee CustomerID,First name,"
        "Last name,Email,Telephone,Tickets,Details,Is this attendee a child?,Baby's name,Baby's DOB\n"
        "KW1,Massage,05/11/2026 10:00,05/11/2026 11:00,Complete,Yes,C-1,Ana,Ruiz,ana@example.org,"
        "07700900101,Course,"
        "Paid in cash,No,Bo,13/08/2026\n"
        "KW2,Massage,05/11/2026 10:00,05/11/2026 11:00,Checkout,,C-2,Ben,Cole,ben@example.org,,Course,,No,"
        "Al,14/08/2026\n",
        (
            "Ana Ruiz | Bo | 2026-08-13 |  | coming |  | ana@example.org",
            "Ben Cole | Al | 2026-08-14 |  | cancelled |  | ben@example.org",
        ),
    ),
    "ClassForKids": Case(
        "Booking ID,Class,Child First Name,Child Last Name,Child Date of Birth,Parent First Name,"
        "Parent Last Name,"
        "Parent Email,Parent Phone,Emergency Contact Name,Emergency Contact Phone,Medical Information,"
        "Photo Permission,"
        "Booking Status,Booked On\n"
        "5,Baby massage,Bo,Ruiz,13/08/2026,Ana,Ruiz,ana@example.org,07700900101,Gran,07700900999,"
        "Nut allergy,Yes,Active,"
        "02/10/2026\n",
        ("Ana Ruiz | Bo Ruiz | 2026-08-13 |  | coming |  | ana@example.org",),
        flags=("Nut allergy",),
    ),
    "Happity": Case(
        "Booking reference,Class,Ticket type,Booked by,Email address,Phone number,Child's name,"
        "Child's date of birth,"
        "Amount paid,Status,Booked at\n"
        "HA1,Massage,Block of 5,Ana Ruiz,ana@example.org,07700900101,Bo,13 Aug 2026,£72.00,Confirmed,"
        "2 Oct 2026 9:14pm\n",
        ("Ana Ruiz | Bo | 2026-08-13 |  | coming | 72.00 | ana@example.org",),
    ),
    "Pembee": Case(
        "Booking number,User first name,User last name,User email,Attendee first name,Attendee last name,"
        "Attendee date of birth,Product,Total price,Payment status,Created at\n"
        "P1,Ana,Ruiz,ana@example.org,Bo,Ruiz,2026-08-13,Course,72.00,Paid,2026-10-02T21:14:00Z\n",
        ("Ana Ruiz | Bo Ruiz | 2026-08-13 |  | coming | 72.00 | ana@example.org",),
    ),
    "TeamUp": Case(
        "Customer ID,First Name,Last Name,Email,Phone,Class,Registration Date,Status,Baby Name,"
        "Baby Birthday\n"
        "77,Ana,Ruiz,ana@example.org,07700900101,Massage,2026-10-02 21:14,Registered,Bo,2026-08-13\n",
        ("Ana Ruiz | Bo | 2026-08-13 |  | coming |  | ana@example.org",),
    ),
    "Acuity": Case(
        "Start Time,End Time,First Name,Last Name,Phone,Email,Type,Calendar,Appointment Price,Paid?,"
        "Amount Paid Online,"
        "Certificate Code,Notes,Date Scheduled,Label,Scheduled By,Baby's name,Baby's date of birth,"
        "Appointment ID\n"
        '"November 5, 2026 10:00 am","November 5, 2026 11:00 am",Ana,Ruiz,07700900101,ana@example.org,'
        'Massage,Studio,72.00,'
        "yes,72.00,,,October 2 2026,,,Bo,August 13 2026,54321\n",
        ("Ana Ruiz | Bo | 2026-08-13 |  | coming | 72.00 | ana@example.org",),
    ),
    "WooCommerce": Case(
        "order_id,order_number,order_date,status,order_total,order_currency,payment_method_title,"
        "customer_email,"
        "billing_first_name,billing_last_name,billing_phone,line_item_1,baby_name,baby_dob\n"
        "1,1001,2026-10-02 21:14:00,processing,72.00,GBP,Stripe,ana@example.org,Ana,Ruiz,07700900101,"
        "name:Course,Bo,"
        "13/08/2026\n",
        ("Ana Ruiz | Bo | 2026-08-13 |  | coming | 72.00 | ana@example.org",),
        ("What does “processing” mean?",),
    ),
    "Google Forms": Case(
        "Timestamp,Email Address,Your full name,Mobile number,What is your baby's name?,"
        "When was your baby born?,"
        "Any allergies or health conditions?,How did you hear about us?\n"
        "2026/10/02 9:14:05 PM GMT+1,ana@example.org,Ana Ruiz,07700900101,Bo,13 Aug 2026,"
        "None that we know of,Facebook\n",
        ("Ana Ruiz | Bo | 2026-08-13 |  | coming |  | ana@example.org",),
    ),
    "Jotform": Case(
        "Submission Date,First Name,Last Name,E-mail,Phone Number,Baby's Name,Baby's Date of Birth,"
        "My Products: Total,"
        "Submission ID\n"
        '"Oct 2, 2026",Ana,Ruiz,ana@example.org,(07700) 900101,Bo,"Aug 13, 2026",72.00 GBP,5551\n',
        ("Ana Ruiz | Bo | 2026-08-13 |  | coming |  | ana@example.org",),
    ),
    "pretix": Case(
        "Order code;Attendee name;Attendee name: Given name;Attendee name: Family name;Product;Price;"
        "Checked in;Email;"
        "Phone number;Status;Order date;Name des Kindes;Geburtsdatum des Kindes\n"
        "Q37NT;Ana Ruiz;Ana;Ruiz;Babymassage;72,00;;ana@example.org;+447700900101;Paid;02.10.2026;Bo;"
        "13.08.2026\n",
        ("Ana Ruiz | Bo | 2026-08-13 |  | coming | 72.00 | ana@example.org",),
    ),
    "Jackrabbit": Case(
        "Family Name,Student First Name,Student Last Name,Birth Date,Class,Enroll Type,Contact 1 First Name,"
        "Contact 1 Last Name,Contact 1 Email,Contact 1 Phone\n"
        "Ruiz,Bo,Ruiz,08/13/2026,Massage,Enrolled,Ana,Ruiz,ana@example.org,07700900101\n"
        "Cole,Al,Cole,08/14/2026,Massage,Waitlist,Ben,Cole,ben@example.org,07700900102\n",
        (
            "Ana Ruiz | Bo Ruiz | 2026-08-13 |  | coming |  | ana@example.org",
            "Ben Cole | Al Cole | 2026-08-14 |  | waiting |  | ben@example.org",
        ),
    ),
    "roster of a nursery program": Case(
        "child_first_name,child_last_name,date_of_birth,age_group,parent1_first_name,parent1_last_name,"
        "parent1_phone,"
        "parent1_email,parent2_first_name,parent2_last_name,parent2_email\n"
        "Bo,Ruiz,2026-08-13,infant,Ana,Ruiz,07700900101,ana@example.org,Teo,Ruiz,teo@example.org\n",
        ("Ana Ruiz · Teo Ruiz | Bo Ruiz | 2026-08-13 |  | coming |  | ana@example.org",),
    ),
}  # fmt: skip

TITLES = "Booking ID,Status,First name,Last name,Email,Phone,Baby's name,Baby's DOB,Paid,Health"
ANA = ("1", "confirmed", "Ana", "Ruiz", "ana@example.org", "07700900101", "Bo", "13/08/2026", "72.00", "")
READ = "Ana Ruiz | Bo | 2026-08-13 |  | coming | 72.00 | ana@example.org"


def row(**said: str) -> str:
    """Return Ana's row, saying something else in these columns: a word of the title is enough."""
    titles = TITLES.split(",")
    cells = list(ANA)
    for word, text in said.items():
        cells[next(at for at, title in enumerate(titles) if word in title.casefold())] = text
    return ",".join(f'"{cell}"' for cell in cells)


def changed(line: str, *asked: str, flags: tuple[str, ...] = (), **said: str) -> Case:
    """Return a case of one row of a common list that says something else in these columns."""
    return Case(f"{TITLES}\n{row(**said)}\n", (line,), asked, flags)


MISHAPS: dict[str, Case] = {
    "an ampersand of a web page": changed(READ.replace("Ruiz", "Ruiz & Co", 1), last="Ruiz &amp; Co"),
    "an apostrophe of a web page": changed(READ.replace("Bo", "D'Arcy"), name="Ana", baby="D&#039;Arcy"),
    "a non-breaking space": changed(READ, baby="\u00a0Bo\u00a0"),
    "a right-to-left mark": changed(READ, baby="\u200fBo\u200e"),
    "a number kept as text": changed(READ, phone='="07700900101"'.replace('"', '""')),
    "a quote before a plus": changed(READ, phone="'+447700900101"),
    "a telephone in scientific notation": changed(READ, phone="4.47701E+11"),
    "hashes of a narrow column": changed(READ, phone="########"),
    "an email that is a dash": changed(READ.replace("ana@example.org", "").rstrip(" |"), email="-"),
    "a date with the time of midnight": changed(READ, dob="2026-08-13 00:00:00"),
    "a date that a spreadsheet counted": changed(READ, dob="46247"),
    "a date with dots": changed(READ, dob="13.8.26"),
    "a date in words with a weekday": changed(READ, dob="Thursday 13th August 2026"),
    "an American date in words": changed(READ, dob="Aug. 13, 2026"),
    "a date in French": changed(READ, dob="13 ao\u00fbt 2026"),
    "a date in German": changed(READ, dob="13. August 2026"),
    "an ISO moment in UTC": changed(READ, dob="2026-08-12T23:00:00Z"),
    "a date with a day too many": changed(
        "Ana Ruiz | Bo |  |  | coming | 72.00 | ana@example.org", "“31/06/2026”", dob="31/06/2026"
    ),
    "an age for a birth date": changed(
        "Ana Ruiz | Bo |  |  | coming | 72.00 | ana@example.org", "“8 weeks”: when was", dob="8 weeks"
    ),
    "a month without a day": changed(
        "Ana Ruiz | Bo |  |  | coming | 72.00 | ana@example.org", "“August 2026”: when was", dob="August 2026"
    ),
    "due, in the column of births": changed(
        "Ana Ruiz | Bo |  | 2026-12-20 | coming | 72.00 | ana@example.org", dob="EDD 20/12/2026"
    ),
    "not born yet": changed(
        "Ana Ruiz |  |  |  | coming | 72.00 | ana@example.org", baby="Bump", dob="not here yet"
    ),
    "to be announced": changed("Ana Ruiz |  | 2026-08-13 |  | coming | 72.00 | ana@example.org", baby="TBA"),
    "name and date in one cell": changed(READ, baby="Bo 13/08/2026", dob=""),
    "name and bracketed date": changed(READ, baby="Bo (13.08.2026)", dob=""),
    "twins with a plus": Case(
        f"{TITLES}\n{row(baby='Bo + Al')}\n",
        (READ.replace("72.00", "36.00"), READ.replace("Bo", "Al").replace("72.00", "36.00")),
    ),
    "twins in two lines": Case(
        f"{TITLES}\n{row(baby='Bo' + chr(10) + 'Al')}\n",
        (READ.replace("72.00", "36.00"), READ.replace("Bo", "Al").replace("72.00", "36.00")),
    ),
    "twins with a family name once": Case(
        f"{TITLES}\n{row(last='Beck', baby='Tom & Ruth Beck')}\n",
        (
            "Ana Beck | Tom | 2026-08-13 |  | coming | 36.00 | ana@example.org",
            "Ana Beck | Ruth Beck | 2026-08-13 |  | coming | 36.00 | ana@example.org",
        ),
    ),
    "a comma that may part two": changed(
        READ.replace("Bo", "Bo, Al"), "“Bo, Al”: one baby or several?", baby="Bo, Al"
    ),
    "a title before a name": changed(READ, first="Mrs Ana"),
    "two adults in one cell": changed(READ.replace("Ana Ruiz", "Ana Ruiz · Teo Ruiz"), first="Ana & Teo"),
    "a status in capitals": changed(READ, status="CONFIRMED"),
    "a status in German": changed(READ.replace("coming | 72.00", "cancelled | "), status="storniert"),
    "a status with underscores": changed(READ, "What does “partially_paid” mean?", status="partially_paid"),
    "an abandoned cart": changed(READ, "What does “was-in-cart” mean?", status="was-in-cart"),
    "a no-show": changed(READ, "What does “No-show” mean?", status="No-show"),
    "on the site's waiting list": changed(READ.replace("coming", "waiting"), status="Waiting list"),
    "a transfer": changed(READ, "What does “Transfer” mean?", status="Transfer"),
    "money in words": changed(READ.replace(" | 72.00", " | "), "“72 quid” was paid.", paid="72 quid"),
    "money with a decimal comma": changed(READ.replace("72.00", "72.50"), paid="72,50"),
    "money of another country": changed(
        READ.replace(" | 72.00", " | "), "EUR\u00a072.00".replace("EUR\u00a0", "€") + " was paid", paid="72 €"
    ),
    "a paid column of ticks": changed(READ.replace(" | 72.00", " | "), paid="Yes"),
    "nothing paid yet": changed(READ.replace("72.00", "0.00"), paid="0"),
    "a health answer that says nothing": changed(READ, health="All good thanks!"),
    "no known drug allergies": changed(READ, health="NKDA"),
    "a no that may be a yes": changed(
        READ, "Is “No dairy” something", flags=("No dairy",), health="No dairy"
    ),
    "a no with a but": changed(READ, flags=("No, but on Gaviscon",), health="No, but on Gaviscon"),
    "a cell too many": Case(f"{TITLES}\n{row()},stray\n", (READ,), ("This row has more cells",)),
    "a quoted line break": changed(READ, flags=("Reflux, seen by GP",), health="Reflux,\nseen by GP"),
}


def told(entry: BabyOrder) -> str:
    """Return an order as a Case has it."""
    parts = (
        " · ".join(full(one.given_name, one.family_name) for one in entry.adults),
        full(entry.baby_given_name, entry.baby_family_name),
        str(entry.born or ""),
        str(entry.due or ""),
        str(entry.status),
        "" if entry.paid is None else f"{entry.paid:.2f}",
        entry.email,
    )
    return " | ".join(parts).rstrip(" |")


@pytest.mark.parametrize("name", [*SITES, *MISHAPS])
def test_an_export_is_read_and_only_what_is_uncertain_is_asked(name: str) -> None:
    case = {**SITES, **MISHAPS}[name]
    table = read(case.text.encode())
    questions: list[Question] = list(column_questions(table, columns_of(table, {}, TODAY), {}))
    entries = () if questions else orders_of(table)
    assert tuple(map(told, entries)) == case.lines
    questions += [question for entry in entries for question in entry.questions]
    words = list(dict.fromkeys(question.words for question in questions))
    assert len(words) == len(case.asked)
    assert all(said.startswith(start) for said, start in zip(words, case.asked, strict=True))
    assert tuple(what for entry in entries for _, what in entry.flags) == case.flags
