"""Reads the answers that people give on a booking site: telephone, money, health, yes and no."""

import re
import unicodedata
from decimal import Decimal

import phonenumbers

from massage_studio.bookings.prices import decimals, smallest_coin
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
_YES = re.compile(
    r"(?:(?:yes|y|true|i agree|agreed?|i consent)\b|i do\b(?=\W*(?:$|agree|consent|give|allow|thank)))", re.I
)
# Wherever one of these stands in an answer, it is a refusal: "I do not agree", "Yes, but not her face".
_NO = re.compile(
    r"\b(?:n|no|nope|nah|not|never|none|nothing|nobody|neither|nor|without|cannot|unable|against|false|mind"
    r"|unwilling|unhappy|disagree\w*|refus\w*|declin\w*|object\w*|oppos\w*|den(?:y|ies|ied)|reject\w*|forbid\w*|withh\w*"
    r"|withdr\w*|revok\w*|prohibit\w*|uncomfortable|stop|avoid|opt(?:ed|ing)?[ -]?out)\b"
    r"|[✗✘✕❌👎]"
    r"|\b(?:do|does|did|would|could|should|must|is|are|has|have|had|was|were|ca|wo|sha)[' ]?n[' ]?t\b"
)
# They hold a "no" and refuse nothing.
_WELCOME = re.compile(
    r"\b(?:(?:do not|do[' ]?n[' ]?t|would not|would[' ]?n[' ]?t) mind"
    r"|(?:no|not an?) (?:problems?|worries|issues?|objections?|concerns?))\b"
)
_UNSAID = re.compile(
    r"\b(?:n/?a|not (?:sure|applicable|decided)|(?:y|yes) ?[/|] ?(?:n|no)|(?:n|no) ?[/|] ?(?:y|yes)"
    r"|(?:do not|do[' ]?n[' ]?t) know(?: yet)?|not yet)\b"
)
_DOUBT = re.compile(
    r"\?|\b(?:but|only|except|unless|if|maybe|perhaps|possibly|depends|ask|unsure|undecided|pending|later|apart)\b"
)
_GIVEN_UP = re.compile(
    r"cancel|not attending|\brefund(?!able)|declin|\bvoid|delet|reject|expired|abandon|incomplete|fail"
    r"|withdr[ae]w|\btransferr?ed\b",
    re.I,
)
# They speak of money that stays, or came back in part, and the place is kept.
_KEPT = re.compile(
    r"\b(?:non|not)[\s-]*refundable|\bnon[\s-]*refund\b|\bpart(?:ial(?:ly)?|ly)?[\s-]*refund\w*"
    r"|\bno refunds?\b|\brefund (?:declined|refused|rejected|denied)"
    r"|\bnot (?:cancell?ed|refunded|withdrawn|transferr?ed)",
    re.I,
)
_WAITING = re.compile(r"\bwait(?!\w* (?:for|on) (?:\w+ )?(?:pay|confirm|transfer|deposit|balance))", re.I)
_CURRENCY = (
    r"(?:gbp|eur|usd|aud|cad|nzd|chf|sek|nok|dkk|pln|czk|huf|ron|bgn|isk|try|ils|inr|pkr|lkr|jpy|cny|hkd|sgd|twd"
    r"|krw|thb|myr|php|idr|aed|sar|qar|kwd|bhd|omr|jod|iqd|lyd|tnd|zar|ngn|kes|ghs|egp|mad|brl|mxn|clp|ars|cop|uah|gip|jep"
    r"|pounds?|euros?|dollars?|(?:us|au|ca|nz|a|c)?\$|[£€¥₹₩₪₺₴₱฿]|kr\.?|zł|kč|fr\.?|rs\.?)"
)


def _amounts(places: str) -> re.Pattern[str]:
    """Return what one amount looks like that is written with so many decimals, such as 1,2."""
    return re.compile(
        rf"(?P<sign>[+\-−])?(?P<before>{_CURRENCY})?\s*(?P<minus>[\-−])?"
        rf"(?P<number>\d+(?:[.,]\d{{{places}}})?|\d+\.\d{{4,}}"
        rf"|\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{{places}}})?|\d{{1,3}}(?:\.\d{{3}})+,\d{{{places}}}"
        rf"|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d{{1,3}}(?:[ ']\d{{3}})+(?:[.,]\d{{{places}}})?)"
        rf"\s*(?P<after>{_CURRENCY})?"
    )


