"""Tells what the columns of a bookings file hold: by their titles, by what stands in them, or as answered."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from massage_studio.exchange import title_words as elsewhere
from massage_studio.exchange.dates import written
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.questions import Answers, Likely, Question, Scope, key_of
from massage_studio.exchange.tables import Table
from massage_studio.language import translate

Why = str
"""Why a column is taken for what it is: "title", "cells", "place", "answer", or who it is about."""

DATES = (Meaning.ORDERED, Meaning.STARTS, Meaning.BORN, Meaning.DUE)
PERSON = (Meaning.NAME, Meaning.GIVEN_NAME, Meaning.FAMILY_NAME, Meaning.EMAIL, Meaning.PHONE)
CHILD = (Meaning.BABY, Meaning.BABY_FAMILY_NAME, Meaning.BORN, Meaning.DUE)
UNKNOWN_SOURCE = "Own list"
SOURCE = key_of(Scope.FILE, "", "source")
NO_COLUMN = "none"
_NAMES = (Meaning.NAME, Meaning.GIVEN_NAME)


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `child` counts the babies of a row that have columns of their own, the first being 1.

    `role` is "buyer" or "attendee" where a file tells them apart, and "second" for another adult.
    """

    index: int
    title: str
    meaning: Meaning
    why: Why
    child: int = 1
    role: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table and whose list it is."""

    source: str
    all: tuple[Column, ...]

    def of(self, *meanings: Meaning) -> tuple[Column, ...]:
        """Return the columns that hold one of these."""
        return tuple(column for column in self.all if column.meaning in meanings)


# What today's export of a site calls its orders; no other site does.
_SITES = {
    "Eventbrite": ("order #", "order no.", "order no", "order id"),
    "Bookwhen": ("booking reference", "booking ref", "booking ref.", "reference"),
}
_TITLES: dict[Meaning, str] = {
    Meaning.REFERENCE: (
        "order #|order no|order id|order number|order ref(?:erence)?|order code|order key"
        "|booking (?:reference|ref|id"
        "|number|no|#|code)|reference(?: number| no)?|ref|invoice (?:number|no)|transaction id"
        "|confirmation (?:number"
        "|code)|registration id|enrol?l?ment id|submission id|appointment id"
    ),
    Meaning.GIVEN_NAME: "(?:first|given|fore|christian) ?names?",
    Meaning.FAMILY_NAME: (
        "(?:last|family) ?name|surname"
    ),
    Meaning.NAME: (
        "(?:full )?name|your (?:full )?name|adult|booked by|contact"
    ),
    Meaning.EMAIL: "e-?mail(?: address)?|contact email",
    Meaning.PHONE: (
        "(?:mobile|cell|tele|home |work |contact )?(?:phone|mobile|tel|telephone)(?: ?(?:number|no))?"
        "|mobile number"
        "|contact number|cell"
    ),
    Meaning.STATUS: (
        "(?:attendee|attendance|booking|order|enrol?l?ment|registration|appointment|ticket|place|class"
        "|customer|payment"
        "|client|student)? ?(?:status|state)|order type|enrol?l?(?:ment)? type"
    ),
    Meaning.CANCELLED: (
        "cancell?ed|(?:date|time) cancell?ed|cancell?ed (?:on|at|date|time|by)|cancellation (?:date|time"
        "|reason)"
        "|is cancell?ed"
    ),
    Meaning.TICKET: (
        "tickets?(?: ?(?:type|name|class))?|price (?:tier|type|name|category)|tier|membership|pass"
        "|product(?: name)?|item"
        "(?: name)?|line item name|appointment type"
    ),
    Meaning.QUANTITY: (
        "(?:ticket )?(?:quantity|qty)|(?:number|no) of (?:tickets|places|babies|children|spaces)|places"
    ),
    Meaning.PAID: (
        "(?:total|amount|price|order|gross|paid|ticket)? ?(?:paid|total|price paid)"
        "|(?:order )?total(?: amount| price)?"
        "|amount(?: charged| received)?|amount paid online|gross|price"
    ),
    Meaning.REFUNDED: (
        "(?:amount |total )?refund(?:ed)?(?: amount| total)?|(?:amount|total) refunded|order refund amount"
    ),
    Meaning.CURRENCY: "(?:order )?currency(?: code)?",
    Meaning.DISCOUNT: (
        "(?:discounts?|coupons?|promo|promotional|promotion|voucher)(?: codes?| amount| name| used)?"
        "|certificate code"
    ),
    Meaning.ORDERED: (
        "(?:order|booking|purchase|registration|enrol?l?ment|submission|sign ?up)(?:ed)? (?:date|time"
        "|placed|completed)"
        "(?: ?(?:and|&|/) ?time)?|(?:date|time) (?:booked|ordered|scheduled|created|enrolled|registered"
        "|submitted)|booked"
        "(?: at| on)?|created(?: at| on)?|ordered(?: at| on)?|timestamp|submitted(?: at| on)?|submission time"
    ),
    Meaning.EVENT: (
        "(?:event|class|course|activity|session|product|calendar|block)(?: ?(?:title|name|type))?"
    ),
    Meaning.STARTS: (
        "(?:event|class|course|session|booking)? ?(?:starts?|start (?:date|time))(?: date)?|(?:event|class"
        "|session) date"
        "|start date & time"
    ),
}  # fmt: skip
_ALIASES = {
    meaning: re.compile("|".join(filter(None, (pattern, elsewhere.TITLES.get(meaning)))))
    for meaning, pattern in _TITLES.items()
}
# Whose name, email or telephone it is that a title speaks of.
_CARER = re.compile(
    r"^(?:the |your )?(?:buyers?|purchasers?|invoice|parents?(?:/(?:carers?|guardians?))?|carers?"
    r"|guardians?|mums?|mothers?|customers?|clients?|bookers?"
    r"|contacts?|account holders?|payers?|purchasers?|users?|primary|main|lead|adults?|billing|mutter|eltern"
    r"|(?:parents?|carers?) ?(?:/|or|and|&) ?(?:guardians?|carers?))(?:'?s'?)?(?: ?[12])?(?: |$)"
)
_BUYER = re.compile(r"^(?:buyer|billing|purchaser|booker|payer|customer|invoice)(?:'?s)?\b")
_ATTENDEE = re.compile(r"^(?:attendees?|participants?|guests?|ticket holder)(?:'?s)?\b ?")
_SECOND = re.compile(
    r"\b(?:second|other|2nd) (?:parent|carer|adult|guardian)|\b(?:parent|carer|adult|guardian|contact) ?2"
    r"|partner"
    r"|\bdad\b|father"
)
_NOBODY_ASKED = re.compile(
    r"emergency|\bice\b|next of kin|\bgp\b|doctor|surgery|midwife|health visitor|instructor|teacher|staff"
    r"|organi[sz]er"
    r"|grandparent|\bnanny\b|hear about|heard about|referr|collect"
    rf"|{elsewhere.NOBODY_ASKED}"
)
_OLDER = re.compile(
    rf"\b(?:(?:older|other|elder|eldest|previous|sibling|brother|sister)s?|{elsewhere.SIBLING})\b"
)
_BABY = re.compile(
    r"\b(?:bab(?:y|ies)|child(?:ren)?|kids?|infants?|little ones?|newborns?|twins?|sons?|daughters?|bubs?"
    rf"|bumps?|students?|{elsewhere.BABY})\b(?:'s)?|babyname"
)
_BIRTH = re.compile(rf"birth|\bborn\b|\bd\.?o\.?b\b|{elsewhere.BIRTH}")
_DUE = re.compile(rf"\bdue\b|\bedd\b|{elsewhere.DUE}")
_FAMILY_NAME = re.compile(rf"surname|(?:last|family) ?name|{elsewhere.FAMILY_NAME}")
_ABOUT_BIRTH = re.compile(
    r"weight|where|place\b|hospital|premature|early|\bhow\b|\btype\b|certificate|weeks? at|notes|story"
)
_OTHER_PEOPLE = re.compile(
    r"parent|mother|father|carer|guardian|adult|\bmum|\bdad|visitor|buyer|booker|customer|your"
    rf"|{elsewhere.OTHER_PEOPLE}"
)
_NAMED = re.compile(rf"\bnames?\b|\bcalled\b|first ?name|surname|{elsewhere.NAMED}")
_NUMBERED = re.compile(
    r"\b(?:child|baby|infant|attendee|participant|student|twin|kid) ?#?([1-9])\b|\b(second|third|2nd"
    r"|3rd) (?:child|baby|twin|infant)"
)
_AGREES = r"agree|consent|permission|terms|policy|privacy|gdpr|data protection"
# What a site asks so that it may write to people; never an answer about photographs or health.
_MARKETING = (
    r"market|news|mailing|promo|advert|\bopt(?:ed|s|ing)?\b|opt-?(?:in|out)|subscri|offers?\b|competition"
    r"|hear (?:from|about)|keep (?:me|you|us|in)\b|stay in touch|updates?\b|contact (?:me|you)"
    r"|social media|facebook|instagram|website|third part|publici"
    r"|e-?mails?\b.*\b(?:send|receive|like|about|from)"
    r"|\b(?:send|receive|like)\b.*e-?mails?|\btips\b"
)
# Narrower: a question about allergies that also says "contact me" must not be lost.
_SURELY_MARKETING = (
    r"market|newsletter|mailing|promo|advert|\bopt(?:ed|s|ing)?\b|opt-?(?:in|out)|subscri|\boffers?\b"
    r"|competition|social media|\btips\b|\b(?:send|receive)\b.*e-?mails?"
)
# "Tick if you do NOT want photos": a yes there is a no, so the studio asks again itself.
_TURNED_ROUND = r"\bnot\b|n't\b|\bno photo|object|declin|refus|withh|without|\bopt"
_MONEY = r"amount|balance|payment|refund|fee|price|paid"
_HEALTH = (
    r"allerg|health|medical|condition|eczema|\bskin\b|illness|additional needs|special needs|anything .*know"
    rf"|{elsewhere.HEALTH}"
)


def columns_of(table: Table, answers: Answers, today: date) -> Columns:
    """Return what each column of a table holds; what was answered counts before what seems likely."""
    names = [simple(header) for header in table.headers]
    titles = table.titles
    found = [_by_title(name) for name in names]
    _beside(names, found)
    columns = []
    for index, (name, title) in enumerate(zip(names, titles, strict=True)):
        meaning, why, role = found[index]
        answered = answers.get(column_key(title))
        if answered is not None and may_hold(Meaning(answered), title):
            meaning, why = Meaning(answered), "answer"
        columns.append(Column(index, title, meaning, why, _child(name), role))
    columns = _one_person(_by_cells(table, _attendees(table, columns, today), today))
    source = answers.get(SOURCE) or _site(names) or UNKNOWN_SOURCE
    return Columns(source, tuple(_children(columns)))


def column_questions(table: Table, columns: Columns, answers: Answers) -> tuple[Question, ...]:
    """Return what has to be asked before anything can be read: which column holds the names."""
    found = []
    for meaning, names in (
        (Meaning.NAME, (Meaning.NAME, Meaning.GIVEN_NAME, Meaning.FAMILY_NAME)),
        (Meaning.BABY, (Meaning.BABY,)),
    ):
        key = key_of(Scope.FILE, meaning, "column")
        if columns.of(*names) or answers.get(key) == NO_COLUMN:
            continue
        words = (
            translate("Questions", "Which column holds the carer's name?")
            if meaning is Meaning.NAME
            else translate("Questions", "Which column holds the baby's name?")
        )
        held = [column for column in columns.all if column.meaning in (Meaning.UNUSED, *_NAMES)]
        likely = [
            Likely(column.title, f"{column.title}: {', '.join(sample)}")
            for column in sorted(held, key=lambda column: (column.meaning in _NAMES, column.role != ""))
            if (sample := table.sample(column.index, 2)) and all(map(_may_be_name, sample))
        ]
        likely.append(Likely(NO_COLUMN, translate("Questions", "None of them")))
        found.append(Question(key, words, tuple(likely)))
    return tuple(found)


def column_key(title: str) -> str:
    """Return the key of the answer what a column of this title holds."""
    return key_of(Scope.COLUMN, _kept(title), "meaning")


def with_columns_chosen(answers: Answers) -> dict[str, str]:
    """Return the answers with those to the questions for a column put as what that column holds."""
    found = dict(answers)
    for meaning in (Meaning.NAME, Meaning.BABY):
        key = key_of(Scope.FILE, meaning, "column")
        if found.get(key, NO_COLUMN) != NO_COLUMN:
            found[column_key(found.pop(key))] = meaning.value
    return found


def may_hold(meaning: Meaning, title: str) -> bool:
    """Tell whether a column may be taken for this: marketing never is consent to photos or health."""
    name = simple(title)
    if meaning is Meaning.PHOTO:
        return not _has(name, _MARKETING) and not _has(name, _TURNED_ROUND)
    return meaning is not Meaning.HEALTH or not _has(name, _SURELY_MARKETING)


def signature(titles: Iterable[str]) -> str:
    """Return what all files with these column titles have in common, in whatever order they come."""
    kept = "\n".join(sorted(_kept(title) for title in titles))
    return hashlib.sha256(kept.encode()).hexdigest()


def known_titles(cells: Sequence[str]) -> int:
    """Return how many of these cells are titles that bookings files are known to have."""
    return sum(1 for cell in cells if _is_title(simple(cell)))


def simple(header: str) -> str:
    """Return a title without case, accents, marks around it and the kinds of space and quote."""
    text = unicodedata.normalize(
        "NFKD", re.sub(r"([a-z])([A-Z])", r"\1 \2", header) if " " not in header else header
    )
    text = "".join(char for char in text if unicodedata.category(char) != "Mn").casefold()
    text = text.replace("’", "'").replace("_", " ").replace(" (if applicable)", "")
    text = re.sub(r"\((?:optional|required)\)", "", text)
    return re.sub(r"\s+", " ", text).strip(" :*?.-")


def _kept(title: str) -> str:
    """Return a title as it stands in what is kept; what was kept before must be found by it for ever."""
    text = unicodedata.normalize("NFKC", title).casefold().replace("’", "'").replace("_", " ")
    return re.sub(r"\s+", " ", text).strip(" :*?")


def _by_title(name: str) -> tuple[Meaning, Why, str]:
    """Return what a title says: the meaning, why, and whose it is."""
    if not name:
        return Meaning.UNUSED, "title", ""
    unused = Meaning.UNUSED
    asks_health = _asks_health(name)
    if _NOBODY_ASKED.search(name) and not asks_health:
        return unused, "others", ""
    if _has(name, r"photo|picture|image|filming") and not _has(name, r"photographer"):
        return (Meaning.PHOTO if may_hold(Meaning.PHOTO, name) else unused), "title", ""
    if _has(name, _MARKETING) and not asks_health and not _ALIASES[Meaning.DISCOUNT].fullmatch(name):
        return unused, "title", ""
    if asks_health:
        return Meaning.HEALTH, "title", ""
    if _OLDER.search(name) and (_BABY.search(name) or _NAMED.search(name) or _BIRTH.search(name)):
        return unused, "older", ""
    baby = _of_baby(name)
    if baby is not None:
        return baby, "title", ""
    role = _role(name)
    bare = _CARER.sub("", _ATTENDEE.sub("", name)) or "name"
    for meaning, alias in _ALIASES.items():
        if alias.fullmatch(name) or (meaning in PERSON and (role or bare != name) and alias.fullmatch(bare)):
            return meaning, "title", role
    if _has(name, r"mobile|phone|telephone") and not role:
        return Meaning.PHONE, "title", ""
    if _has(name, r"\bfull name\b|\byour name\b|parent.*\bname\b|\bcarer.*\bname\b") and not _BABY.search(
        name
    ):
        return Meaning.NAME, "title", role
    return unused, "title", role


def _of_baby(name: str) -> Meaning | None:
    """Return what a question about a baby asks, as instructors word it themselves."""
    about = _BABY.search(name) is not None
    if _DUE.search(name) and not _has(name, _MONEY):
        return Meaning.DUE
    if _BIRTH.search(name) and not _ABOUT_BIRTH.search(name):
        if about and not re.search(
            r"(?:parent|mother|father|carer|adult|mum)'?s? (?:date of )?(?:birth|dob)", name
        ):
            return Meaning.BORN
        return None
    if not about or (not _NAMED.search(name) and not re.fullmatch(rf"(?:{_BABY.pattern})(?: ?#?\d)?", name)):
        return None
    if _BIRTH.search(name) or (_OTHER_PEOPLE.search(re.sub(r"your (?:bab|child|little|twin|new)", "", name))):
        return None
    return Meaning.BABY_FAMILY_NAME if _FAMILY_NAME.search(name) else Meaning.BABY


def _role(name: str) -> str:
    if _SECOND.search(name):
        return "second"
    if _BUYER.match(name):
        return "buyer"
    return "attendee" if _ATTENDEE.match(name) else ""


def _beside(names: list[str], found: list[tuple[Meaning, Why, str]]) -> None:
    """Take "Date of birth" for the baby's where it stands beside the baby's names.

    Alone, it could be the carer's.
    """
    about = [
        at for at, (meaning, _, _) in enumerate(found) if meaning in (Meaning.BABY, Meaning.BABY_FAMILY_NAME)
    ]
    if any(meaning is Meaning.BORN for meaning, _, _ in found):
        return
    for at in about:
        if at + 1 < len(names) and re.fullmatch(
            r"date of birth|d\.?o\.?b|born(?: on)?|birth ?da(?:y|te)", names[at + 1]
        ):
            found[at + 1] = (Meaning.BORN, "place", "")


def _attendees(table: Table, columns: list[Column], today: date) -> list[Column]:
    """Take attendees for the babies where somebody else booked, and they were born in the last year."""
    roles = {one.role for one in columns if one.meaning in (Meaning.NAME, Meaning.GIVEN_NAME)}
    if any(one.meaning is Meaning.BABY for one in columns) or "attendee" not in roles or len(roles) < 2:
        return columns
    born = next(
        (
            one
            for one in columns
            if one.role == "attendee"
            and _BIRTH.search(simple(one.title))
            and (cells := table.sample(one.index, 12))
            and all(_looks_like(Meaning.BORN, cell, today) for cell in cells)
        ),
        None,
    )
    if born is None:
        return columns
    means = {
        Meaning.NAME: Meaning.BABY,
        Meaning.GIVEN_NAME: Meaning.BABY,
        Meaning.FAMILY_NAME: Meaning.BABY_FAMILY_NAME,
    }
    found = [
        replace(one, meaning=means[one.meaning], why="cells", role="")
        if one.role == "attendee" and one.meaning in means
        else one
        for one in columns
    ]
    found[born.index] = replace(born, meaning=Meaning.BORN, why="cells", role="")
    return found


def _one_person(columns: list[Column]) -> list[Column]:
    """Take a first and a last name for one person's where there is one of each, whosever their titles say."""
    names = [one for one in columns if one.meaning in (Meaning.GIVEN_NAME, Meaning.FAMILY_NAME)]
    if len(names) != 2 or len({one.meaning for one in names}) != 2 or len({one.role for one in names}) != 2:
        return columns
    return [replace(one, role="") if one in names else one for one in columns]


