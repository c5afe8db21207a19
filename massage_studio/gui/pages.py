"""The pages by name: where each lives and which entry of the sidebar it stands under."""

from dataclasses import dataclass
from importlib import import_module

from massage_studio.gui.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """A page's module and class below `massage_studio.gui`, and its entry in the sidebar."""

    module: str
    name: str
    under: str


PLACES = {
    "today": Place("today.page", "TodayPage", "today"),
    "classes": Place("bookings.page", "BookingsPage", "classes"),
    "import": Place("exchange.page", "ExchangePage", "classes"),
    "class_room": Place("cues.page", "CuesPage", ""),
    "families": Place("families.page", "FamiliesPage", "families"),
    "family": Place("progress.family_page", "FamilyPage", "families"),
    "curriculum": Place("curriculum.page", "CurriculumPage", "curriculum"),
    "handouts": Place("handouts.page", "HandoutsPage", "handouts"),
    "progress": Place("progress.page", "ProgressPage", "progress"),
    "settings": Place("settings.page", "SettingsPage", "settings"),
    "first_run": Place("settings.first_run", "FirstRunPage", ""),
}


def load_all() -> None:
    """Import every page's module, away from the GUI thread: no widget is made by it."""
    for place in PLACES.values():
        import_module(f"massage_studio.gui.{place.module}")


def page_class(name: str) -> type[Page]:
    """Return the class of the page of this name."""
    place = PLACES[name]
    found: type[Page] = getattr(import_module(f"massage_studio.gui.{place.module}"), place.name)
    return found
