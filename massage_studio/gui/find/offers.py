"""What Find offers: the pages of the window, and what was found in the studio."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from massage_studio.families.names import folded
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.families.words import restriction_words
from massage_studio.gui.pages import PLACES
from massage_studio.search.views import FoundRow

_MOST_PAGES = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: under which heading, its icon, what it says, and the page with the key to go to.

    `warning` is never cut, and `note` is the key of a note. The first under a heading `leads`, and shows it.
    """

    heading: str
    icon: str
    title: str
    detail: str
    when: str
    page: str
    key: Any
    warning: str = ""
    note: UUID | None = None
    leads: bool = False

    @property
    def accessible_name(self) -> str:
        """What kind of thing it is, and its title."""
        return f"{self.heading}: {self.title}"

    @property
    def accessible_description(self) -> str:
        """What else the line says."""
        return ", ".join(part for part in (self.detail, self.warning, self.when) if part)


def pages(words: str) -> tuple[Offer, ...]:
    """Return the pages whose names begin with what was typed; with nothing typed, all of them."""
    sought = folded(words).strip()
    names = {
        "today": _tr("Today"),
        "classes": _tr("Classes"),
        "calendar": _tr("Calendar"),
        "money": _tr("Money"),
        "letters": _tr("Letters"),
        "import": _tr("Import bookings"),
        "families": _tr("Families"),
        "curriculum": _tr("Curriculum"),
        "handouts": _tr("Handouts"),
        "progress": _tr("Progress"),
        "settings": _tr("Settings"),
        "palette": _tr("Palette of the class room"),
    }
    icons = {"calendar": "clock", "letters": "handouts", "palette": "hand"}
    offers = [
        Offer(_tr("Pages"), icons.get(page, page), name, "", "", page, None)
        for page, name in names.items()
        if page in PLACES and folded(name).startswith(sought)
    ]
    return tuple(offers[:_MOST_PAGES] if sought else offers)


def found(rows: tuple[FoundRow, ...], context: Context) -> tuple[Offer, ...]:
    """Return what was found in the studio, in the words of the screen."""
    return tuple(_offer(row, context) for row in rows)


def _offer(row: FoundRow, context: Context) -> Offer:
    if row.kind == "family":
        detail = _tr("with {carers}").format(carers=row.detail) if row.detail else ""
        warning = "\n".join(restriction_words(row.restricted))
        return Offer(_tr("Families"), "families", row.title, detail, "", "family", row.key, warning)
    if row.kind == "course":
        when = _tr("from {date}").format(date=wording.full_day(row.at.date())) if row.at else ""
        return Offer(_tr("Classes"), "classes", row.title, row.detail, when, "classes", row.key)
    when = wording.full_day(row.at.astimezone(ZoneInfo(context.profile.zone)).date()) if row.at else ""
    return Offer(_tr("Notes"), "edit", row.detail, row.title, when, "family", row.key, note=row.note)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Find", text)
