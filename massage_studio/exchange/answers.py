"""Reads the answers that people give on a booking site: telephone, money, health, yes and no."""

import re
from decimal import Decimal, InvalidOperation

import phonenumbers

from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.families.views import FlagKind

HOME_REGION = "GB"

_NOTHING = re.compile(
    r"(?:no|none|nil|nothing|n/?a|not applicable|nope|false|[-–—.]*)"
    r"(?:[\s,]+(?:known|allerg\w+|health|medical|conditions?|issues?|problems?|concerns?|or|and|that"
    r"|we|i|know|of|are|aware|so|far|at|present|to|report|thanks?|thank|you))*[.!]?",
    re.I,
)
_TWINS = re.compile(r"(?:(?:they|we)(?: are|'re| have)? )?(?:identical )?(?:twins?|triplets)[.!]?", re.I)
_YES = re.compile(r"(?:yes|y|true|i agree|agreed?|i do|i consent)\b", re.I)
_NO = re.compile(r"(?:no|n|false|i do not|i don't|not)\b", re.I)
_CANCELLED = re.compile(
    r"cancel|not attending|refund|declin|void|delet|reject|expired|abandon|incomplete|fail", re.I
)


def phone(text: str) -> str:
    """Return a telephone number as it is written at home, or with its country; other text as it is."""
    text = clean(text)
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_possible_number(number):
        return text
    at_home = number.country_code == phonenumbers.country_code_for_region(HOME_REGION)
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if at_home else form.INTERNATIONAL)


def phone_key(text: str) -> str:
    """Return what two ways of writing one number have in common, or nothing for no number."""
    digits = "".join(char for char in text if char.isdecimal())
    return digits[-9:] if len(digits) >= 7 else ""


def amount(text: str) -> Decimal | None:
    """Return an amount of money with or without its sign, 1,234.50 or 1.234,50; None where it is none."""
    digits = re.sub(r"[^\d.,\-]", "", text)
    if "," in digits and "." in digits:
        thousands = "," if digits.rindex(".") > digits.rindex(",") else "."
        digits = digits.replace(thousands, "")
    elif re.search(r",\d{3}$", digits):
        digits = digits.replace(",", "")
    try:
        return Decimal(digits.replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None


def shares(total: Decimal, parts: int) -> tuple[Decimal, ...]:
    """Return `total` in equal parts whose sum is the total to the penny; the first ones carry the rest."""
    pence = int(total * 100)
    each, rest = divmod(pence, parts)
    return tuple(Decimal(each + (number < rest)) / 100 for number in range(parts))


def gives_nothing(text: str) -> bool:
    """Tell whether an answer says that there is nothing to say: "none", "n/a", "no known allergies"."""
    return _NOTHING.fullmatch(text.strip()) is not None


def health_flag(text: str, question: str) -> tuple[FlagKind, str] | None:
    """Return the flag that an answer about health asks for, in the family's words; None for nothing."""
    text = clean(text, 500)
    if gives_nothing(text) or _TWINS.fullmatch(text):
        return None
    if _YES.fullmatch(text.rstrip(".!")):
        # A bare yes only says that the question applies.
        text = clean(f"{question.strip(' ?:*')}: {text}", 500)
    said = re.sub(r"\bno (?:known )?allerg\w*", "", text.casefold())
    asked = question.casefold()
    if re.search(r"allerg|anaphyla|epi-?pen|intoleran", said):
        return "allergy", text
    if re.search(r"eczema|skin|rash|dermatit|psoria|cradle cap", said):
        return "skin", text
    if "allerg" in asked and not re.search(r"health|medical|condition|skin", asked) and said.strip(" ,."):
        return "allergy", text
    return "condition", text


def yes_or_no(text: str) -> bool | None:
    """Return a plain answer, or None where it is neither yes nor no."""
    text = text.strip()
    if _YES.match(text):
        return True
    return False if _NO.match(text) else None


def gave_up(status: str, row: int) -> bool:
    """Tell whether an attendee's status means that the place was given up.

    Raises:
        KnownError: the row only waits for a place on the booking site.
    """
    if re.search(r"\bwait", status, re.I):
        raise KnownError(
            "Row {row} is on the booking site's waiting list.",
            "Give it a place there or take the row out of the file, then import it again.",
            row=row,
        )
    return _CANCELLED.search(status) is not None


def baby_names(text: str, tickets: int) -> tuple[str, ...]:
    """Return the babies' names in one answer, such as "Finn & Ivy".

    A comma or a stroke parts names only where there are as many tickets as names.
    """
    text = clean(text, 500)
    names = [name for part in re.split(r"[&+;]|\band\b", text, flags=re.I) if (name := part.strip(" ,"))]
    if tickets > 1 and len(names) < tickets:
        finer = [name for part in re.split(r"[&+;,/]|\band\b", text, flags=re.I) if (name := part.strip())]
        if len(finer) == tickets:
            names = finer
    return tuple(clean(name) for name in names)


def without_family_name(name: str, family_name: str) -> tuple[str, str]:
    """Return a baby's given and family name; the family name only where the answer ends in the carer's."""
    if family_name and name.casefold().endswith(" " + family_name.casefold()):
        cut = len(name) - len(family_name)
        return name[:cut].strip(), name[cut:]
    return name, ""