_AMOUNT, _AMOUNT_OF_THREE = _amounts("1,2"), _amounts("1,3")
_COMMA, _COMMA_OF_THREE = re.compile(r"[^,]*,\d{1,2}"), re.compile(r"[^,]*,\d{1,3}")
_CODES = {"£": "GBP", "pound": "GBP", "pounds": "GBP", "€": "EUR", "euro": "EUR", "euros": "EUR"}
_NOT_EVEN_DUST = Decimal("0.000001")
_LONGEST_AMOUNT = 25  # characters; beyond it nothing has coins worth telling


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


def amount(text: str, currency: str = "") -> Decimal | None:
    """Return the one amount of money that a text is, 1,234.50 or 1.234,50, with or without its currency.

    It has the decimals of the currency that it tells, or else of `currency`. None where it is anything else,
    has more of them, or could be read in two ways, as 1.234 pounds and 1,234 dinars can.
    """
    currency = currency_of(text) or currency
    of_three = decimals(currency) == 3
    found = (_AMOUNT_OF_THREE if of_three else _AMOUNT).fullmatch(_plain(text))
    if found is None or (found["sign"] and found["minus"]) or len(_currencies(found)) > 1:
        return None
    number = found["number"].replace(" ", "").replace("'", "")
    if of_three and re.fullmatch(r"\d{1,3},\d{3}", number):
        return None
    if (_COMMA_OF_THREE if of_three else _COMMA).fullmatch(number):
        number = number.replace(".", "").replace(",", ".")
    elif number.count(".") > 1:
        number = number.replace(".", "")
    exact = Decimal(number.replace(",", ""))
    coins = exact.quantize(smallest_coin(currency)) if len(number) <= _LONGEST_AMOUNT else exact
    # A workbook writes 35.99 as 35.989999999999995 where it was reckoned; other fractions are no money.
    if abs(coins - exact) > _NOT_EVEN_DUST:
        return None
    return -coins if found["sign"] in ("-", "−") or found["minus"] else coins


def currency_of(text: str) -> str:
    """Return the currency that stands beside an amount, such as GBP, or nothing where none is told."""
    found = _AMOUNT_OF_THREE.fullmatch(_plain(text))
    return next(iter(_currencies(found)), "") if found is not None else ""


def _currencies(found: re.Match[str]) -> set[str]:
    """Return the currencies before and behind an amount; of a dollar or a crown nobody knows whose it is."""
    marks = {found["before"] or "", found["after"] or ""}
    codes = {_CODES.get(mark) or (mark.upper() if re.fullmatch("[a-z]{3}", mark) else "") for mark in marks}
    return codes - {""}


def shares(total: Decimal, parts: int, currency: str = "") -> tuple[Decimal, ...]:
    """Return `total` in equal parts of whole coins whose sum is the total; the first ones carry the rest."""
    coin = smallest_coin(currency)
    each, rest = divmod(int(total / coin), parts)
    return tuple((each + (number < rest)) * coin for number in range(parts))


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
    """Return a plain answer, or None where it is neither yes nor no; a refusal anywhere in it is a no."""
    said = _WELCOME.sub(" ", _plain(text))
    clear = _UNSAID.sub(" ", said)
    if _NO.search(clear):
        return False
    if clear != said or _DOUBT.search(clear):
        return None
    return True if _YES.match(clear.strip()) else None


def gave_up(status: str, row: int) -> bool:
    """Tell whether an attendee's status means that the place was given up.

    Raises:
        KnownError: the row only waits for a place on the booking site.
    """
    status = clean(status)
    if _GIVEN_UP.search(_KEPT.sub(" ", status)):
        return True
    if _WAITING.search(status):
        raise KnownError(
            "Row {row} is on the booking site's waiting list.",
            "Give it a place there or take the row out of the file, then import it again.",
            row=row,
        )
    return False


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


def _plain(text: str) -> str:
    """Return a text in small letters, with one kind of space and of apostrophe."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", re.sub("[’‘ʼ`´]", "'", text)).strip()
