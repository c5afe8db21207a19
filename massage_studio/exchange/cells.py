"""Reads what people write on a booking site: names, telephone, money, health, yes and no."""

import re
import unicodedata
from decimal import Decimal

import phonenumbers

from massage_studio.bookings.prices import decimals, smallest_coin
from massage_studio.families.names import clean, folded
from massage_studio.families.views import FlagKind

HOME_REGION = "GB"

_NOTHING = re.compile(
    r"(?:no|none|nil|nothing|n/?a|not applicable|nope|false|nka|nkda|nkma|all (?:fine|good|well|clear"
    r"|ok(?:ay)?)"
    r"|not that (?:i|we)(?: know| am aware| are aware)(?: of)?|[-–—.]*)"
    r"(?:[\s,.;!]+(?:known|allerg\w+|health|medical|medicat\w+|conditions?|issues?|problems?|concerns?|or"
    r"|and|that"
    r"|we|i|i'm|know|of|are|am|aware|so|far|at|present|to|report|thanks?|thank|you|the|moment|yet"
    r"|currently|fine|very"
    r"|(?:he|she|they|it)(?:'s| is| are)|baby|healthy|well|happy|good|fit|all|drug|food|special|needs|any"
    r"|have|has))*"
    r"\s*[.!]*",
    re.I,
)
# It begins as a no, but names what the no is about: "No nuts" may mean none known, or none to be given.
_SHORT_NO = re.compile(r"(?:no|none|not|never)\b[^,.;:]{1,40}[.!]?", re.I)
_BUT = re.compile(r"\b(?:but|except|although|though|however|apart from|only|yes)\b|[-–:;].*\w{4}", re.I)
_NO_NAME = re.compile(
    r"(?:t\.?b\.?[acd]\.?|n\.?/?a\.?|none(?: yet)?|no name(?: yet)?|not (?:yet )?(?:named|born|known"
    r"|decided|sure|applicable|here)"
    r"(?: yet)?|unborn|unknown|undecided|unnamed|to be (?:confirmed|announced|decided)|yet to be (?:born"
    r"|named)|expecting"
    r"|pregnant|due(?: soon)?|bump|baby|newborn|don't know(?: yet)?|[-–—.?x*/\s]*)[.!]?",
    re.I,
)
_UNBORN = re.compile(
    r"not (?:yet )?(?:born|here|arrived)(?: yet)?|unborn|yet to be born|expecting|pregnant|no (?:dob )?yet"
    r"|t\.?b\.?[acd]\.?"
    r"|(?:still )?due(?: soon)?|bump",
    re.I,
)
_DUE = re.compile(r"\b(?:due|edd|expect\w*|eta)\b", re.I)
_TITLE = re.compile(
    r"(?:mrs|mr|ms|miss|mx|dr|prof(?:essor)?|rev|sir|lady|frau|herr|mme|mlle|mevr|dhr|sra?)\.?\s+", re.I
)
_GIVEN_NAMES = re.compile(r"(?P<family>[^,]+),\s*(?P<given>.+)|(?P<first>\S+)\s+(?P<rest>.+)")
# In small letters only where one could be an initial: "Ana y Luz", but "Ann Y Smith".
_SURE = re.compile(r"\r?\n|\s/\s|[+&;]|\s(?:(?i:and|und)|et|y|plus)\s")
_ADULTS = re.compile(r"\r?\n|\s[&/]\s|\s(?:(?i:and|und)|et|y)\s")
_UNSURE = re.compile(r"[,/]")
_SPOILT = re.compile(r"\d(?:[.,]\d+)?e\+?\d+|#+|#\w+[!?]?", re.I)
_TWINS = re.compile(r"(?:(?:they|we)(?: are|'re| have)? )?(?:identical )?(?:twins?|triplets)[.!]?", re.I)
_YES = re.compile(
    r"(?:(?:yes|y|true|i agree|agreed?|i consent)\b|i do\b(?=\W*(?:$|agree|consent|give|allow|thank)))", re.I
)
# Wherever one of these stands in an answer, it is a refusal: "I do not agree", "Yes, but not her face".
_NO = re.compile(
    r"\b(?:n|no|nope|nah|not|never|none|nothing|nobody|neither|nor|without|cannot|unable|against|false|mind"
    r"|unwilling|unhappy|disagree\w*|refus\w*|declin\w*|object\w*|oppos\w*|den(?:y|ies|ied)|reject\w*"
    r"|forbid\w*|withh\w*"
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
    r"\?|\b(?:but|only|except|unless|if|maybe|perhaps|possibly|depends|ask|unsure|undecided|pending|later"
    r"|apart)\b"
)
_CURRENCY = (
    r"(?:gbp|eur|usd|aud|cad|nzd|chf|sek|nok|dkk|pln|czk|huf|ron|bgn|isk|try|ils|inr|pkr|lkr|jpy|cny|hkd"
    r"|sgd|twd"
    r"|krw|thb|myr|php|idr|aed|sar|qar|kwd|bhd|omr|jod|iqd|lyd|tnd|zar|ngn|kes|ghs|egp|mad|brl|mxn|clp|ars"
    r"|cop|uah|gip|jep"
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


def is_spoilt(text: str) -> bool:
    """Tell whether a spreadsheet made another thing of what stood in a cell: 4.47701E+11, ####."""
    return _SPOILT.fullmatch(text.strip()) is not None


def phone(text: str) -> str:
    """Return a telephone number as it is written at home, or with its country; other text as it is."""
    text = clean(text)
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_valid_number(number) and re.fullmatch(r"[1-9]\d{10,14}", text):
        # A spreadsheet took the plus away: 447700900205.
        return phone(f"+{text}")
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
    return _NOTHING.fullmatch(text.strip().replace("’", "'")) is not None


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
    if re.search(r"allerg|anaphyla|epi-?pen|intoleran|\bnuts?\b", said):
        return "allergy", text
    if re.search(r"eczema|skin|rash|dermatit|psoria|cradle cap", said):
        return "skin", text
    if "allerg" in asked and not re.search(r"health|medical|condition|skin", asked) and said.strip(" ,."):
        return "allergy", text
    return "condition", text


def may_be_nothing(text: str) -> bool:
    """Tell whether an answer about health may say that there is nothing, as "No nuts" may."""
    text = clean(text, 500)
    return not gives_nothing(text) and _SHORT_NO.fullmatch(text) is not None and not _BUT.search(text)


def yes_or_no(text: str) -> bool | None:
    """Return a plain answer, or None where it is neither yes nor no; a refusal anywhere in it is a no."""
    said = _WELCOME.sub(" ", _plain(text))
    clear = _UNSAID.sub(" ", said)
    if _NO.search(clear):
        return False
    if clear != said or _DOUBT.search(clear):
        return None
    return True if _YES.match(clear.strip()) else None


def baby_names(text: str, tickets: int) -> tuple[tuple[str, ...], bool]:
    """Return the babies' names in one cell, such as "Finn & Ivy", and whether their number is certain.

    A comma or a stroke parts names only where there are as many tickets as names.
    """
    names = _parts(_SURE, text)
    finer = finer_names(text)
    if len(finer) == len(names):
        return names, True
    if tickets > 1 and len(finer) == tickets:
        return finer, True
    return names, False


def finer_names(text: str) -> tuple[str, ...]:
    """Return the babies' names where a comma or a stroke parts them too."""
    return tuple(name for part in _parts(_SURE, text) for name in _parts(_UNSURE, part))


def is_no_name(text: str) -> bool:
    """Tell whether this stands where a name should: "TBC", "N/A", "not born yet"."""
    return _NO_NAME.fullmatch(clean(text)) is not None


def is_unborn(text: str) -> bool:
    """Tell whether this says instead of a birth date that the baby is not born."""
    return gives_nothing(text) or _UNBORN.fullmatch(clean(text)) is not None


def says_due(text: str) -> bool:
    """Tell whether the words beside a date say that the baby is expected on it."""
    return _DUE.search(text) is not None


def people(text: str, *, one_word: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the given and family names of the adults in one cell: "Grace & Tom Adler", "Mrs Petra Lund".

    A family name is all after the first word, or the last word alone where it is `one_word`.
    """
    found = [parted(name, one_word=one_word) for name in whole_names(text)]
    # "Grace & Tom Adler" share the name that stands last.
    shared = found[-1][1] if found else ""
    return tuple((given, family or shared) for given, family in found)


def whole_names(text: str) -> tuple[str, ...]:
    """Return the names of the adults in one cell, without "Mrs" or "Dr"."""
    parts = (without_title(part) for part in _ADULTS.split(text[:500]))
    return tuple(part for part in parts if part)


def without_title(name: str) -> str:
    """Return a name without "Mrs" or "Dr" before it."""
    name = clean(name)
    title = _TITLE.match(name)
    return name[title.end() :] if title else name


def parted(name: str, *, one_word: bool = False) -> tuple[str, str]:
    """Return the given and the family name of a whole name: "Okafor, Grace" or "Grace Okafor"."""
    found = _GIVEN_NAMES.fullmatch(name)
    if found is None:
        return name, ""
    if one_word and not found["given"]:
        given, _, family = name.rpartition(" ")
        return given, family
    return (found["given"], found["family"]) if found["given"] else (found["first"], found["rest"])


def kept_words(text: str, words: str) -> str:
    """Return, as it was written, what of a text is left where these folded words are left of it."""
    left = set(words.split())
    return " ".join(
        token for token in re.split(r"[\s()]+", clean(text)) if folded(token).strip(".,;@") in left
    )


def _parts(mark: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(name for part in mark.split(text[:500]) if (name := clean(part).strip(" ,")))


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