def _by_cells(table: Table, columns: list[Column], today: date) -> list[Column]:
    """Take columns without a telling title for what stands in them, where no other column holds that."""
    wanted = [
        meaning
        for meaning in (Meaning.BORN, Meaning.EMAIL, Meaning.PHONE)
        if not any(column.meaning is meaning for column in columns)
    ]
    for place, column in enumerate(columns):
        if column.meaning is not Meaning.UNUSED or column.why not in ("title",) or column.role:
            continue
        name = simple(column.title)
        if _has(name, _MARKETING) or _has(name, _MONEY):
            continue
        cells = table.sample(column.index, 12)
        for meaning in wanted:
            if cells and all(_looks_like(meaning, cell, today) for cell in cells):
                columns[place] = Column(column.index, column.title, meaning, "cells", column.child)
                wanted.remove(meaning)
                break
    return columns


def _may_be_name(cell: str) -> bool:
    return len(cell) < 60 and "@" not in cell and re.search(r"[^\W\d_]", cell) is not None


def _looks_like(meaning: Meaning, cell: str, today: date) -> bool:
    if meaning is Meaning.EMAIL:
        return re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", cell) is not None
    if meaning is Meaning.PHONE:
        return re.fullmatch(r"(?:\+|0)[\d\s()\-]{9,17}", cell) is not None
    found = written(cell, today)
    near = (found.day,) if found.day else found.likely
    year = timedelta(days=400)
    return bool(near) and any(today - year <= day <= today for day in near) and found.words == ""


