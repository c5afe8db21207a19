"""The pages by name: where each lives, which entry of the sidebar it stands under, and what it is made of."""

import pkgutil
from collections.abc import Iterator
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

    @property
    def room(self) -> str:
        """The page's room, which has the page and all its parts and dialogs."""
        return self.module.partition(".")[0]


PLACES = {
    "today": Place("today.page", "TodayPage", "today"),
    "classes": Place("bookings.page", "BookingsPage", "classes"),
    "calendar": Place("bookings.calendar_page", "CalendarPage", "classes"),
    "money": Place("bookings.money_page", "MoneyPage", "classes"),
    "chase": Place("bookings.chase_page", "ChasePage", "classes"),
    "letters": Place("exchange.letters_page", "LettersPage", "classes"),
    "import": Place("exchange.page", "ExchangePage", "classes"),
    "class_room": Place("cues.page", "CuesPage", "", for_parents=True),
    "after_class": Place("cues.after_class_page", "AfterClassPage", "classes"),
    "quick_entry": Place("cues.quick_entry_page", "QuickEntryPage", "classes"),
    "practice": Place("cues.practice_page", "PracticePage", "settings"),
    "families": Place("families.page", "FamiliesPage", "families"),
    "family": Place("progress.family_page", "FamilyPage", "families"),
    "summary": Place("handouts.summary_page", "SummaryPage", "families"),
    "own_words": Place("progress.own_words_page", "OwnWordsPage", "", for_parents=True),
    "curriculum": Place("curriculum.page", "CurriculumPage", "curriculum", for_parents=True),
    "handouts": Place("handouts.page", "HandoutsPage", "handouts"),
    "proof_read": Place("handouts.proof_page", "ProofPage", "handouts"),
    "progress": Place("progress.page", "ProgressPage", "progress"),
    "settings": Place("settings.page", "SettingsPage", "settings", for_parents=True),
    "palette": Place("settings.palette_page", "PalettePage", "settings", for_parents=True),
    "first_run": Place("settings.first_run", "FirstRunPage", "", for_parents=True),
}

# What the pages of a room of the screen ask and write with, beyond those before it: without Qt, so that
# another thread can import it.
_ASKED = {
    "today": (
        "bookings.today_queries",
        "bookings.prices",
        "store.undo",
        "handouts.unprinted_queries",
        "paper.marks",
    ),
    "bookings": (
        "bookings.booking_service",
        "bookings.chase_queries",
        "bookings.plan_queries",
        "bookings.dates",
        "bookings.course_naming",
        "bookings.course_planning_queries",
        "bookings.course_dialog_queries",
        "bookings.courses_service",
        "bookings.money_service",
        "bookings.transfers_service",
        "bookings.credit_queries",
        "exchange.list_files",
        "bookings.mailing_views",
        "bookings.booking_form_queries",
        "bookings.families_service",
        "bookings.course_names_queries",
        "cues.queries",
        "search.queries",
        "exchange.dates",
        "bookings.calendar_queries",
        "exchange.calendar_files",
        "bookings.ledger_queries",
        "families.service",
        "exchange.money_files",
        "paper.fonts",
        "handouts.receipt_queries",
    ),
    "exchange": (
        "bookings.mailing_queries",
        "exchange.letters_queries",
        "exchange.letters_service",
        "curriculum.wording_guard",
        "exchange.letter_files",
        "exchange.event_formats",
        "exchange.queries",
        "exchange.line_words",
        "exchange.service",
        "exchange.reading",
    ),
    "cues": (
        "cues.service",
        "cues.register_service",
        "cues.palette_service",
        "cues.tray_service",
        "cues.new_adult_service",
        "cues.after_service",
        "cues.paper_sheet",
        "cues.plan_service",
        "cues.catch_up_service",
        "progress.coverage_queries",
        "progress.delivery",
        "cues.correction_service",
        "cues.drafts_service",
        "practice.queries",
        "practice.service",
        "practice.files",
        "practice.agreement",
        "practice.recorder",
        "families.private_queries",
        "families.private_service",
        "curriculum.nearest_signposts",
    ),
    "families": (
        "progress.views",
        "exchange.list_files",
        "exchange.family_files",
        "families.rights_service",
        "handouts.access_pack_queries",
        "handouts.session_card",
        "safekeeping.erasure_service",
        "safekeeping.backup_removal",
        "safekeeping.rights_queries",
    ),
    "curriculum": (
        "curriculum.plans_queries",
        "curriculum.plans_service",
        "bookings.plan_course_queries",
        "bookings.course_plan_service",
        "curriculum.library_queries",
        "curriculum.history_queries",
        "curriculum.evidence_queries",
        "curriculum.finding_service",
        "handouts.card_queries",
        "exchange.curriculum_service",
        "curriculum.limit_service",
        "curriculum.safety_queries",
        "curriculum.signpost_service",
    ),
    "progress": (
        "progress.queries",
        "progress.delivery_queries",
        "progress.insight_queries",
        "progress.insight_origins",
        "progress.insight_words",
        "handouts.issued_queries",
        "handouts.summary_queries",
        "cues.catch_up_service",
        "progress.met_service",
        "families.private_queries",
        "families.private_service",
        "families.own_words_service",
        "progress.own_words_queries",
        "curriculum.own_language",
    ),
    "handouts": (
        "handouts.service",
        "handouts.proof_service",
        "handouts.paper_letters",
    ),
    "settings": (
        "safekeeping.automatic",
        "safekeeping.folder_risks",
        "safekeeping.key_change",
        "safekeeping.system_keyring",
        "exchange.holiday_files",
        "exchange.whole_studio_queries",
        "safekeeping.retention_queries",
    ),
}

# What sets papers, the deepest first, so that none of them takes long.
OF_PAPERS = (
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
    "massage_studio.handouts.plan_sheet",
    "massage_studio.handouts.summary",
    "massage_studio.handouts.certificate",
    "massage_studio.handouts.own_words_form",
)
_LATE_OF_QT = ("find.overlay", "printing")


def asked_by(room: str) -> tuple[str, ...]:
    """Return the modules that a room of the screen asks and writes with."""
    return tuple(f"massage_studio.{module}" for module in _ASKED.get(room, ()))


def modules_of(room: str) -> Iterator[str]:
    """Return the modules of a room of the screen.

    They have to do with Qt, so they are imported in the GUI thread: PySide6 6.12 ends the program now and
    then where another thread imports from it while the window works.
    """
    package = f"massage_studio.gui.{room}"
    yield from (f"{package}.{found.name}" for found in pkgutil.iter_modules(import_module(package).__path__))


def late_modules() -> Iterator[str]:
    """Return what is needed later only and has to do with Qt."""
    yield from (f"massage_studio.gui.{module}" for module in _LATE_OF_QT)


def page_class(name: str) -> type[Page]:
    """Return the class of the page of this name."""
    place = PLACES[name]
    found: type[Page] = getattr(import_module(f"massage_studio.gui.{place.module}"), place.name)
    return found
