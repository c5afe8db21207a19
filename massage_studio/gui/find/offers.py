"""What Find offers: the pages of the window, and what was found in the studio."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from massage_studio.curriculum.evidence_views import FoundFinding
from massage_studio.families.names import folded
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.families.words import restriction_words
from massage_studio.gui.pages import PLACES
from massage_studio.language import translate
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
        "today": translate("Find", "Today"),
        "classes": translate("Find", "Classes"),
        "calendar": translate("Find", "Calendar"),
        "money": translate("Find", "Money"),
        "letters": translate("Find", "Letters"),
        "import": translate("Find", "Import bookings"),
        "families": translate("Find", "Families"),
        "curriculum": translate("Find", "Curriculum"),
        "handouts": translate("Find", "Handouts"),
        "progress": translate("Find", "Progress"),
        "settings": translate("Find", "Settings"),
        "palette": translate("Find", "Palette of the class room"),
    }
    icons = {"calendar": "clock", "letters": "handouts", "palette": "hand"}
    offers = [
        Offer(translate("Find", "Pages"), icons.get(page, page), name, "", "", page, None)
        for page, name in names.items()
        if page in PLACES and folded(name).startswith(sought)
    ]
    return tuple(offers[:_MOST_PAGES] if sought else offers)


def found(rows: tuple[FoundRow, ...], context: Context) -> tuple[Offer, ...]:
    """Return what was found in the studio, in the words of the screen."""
    return tuple(_offer(row, context) for row in rows)


def told(findings: tuple[FoundFinding, ...]) -> tuple[Offer, ...]:
    """Return findings of the evidence, each with where it points and what it is about."""
    points = {
        "supports": translate("Find", "speaks for it"),
        "supports_indirectly": translate("Find", "speaks for it indirectly"),
        "mixed": translate("Find", "mixed"),
        "against_or_null": translate("Find", "no effect found, or not supported"),
        "background": translate("Find", "background"),
        "critique": translate("Find", "a critical voice"),
    }
    heading = translate("Find", "Evidence")
    return tuple(
        Offer(
            heading,
            "curriculum",
            one.finding,
            ", ".join(filter(None, (one.benefit, points.get(one.direction, "")))),
            "",
            "curriculum",
            ("evidence", one.code),
        )
        for one in findings
    )


def _offer(row: FoundRow, context: Context) -> Offer:
    if row.kind == "family":
        detail = translate("Find", "with {carers}").format(carers=row.detail) if row.detail else ""
        warning = "\n".join(restriction_words(row.restricted))
        return Offer(
            translate("Find", "Families"), "families", row.title, detail, "", "family", row.key, warning
        )
    if row.kind == "course":
        when = translate("Find", "from {date}").format(date=wording.full_day(row.at.date())) if row.at else ""
        return Offer(translate("Find", "Classes"), "classes", row.title, row.detail, when, "classes", row.key)
    when = wording.full_day(row.at.astimezone(ZoneInfo(context.profile.zone)).date()) if row.at else ""
    return Offer(
        translate("Find", "Notes"), "edit", row.detail, row.title, when, "family", row.key, note=row.note
    )
