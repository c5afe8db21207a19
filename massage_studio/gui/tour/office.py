"""The steps of the tour through the office: a course, columns to match, calendar, money, letters and Find."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from massage_studio.gui.bookings.calendar_page import CalendarPage
from massage_studio.gui.bookings.course_dialog import CourseDialog
from massage_studio.gui.bookings.page import BookingsPage
from massage_studio.gui.exchange.letters_page import LettersPage
from massage_studio.gui.exchange.page import ExchangePage
from massage_studio.gui.find.overlay import FindOverlay
from massage_studio.gui.tour.window_driver import WindowDriver

# A list that no booking site wrote, with titles of its own.
LIST = """\
Parent;E-mail;Baby;Born;Paid
Ines Duarte;ines@example.org;Tomás;03.09.2026;60,00
Bao Nguyen;bao@example.org;Linh;27.08.2026;30,00
"""


def plan_course(driver: WindowDriver) -> None:
    """A course from a template: its dates go round a bank holiday."""
    driver.meter.step = "plan a course"
    driver.window.go("classes")
    page = driver.window.page("classes")
    assert isinstance(page, BookingsPage)
    driver.rest(0.3)
    driver.click(page.ui.new_course_button)
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), CourseDialog), "the plan of a course")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CourseDialog)
    driver.rest(0.3)
    driver.picture("plan-a-course", of=dialog)
    driver.key(dialog, Qt.Key.Key_Escape)


def match_columns(driver: WindowDriver, file: Path, course_id: object) -> None:
    """A list with titles of its own asks for its columns."""
    driver.meter.step = "match columns"
    driver.window.go("import", course_id)
    page = driver.window.page("import")
    assert isinstance(page, ExchangePage)
    page.take(file)
    driver.rest(0.8)
    driver.picture("match-columns")


def look_at_calendar(driver: WindowDriver) -> None:
    """The week and the month, by venue."""
    driver.meter.step = "calendar"
    driver.window.go("calendar")
    page = driver.window.page("calendar")
    assert isinstance(page, CalendarPage)
    driver.rest(0.5)
    driver.picture("calendar")
    driver.click(page.ui.mode_button)
    driver.rest(0.5)
    driver.picture("calendar-month")


def look_at_money(driver: WindowDriver) -> None:
    """What is owed and what came in."""
    driver.meter.step = "money"
    driver.window.go("money")
    driver.rest(0.5)
    driver.picture("money")


def write_letters(driver: WindowDriver, session_id: object) -> None:
    """A reminder to everybody of a class."""
    driver.meter.step = "letters"
    driver.window.go("letters", ("reminder", session_id))
    page = driver.window.page("letters")
    assert isinstance(page, LettersPage)
    driver.rest(0.6)
    driver.picture("letters")


def find(driver: WindowDriver) -> None:
    """Find, over the page that is in view."""
    driver.meter.step = "find"
    driver.click(driver.window.find_button)
    driver.rest(0.3)
    overlay = driver.window.findChild(FindOverlay)
    assert overlay is not None
    driver.type(overlay.field, "ma")
    driver.rest(0.4)
    driver.picture("find")
    driver.key(overlay.field, Qt.Key.Key_Escape)
