"""One booking that is not settled: who, for what, how much, and cash in one press."""

from PySide6.QtCore import QCoreApplication

from massage_studio.bookings.money_views import OutstandingRow
from massage_studio.gui import wording
from massage_studio.gui.lists.model import RowAction
from massage_studio.gui.widgets.person_row import PersonRowData, RowTag


def due_row(row: OutstandingRow) -> PersonRowData:
    """Return a booking in the words of the list."""
    owes = row.due > 0
    what = _tr("{course}, from {day}") if row.kind == "course" else _tr("{course}, class on {day}")
    course = what.format(course=row.course, day=wording.short_day(row.day)) if row.day else row.course
    words = _tr("{amount} due") if owes else _tr("{amount} to give back")
    amount = wording.money(abs(row.due), row.currency)
    return PersonRowData(
        name=row.carer,
        detail=_tr("for {baby}").format(baby=row.baby),
        second=course,
        tags=(RowTag(words.format(amount=amount), "warning" if owes else "neutral"),),
    )


def due_actions(row: OutstandingRow) -> tuple[RowAction, ...]:
    """Return the button that keeps what is due as cash; money to give back has none."""
    if row.due <= 0:
        return ()
    amount = wording.money(row.due, row.currency)
    name = _tr("{amount} from {carer} paid in cash").format(amount=amount, carer=row.carer)
    return (RowAction("cash", _tr("Paid cash"), name),)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DueRow", text)
