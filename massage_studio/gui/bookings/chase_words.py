"""The words and the buttons of a row of the chase list."""

from massage_studio.bookings.chase_views import ChaseKind, ChaseRow
from massage_studio.gui import wording
from massage_studio.gui.bookings.booking_words import tags
from massage_studio.gui.bookings.steps import main_step
from massage_studio.gui.families.words import restriction_words
from massage_studio.gui.lists.model import RowAction
from massage_studio.gui.lists.person import PersonDelegate
from massage_studio.gui.widgets.person_row import PersonRowData, RowTag
from massage_studio.language import translate


class ChaseDelegate(PersonDelegate):
    """A row as of a person, whose name stays whole: in a narrow window its buttons stand below."""

    least_words = 560


def kind_words(kind: ChaseKind) -> str:
    """Return what is asked for."""
    return {
        "restriction": translate("ChaseList", "Contact restriction ends"),
        "form": translate("ChaseList", "Form not back"),
        "consent": translate("ChaseList", "Consent missing"),
        "birth": translate("ChaseList", "Birth and due date missing"),
        "answer": translate("ChaseList", "Waits for an answer"),
        "class_off": translate("ChaseList", "Cancelled, not settled"),
        "payment": translate("ChaseList", "Payment due"),
        "enquiry": translate("ChaseList", "Enquiry"),
    }[kind]


def chase_row(row: ChaseRow) -> PersonRowData:
    """Return a row as it is painted: health and restrictions first, then what is asked for."""
    words = kind_words(row.kind)
    day = wording.weekday_day(row.day) if row.day else ""
    if row.adult is not None:
        told = [RowTag(one, "error", safety=True) for one in restriction_words((row.adult,))]
        if not told or not row.adult.restriction_stands:
            words = translate("ChaseList", "Contact restriction ended")
        second = translate("ChaseList", "{adult}, {day}: ask whether it goes on").format(
            adult=row.adult.name, day=day
        )
        name = wording.listed(list(row.babies)) or row.adult.name
        return PersonRowData(name, "", second, (*told, RowTag(words, "warning")))
    place = row.place
    assert place is not None
    one = place.booking
    safe = tuple(tag for tag in tags(place) if tag.safety)
    if row.kind == "payment":
        words = translate("ChaseList", "{amount} due").format(amount=wording.money(one.due, one.currency))
    if row.kind == "class_off" and place.paid > 0:
        words = translate("ChaseList", "Cancelled, {amount} paid").format(
            amount=wording.money(place.paid, one.currency)
        )
    tone = "error" if row.kind in ("form", "consent") else "warning"
    # What may be cut off where there is no room comes last.
    parts = (translate("ChaseList", "with {carer}").format(carer=one.carer.name), day, row.course)
    return PersonRowData(
        name=wording.listed(list(row.babies)),
        second=" · ".join(part for part in parts if part),
        tags=(*safe, RowTag(words, tone)),
    )


def chase_actions(row: ChaseRow) -> tuple[RowAction, ...]:
    """Return the letter, the tick and the next step of a row, as far as it has them."""
    who = wording.listed(list(row.babies))
    found = []
    if row.place is not None:
        found.append(_action("letter", translate("ChaseList", "Letter"), who))
    ticks: dict[ChaseKind, str] = {
        "form": translate("ChaseList", "Agreed"),
        "consent": translate("ChaseList", "Agreed"),
        "answer": translate("ChaseList", "Accepted"),
        "class_off": translate("ChaseList", "Settled"),
        "payment": translate("ChaseList", "Paid cash"),
    }
    if row.kind in ticks:
        found.append(_action("tick", ticks[row.kind], who))
    if row.kind == "enquiry" and row.place is not None:
        step = main_step(row.place, 1)
        assert step is not None
        found.append(_action("tick", step.words, who))
    nexts: dict[ChaseKind, str] = {
        "answer": translate("ChaseList", "Declined"),
        "class_off": translate("ChaseList", "Another class…"),
        "payment": translate("ChaseList", "Other payment…"),
        "enquiry": translate("ChaseList", "To the list"),
    }
    found.append(_action("next", nexts.get(row.kind, translate("ChaseList", "Family…")), who))
    return tuple(found)


def _action(code: str, words: str, who: str) -> RowAction:
    return RowAction(
        code, words, translate("ChaseList", "{what}: {baby}").format(what=words.rstrip("…"), baby=who)
    )
