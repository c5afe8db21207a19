"""Finds who of a file the studio knows: by order, carer, date and name together, never by spelling alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher
from uuid import UUID

from massage_studio.exchange.cells import phone_key
from massage_studio.exchange.charges import KnownBooking
from massage_studio.exchange.orders import BabyOrder
from massage_studio.exchange.people_cells import Adult
from massage_studio.exchange.questions import Answers, Likely, Question, cell_key, day_words
from massage_studio.families.names import folded, full
from massage_studio.families.views import BabyView, CarerView, FamilyView
from massage_studio.language import translate

ANOTHER = "another"
LIVE = ("enquiry", "waiting", "offered", "booked")
_ALIKE = 0.7  # of SequenceMatcher: Noor and Nor, Issy and Izzy
_NEAR = 60  # days between a due date and a birth


@dataclass(slots=True, eq=False)
class Home:
    """A family as it stands in the middle of an import."""

    id: UUID
    known: bool
    carers: list[CarerView] = field(default_factory=list)
    babies: list[BabyView] = field(default_factory=list)
    photo: bool | None = None
    flags: set[tuple[UUID, str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Found:
    """Whom an entry is about: a home and a baby that the studio knows, where it does; or a question."""

    entry: BabyOrder
    home: Home | None = None
    baby: BabyView | None = None


class Homes:
    """The families that are near to a file, found by address, by order and by name."""

    def __init__(self, families: Sequence[FamilyView]) -> None:
        self.by_id: dict[UUID, Home] = {}
        self._by_contact: dict[str, list[Home]] = {}
        self._by_name: dict[str, list[Home]] = {}
        for view in families:
            home = Home(view.id, True, list(view.carers), list(view.babies))
            home.photo = next((answer.given for answer in view.consents if answer.kind == "photo"), None)
            home.flags = {(baby.id, flag.kind, flag.what) for baby in view.babies for flag in baby.flags}
            self.add(home)
            for carer in view.carers:
                self.reached_by(home, carer.email, carer.phone)
                self.called(home, carer.name)

    def add(self, home: Home) -> None:
        """Take note of a family."""
        self.by_id[home.id] = home

    def reached_by(self, home: Home, email: str, number: str) -> None:
        """Take note of how a family is reached."""
        for key in (email.casefold(), phone_key(number)):
            if key and home not in self._by_contact.setdefault(key, []):
                self._by_contact[key].append(home)

    def called(self, home: Home, name: str) -> None:
        """Take note of the name of an adult."""
        if home not in self._by_name.setdefault(folded(name), []):
            self._by_name[folded(name)].append(home)

    def of(self, entry: BabyOrder, ordered: Sequence[KnownBooking]) -> tuple[Home | None, tuple[Home, ...]]:
        """Return the family of an entry, or those that it may be of where that has to be asked."""
        near = [
            *(self.by_id[booking.family_id] for booking in ordered if booking.family_id in self.by_id),
            *self._by_contact.get(entry.email.casefold(), ()),
            *self._by_contact.get(phone_key(entry.phone), ()),
        ]
        near = list(dict.fromkeys(near))
        certain = [home for home in near if any(_same_adult(entry, carer) for carer in home.carers)]
        if not certain:
            certain = [home for home in near if any(_same_and_born(entry, baby) for baby in home.babies)]
        if len(certain) > 1:
            named = [home for home in certain if any(same_name(entry, baby) for baby in home.babies)]
            certain = named or certain[:1]
        if len(certain) == 1:
            return certain[0], ()
        if certain:
            return None, tuple(certain)
        namesakes = self._by_name.get(folded(full(entry.given_name, entry.family_name)), [])
        alike = [home for home in namesakes if any(_may_be_namesake(entry, baby) for baby in home.babies)]
        for home in alike:
            reached = any(carer.email or carer.phone for carer in home.carers)
            if any(_same_and_born(entry, baby) for baby in home.babies) and not (
                reached and (entry.email or entry.phone)
            ):
                return home, ()
        return None, tuple(dict.fromkeys(alike))


def find_people(
    entries: Sequence[BabyOrder], ordered: Sequence[KnownBooking], homes: Homes, answers: Answers
) -> list[Found]:
    """Return whom the entries of one order are about; what is not certain becomes a question of theirs.

    Those whose names agree are paired first, then what is left of the order, before anybody is new.
    """
    found: list[Found] = []
    taken: set[UUID] = set()
    for entry in entries:
        home, candidates = homes.of(entry, ordered)
        if home is None and candidates:
            home, entry = _family_answered(entry, candidates, answers)
        found.append(Found(entry, home))
    for place, one in enumerate(found):
        baby = _by_name(one, taken)
        if baby is not None:
            found[place] = replace(one, baby=baby)
            taken.add(baby.id)
    open_places = [place for place, one in enumerate(found) if one.baby is None and one.home is not None]
    for place in open_places:
        one = found[place]
        assert one.home is not None
        left = [baby for baby in one.home.babies if baby.id not in taken]
        of_order = {booking.baby_id for booking in ordered}
        found[place] = _paired(one, left, of_order, len(open_places), answers)
        baby = found[place].baby
        if baby is not None:
            taken.add(baby.id)
    return found


def same_name(entry: BabyOrder, baby: BabyView) -> bool:
    """Tell whether the names agree; a family name that one side leaves out is no difference."""
    if not entry.baby_given_name:
        return False
    here, there = folded(entry.baby_family_name), folded(baby.family_name)
    if folded(entry.baby_given_name) == folded(baby.given_name):
        return not here or not there or here == there or here in there or there in here
    return folded(full(entry.baby_given_name, entry.baby_family_name)) == folded(baby.name)


def is_provisional(given_name: str) -> bool:
    """Tell whether this stands in place of a name that is not given yet."""
    said = folded(given_name)
    return (
        not said or said in ("baby", "bump", "bubba", "baby girl", "baby boy") or said.startswith("baby of ")
    )


def unnamed(entry: BabyOrder) -> str:
    """Return what a baby is called until it has a name: "Baby of Hanna Birch"."""
    carer = full(entry.given_name, entry.family_name)
    return translate("Questions", "Baby of {carer}").format(carer=carer)


def baby_name(entry: BabyOrder) -> str:
    """Return a baby's whole name; one without a family name of its own gets the carer's."""
    if not entry.baby_given_name:
        return unnamed(entry)
    return full(entry.baby_given_name, entry.baby_family_name or entry.family_name)


def _by_name(one: Found, taken: set[UUID]) -> BabyView | None:
    """Return the baby of the home whose name agrees, the one with the same birth date before others."""
    if one.home is None:
        return None
    alike = [baby for baby in one.home.babies if baby.id not in taken and same_name(one.entry, baby)]
    born = one.entry.born
    alike.sort(key=lambda baby: (baby.birth_date != born, baby.birth_date is not None))
    return alike[0] if alike else None


def _paired(
    one: Found, left: Sequence[BabyView], of_order: set[UUID], unmatched: int, answers: Answers
) -> Found:
    """Return an entry with a baby whose name is another: certain by order and date, or asked."""
    entry = one.entry
    key = cell_key(entry.mark, "same")
    answered = answers.get(key)
    if answered is not None:
        return replace(one, baby=next((baby for baby in left if str(baby.id) == answered), None))
    ordered = [baby for baby in left if baby.id in of_order]
    certain = [
        baby for baby in ordered if _agrees(entry, baby) and (_alike(entry, baby) or len(ordered) == 1)
    ]
    if len(certain) == 1 and (unmatched == 1 or _alike(entry, certain[0])):
        return replace(one, baby=certain[0])
    likely = [*ordered, *(baby for baby in left if baby.id not in of_order and _may_be(entry, baby))]
    if not likely:
        return one
    words = translate("Questions", "Is {baby} the same baby as {known}?").format(
        baby=baby_name(entry), known=_described(likely[0])
    )
    yes = tuple(
        Likely(str(baby.id), translate("Questions", "The same as {known}").format(known=baby.name))
        for baby in likely
    )
    no = Likely(ANOTHER, translate("Questions", "Another baby"))
    question = Question(key, words, (*yes, no))
    return replace(one, entry=replace(entry, questions=(*entry.questions, question)))


def _family_answered(
    entry: BabyOrder, candidates: Sequence[Home], answers: Answers
) -> tuple[Home | None, BabyOrder]:
    """Return the family that was chosen among several, or the entry with the question which it is."""
    key = cell_key(entry.mark, "family")
    answered = answers.get(key)
    if answered is not None:
        return next((home for home in candidates if str(home.id) == answered), None), entry
    words = translate("Questions", "Is {baby} of a family that the studio knows?").format(
        baby=baby_name(entry)
    )
    likely = tuple(
        Likely(
            str(home.id),
            " · ".join([*(one.name for one in home.carers[:2]), *map(_described, home.babies[:3])]),
        )
        for home in candidates
    )
    no = Likely(ANOTHER, translate("Questions", "Another family"))
    return None, replace(entry, questions=(*entry.questions, Question(key, words, (*likely, no))))


def _agrees(entry: BabyOrder, baby: BabyView) -> bool:
    """Tell whether nothing in the dates speaks against that these are one baby."""
    if entry.born and baby.birth_date:
        return entry.born == baby.birth_date
    if is_provisional(baby.given_name) or is_provisional(entry.baby_given_name):
        return not entry.born or not baby.due_date or abs((entry.born - baby.due_date).days) <= _NEAR
    return False


def _alike(entry: BabyOrder, baby: BabyView) -> bool:
    """Tell whether one name can be the other respelt, or stands for it until it is known."""
    if is_provisional(baby.given_name) or is_provisional(entry.baby_given_name):
        return True
    here, there = folded(entry.baby_given_name), folded(baby.given_name)
    return (
        here.startswith(there)
        or there.startswith(here)
        or SequenceMatcher(None, here, there).ratio() >= _ALIKE
    )


def _may_be(entry: BabyOrder, baby: BabyView) -> bool:
    """Tell whether a baby of the same family, booked otherwise, may be this one under another name."""
    if is_provisional(baby.given_name):
        near = baby.due_date or baby.birth_date
        here = entry.born or entry.due
        return near is None or here is None or abs((here - near).days) <= _NEAR
    if is_provisional(entry.baby_given_name):
        here = entry.born or entry.due
        return here is not None and here in (baby.birth_date, baby.due_date)
    return bool(entry.born) and entry.born == baby.birth_date and _alike(entry, baby)


def _may_be_namesake(entry: BabyOrder, baby: BabyView) -> bool:
    """Tell whether a baby of the same name, of a carer of the same name, may be this one."""
    if entry.born and baby.birth_date and abs((entry.born - baby.birth_date).days) > _NEAR:
        return False
    return same_name(entry, baby)


def is_adult(adult: Adult, carer: CarerView) -> bool:
    """Tell whether the whole names agree; where the given name ends is not always known."""
    return folded(full(adult.given_name, adult.family_name)) == folded(carer.name)


def _same_adult(entry: BabyOrder, carer: CarerView) -> bool:
    return any(is_adult(adult, carer) for adult in entry.adults[:1])


def _same_and_born(entry: BabyOrder, baby: BabyView) -> bool:
    return same_name(entry, baby) and entry.born == baby.birth_date and entry.born is not None


def _described(baby: BabyView) -> str:
    day: date | None = baby.birth_date or baby.due_date
    if day is None:
        return baby.name
    words = (
        translate("Questions", "{baby}, born {day}")
        if baby.birth_date
        else translate("Questions", "{baby}, due {day}")
    )
    return words.format(baby=baby.name, day=day_words(day))
