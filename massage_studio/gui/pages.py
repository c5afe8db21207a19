"""The pages by name: where each lives and which entry of the sidebar it stands under."""

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from massage_studio.gui.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """A page's module and class below `massage_studio.gui`, and its entry in the sidebar.

    `for_parents` says that it shows no name behind the privacy curtain; all others are covered by it.
    """

    module: str
    name: str
    under: str
    for_parents: bool = False


PLACES = {
    "today": Place("today.page", "TodayPage", "today"),
    "classes": Place("bookings.page", "BookingsPage", "classes"),
    "calendar": Place("bookings.calendar_page", "CalendarPage", "classes"),
    "money": Place("bookings.money_page", "MoneyPage", "classes"),
    "letters": Place("exchange.letters_page", "LettersPage", "classes"),
    "import": Place("exchange.page", "ExchangePage", "classes"),
    "class_room": Place("cues.page", "CuesPage", "", for_parents=True),
    "sweep": Place("cues.sweep_page", "SweepPage", "classes"),
    "quick_entry": Place("cues.quick_entry_page", "QuickEntryPage", "classes"),
    "families": Place("families.page", "FamiliesPage", "families"),
    "family": Place("progress.family_page", "FamilyPage", "families"),
    "curriculum": Place("curriculum.page", "CurriculumPage", "curriculum", for_parents=True),
    "handouts": Place("handouts.page", "HandoutsPage", "handouts"),
    "progress": Place("progress.page", "ProgressPage", "progress"),
    "settings": Place("settings.page", "SettingsPage", "settings", for_parents=True),
    "palette": Place("settings.palette_page", "PalettePage", "settings", for_parents=True),
    "first_run": Place("settings.first_run", "FirstRunPage", "", for_parents=True),
}

# In small bites, the deepest first, so that the window is never held up for long.
LATE = (
    "reportlab.lib.utils",
    "reportlab.lib.colors",
    "reportlab.pdfbase.pdfmetrics",
    "reportlab.pdfbase.pdfdoc",
    "reportlab.pdfgen.canvas",
    "reportlab.platypus.paragraph",
    "reportlab.platypus",
    "reportlab.graphics.shapes",
    "massage_studio.handouts.take_home",
    "massage_studio.handouts.register",
    "massage_studio.handouts.cue_sheet",
    "massage_studio.handouts.benefit_sheet",
)
_LATE_OF_QT = (
    "massage_studio.gui.bookings.life_dialogs",
    "massage_studio.gui.find.overlay",
    "massage_studio.gui.printing",
)


def load_all() -> None:
    """Import every page's module, away from the GUI thread: no widget is made by it."""
    _import(f"massage_studio.gui.{place.module}" for place in PLACES.values())


def load_late(module: str) -> None:
    """Import one of LATE, which set papers and are needed later only; not in the GUI thread."""
    _import([module])


def load_late_of_qt() -> Iterator[None]:
    """Import what is needed later only and has to do with Qt, a module a step, in the GUI thread.

    PySide6 6.12 ends the program now and then where another thread imports from it while the window works.
    """
    for module in _LATE_OF_QT:
        _import([module])
        yield


def _import(modules: Iterable[str]) -> None:
    """Import modules and keep what they are made of from Python's garbage collection.

    Modules stay until the end, and looking through all of them again and again would hold up every thread
    for a tenth of a second each time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        for module in modules:
            import_module(module)
        gc.freeze()
    finally:
        if collecting:
            gc.enable()


def page_class(name: str) -> type[Page]:
    """Return the class of the page of this name."""
    place = PLACES[name]
    found: type[Page] = getattr(import_module(f"massage_studio.gui.{place.module}"), place.name)
    return found
