"""One booking that is not settled: who, for what, how much, and cash in one press."""

from massage_studio.bookings.money_views import OutstandingRow
from massage_studio.gui import wording
from massage_studio.gui.families.words import restrictions
from massage_studio.gui.lists.model import RowAction
from massage_studio.gui.widgets.person_row import PersonRowData, RowTag
from massage_studio.language import translate


def due_row(row: OutstandingRow) -> PersonRowData:
    """Return a booking in the words of the list."""
    owes = row.due > 0
    what = (
        translate("DueRow", "{course}, from {day}")
        if row.kind == "course"
        else translate("DueRow", "{course}, class on {day}")
    )
    course = what.format(course=row.course, day=wording.short_day(row.day)) if row.day else row.course
    words = translate("DueRow", "{amount} due") if owes else translate("DueRow", "{amount} to give back")
    amount = wording.money(abs(row.due), row.currency)
    return PersonRowData(
        name=row.carer,
        detail=translate("DueRow", "for {baby}").format(baby=row.baby),
        second=course,
        tags=(
            *restrictions(row.restricted),
            RowTag(words.format(amount=amount), "warning" if owes else "neutral"),
        ),
    )


def due_actions(row: OutstandingRow) -> tuple[RowAction, ...]:
    """Return the button that keeps what is due as cash; money to give back has none."""
    if row.due <= 0:
        return ()
    amount = wording.money(row.due, row.currency)
    name = translate("DueRow", "{amount} from {carer} paid in cash").format(amount=amount, carer=row.carer)
    return (RowAction("cash", translate("DueRow", "Paid cash"), name),)