def _child(name: str) -> int:
    found = _NUMBERED.search(name)
    if found is None:
        return 1
    return int(found[1]) if found[1] else {"second": 2, "2nd": 2}.get(found[2], 3)


def _children(columns: list[Column]) -> Iterator[Column]:
    """Number columns of a second baby that have the same titles as those of the first."""
    seen: dict[tuple[Meaning, str, int], int] = {}
    for column in columns:
        child = column.child
        if column.meaning in CHILD:
            first = re.sub(r" \(\d+\)$", "", simple(column.title))
            key = (column.meaning, first, child)
            seen[key] = seen.get(key, 0) + 1
            child += seen[key] - 1
        yield Column(column.index, column.title, column.meaning, column.why, child, column.role)


def _asks_health(name: str) -> bool:
    name = name.replace("health visitor", "")
    return _has(name, _HEALTH) and not _has(name, _AGREES) and not _has(name, _SURELY_MARKETING)


def _is_title(name: str) -> bool:
    if (
        not name
        or len(name) > 80
        or name in ("name", "class", "course", "activity", "parent", "carer", "paid")
    ):
        return False
    return _by_title(name)[0] is not Meaning.UNUSED and (
        any(alias.fullmatch(name) for alias in _ALIASES.values())
        or _NAMED.search(name) is not None
        or _BIRTH.search(name) is not None
    )


def _site(names: list[str]) -> str:
    for site, references in _SITES.items():
        if any(name in references for name in names):
            return site
    return ""


def _has(name: str, pattern: str) -> bool:
    return re.search(pattern, name) is not None
