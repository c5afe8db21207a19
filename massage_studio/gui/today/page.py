"""Today: the next class, who is coming, and what waits to be done."""

from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from massage_studio.bookings import today_queries
from massage_studio.bookings.chase_views import Reminders
from massage_studio.bookings.roster_views import TodayView
from massage_studio.bookings.views import PRESENT, PlannedBenefit, RegisterRow, RegisterView, SessionView
from massage_studio.errors import KnownError
from massage_studio.families.restrictions import restricted
from massage_studio.gui import theme, wording
from massage_studio.gui.bookings.expiry import Expiry
from massage_studio.gui.context import Context
from massage_studio.gui.cues.register_words import visit
from massage_studio.gui.families.words import health_flags, restrictions
from massage_studio.gui.forms.ui_today_page import Ui_TodayPage
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.lists.person import PersonDelegate
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.today.todo import ToDo, todos
from massage_studio.gui.today.todo_row import TodoDelegate, todo_actions
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.action_button import ActionButton
from massage_studio.gui.widgets.bars import ProgressLine
from massage_studio.gui.widgets.card import Card, Muted, Title
from massage_studio.gui.widgets.chip import Chip
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets
from massage_studio.gui.widgets.person_row import PersonRowData, RowTag
from massage_studio.gui.widgets.turning_row import TurningRow
from massage_studio.gui.widgets.week_strip import WeekDay
from massage_studio.handouts.unprinted_queries import unprinted
from massage_studio.language import translate
from massage_studio.store.changes import Thing

if TYPE_CHECKING:
    from massage_studio.gui.bookings.booking_actions import BookingActions

_MOST_TODOS = 6
_Unprinted = tuple[tuple[SessionView, int], ...]
_Dyad = tuple[RegisterRow, ...]
_SERIOUS = ("allergy", "immunised", "unwell")


class TodayPage(Page):
    """The first page of the day."""

    shows = frozenset(Thing)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_TodayPage()
        self.ui.setupUi(self)
        self.ui.main_card.set_current(True)
        self.ui.title_label.setFont(theme.heading_font(self.font(), 1.55))
        benefits = FlowLayout(self.ui.benefit_tags, gap=8)
        TurningRow(self.ui.main_card, self.ui.benefit_row, 56)
        self.ui.roster_list.setMinimumHeight(self.fontMetrics().horizontalAdvance("m") * 18)
        self._share_width()
        self.people = ListModel[_Dyad, PersonRowData](self, lambda rows: rows[0].baby.family_id, _person)
        self.ui.roster_list.use(self.people, PersonDelegate(self.ui.roster_list))
        self.todos = ListModel[ToDo, ToDo](self, _todo_key, lambda todo: todo, todo_actions)
        self.ui.todo_list.use(self.todos, TodoDelegate(self.ui.todo_list))
        self.ui.todo_list.show_all_rows()
        self.ui.todo_list.stop_at_buttons_only()
        self.rest_button = ActionButton("")
        self.ui.todo_card_layout.addWidget(self.rest_button)
        self.rest_button.hide()
        self.chase_button = ActionButton("")
        self.ui.todo_card_layout.addWidget(self.chase_button)
        self.chase_button.hide()
        self.benefit_chips = KeyedWidgets[str, Chip](
            self._make_benefit, lambda _, chip: benefits.addWidget(chip)
        )
        self._found: tuple[ToDo, ...] = ()
        self._reminders = Reminders(0, ())
        self._view: TodayView | None = None
        self._shown: RegisterView | None = None
        self._all_todos = False
        self._empty = EmptyState(
            "today",
            self.tr("No class is planned yet. Make a course, or bring in a list from your booking site."),
            self.tr("Go to Classes"),
        )
        self.ui.main_card.layout().addWidget(self._empty)  # type: ignore[union-attr]
        self.undo = OfficeUndo(self, only_own=True)
        self.ui.backup_line.use(context)
        self.expiry = Expiry(self)
        self._wire()

    def _wire(self) -> None:
        self.ui.open_button.clicked.connect(self._open_class)
        self.ui.roster_list.opened.connect(lambda rows: self.go.emit("family", rows[0].baby.family_id))
        self.ui.todo_list.acted.connect(self._do)
        self.rest_button.clicked.connect(self._turn_todos)
        self.chase_button.clicked.connect(lambda: self.go.emit("chase", None))
        self.ui.find_button.clicked.connect(lambda: self.go.emit("families", None))
        self._empty.first_step.connect(lambda: self.go.emit("classes", None))

    @cached_property
    def booking_actions(self) -> "BookingActions":
        """The steps of a booking that a thing to do may be done with."""
        # Imported here because Today shows its class first.
        from massage_studio.gui.bookings.booking_actions import BookingActions

        actions = BookingActions(self, self.undo)
        # Somebody else took the place meanwhile: the course shows who.
        actions.full.connect(lambda place, _: self.go.emit("classes", place.booking.course_id))
        return actions

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Give what stands beside the class as much as it needs, and less where the names need it."""
        letter = self.fontMetrics().horizontalAdvance("m")
        self.ui.side.setFixedWidth(max(letter * 24, min(letter * 38, self.width() * 2 // 5)))

    def reload(self) -> None:
        now, zone = self.context.clock(), self.context.profile.zone
        if self._view is None:
            # Painted once it has something to say, and not empty before.
            self.setUpdatesEnabled(False)
        self.context.tasks.read(partial(today_queries.today, now=now, zone=zone), self._show, self._not_there)
        today = self.context.today()
        reminders = partial(today_queries.reminders, now=now, today=today)
        self.context.tasks.read(reminders, self._take_reminders, unhurried=True)
        self.context.tasks.read(partial(unprinted, now=now), self._show_todos, unhurried=True)
        self.undo.look()

    def _not_there(self, error: KnownError) -> None:
        self.setUpdatesEnabled(True)
        self.context.tasks.read_failed.emit(error)

    def _show(self, view: TodayView) -> None:
        self._view = view
        today = self.context.today()
        self.ui.day_label.setText(wording.long_day(today))
        self.ui.summary_label.setText(_summary(view))
        self._shown = view.first
        there = self._shown is not None
        self._empty.setVisible(not there)
        ui = self.ui
        of_a_class: tuple[QWidget, ...] = (
            *(ui.open_button, ui.roster_list, ui.when_label),
            *(ui.title_label, ui.benefit_tags, ui.places_label),
        )
        for widget in of_a_class:
            widget.setVisible(there)
        if self._shown is not None:
            self._show_class(self._shown)
        self._show_later(view)
        monday = today.toordinal() - today.weekday()
        self.ui.week_strip.set_days(
            [
                WeekDay(
                    self.locale().dayName(day + 1, self.locale().FormatType.ShortFormat),
                    classes=view.week[day],
                    today=monday + day == today.toordinal(),
                )
                for day in range(7)
            ]
        )
        self.setUpdatesEnabled(True)

    def _show_class(self, register: RegisterView) -> None:
        session = register.session
        day = "" if session.starts.date() == self.context.today() else wording.long_day(session.starts.date())
        when = wording.from_to(session.starts, session.ends)
        self.ui.when_label.setText(" · ".join(part for part in (day, when, session.venue) if part))
        self.ui.title_label.setText(wording.class_title(session))
        self.ui.open_button.setText(
            {
                "planned": self.tr("Open class room"),
                "running": self.tr("Go on with the class"),
                "finished": self.tr("Look at the class"),
                "cancelled": self.tr("Look at the class"),
            }[session.status]
        )
        places = self.tr("{taken} of %n places taken", "", session.capacity).format(taken=register.taken)
        if register.waiting:
            places += self.tr(", %n waiting", "", register.waiting)
        self.ui.places_label.setText(places)
        benefits = partial(today_queries.planned_benefits, session_id=session.id)
        self.context.tasks.read(benefits, self._show_benefits, unhurried=True)
        self.people.show(_dyads(register.rows))

    def _show_benefits(self, planned: tuple[PlannedBenefit, ...]) -> None:
        shown = {benefit.code: benefit for benefit in planned[:3]}
        if self.benefit_chips.keep(shown):
            chips = self.benefit_chips.values()
            for before, after in pairwise((self.ui.open_button, *chips, self.ui.roster_list)):
                QWidget.setTabOrder(before, after)
        for code, chip in self.benefit_chips.items():
            benefit = shown[code]
            words = self.tr("{benefit} {minutes}")
            text = words.format(benefit=benefit.title, minutes=wording.minutes(benefit.minutes))
            chip.set_words(text)
            known = self.tr("What is known of {benefit}").format(benefit=benefit.title)
            chip.setAccessibleName(f"{text}: {known}")
            paint.plain_tooltip(chip, f"{text}: {known}")

    def _make_benefit(self, code: str) -> Chip:
        chip = Chip("", code)
        chip.set_compact(1)
        chip.clicked.connect(lambda: self.go.emit("curriculum", ("benefit", code)))
        return chip

    def _show_later(self, view: TodayView) -> None:
        _clear(self.ui.later_list_layout)
        for register in view.today:
            if register is self._shown:
                continue
            session = register.session
            card = Card()
            card.body.addWidget(Muted(f"{wording.from_to(session.starts, session.ends)} · {session.venue}"))
            title = Title(wording.class_title(session))
            title.setWordWrap(True)
            card.body.addWidget(title)
            line = ProgressLine()
            words = self.tr("{taken} of %n places taken", "", session.capacity).format(taken=register.taken)
            line.set_progress(register.taken, session.capacity, words)
            card.body.addWidget(line)
            foot = QHBoxLayout()
            told = Muted(words)
            told.setWordWrap(True)
            foot.addWidget(told, 1)
            button = ActionButton(self.tr("Open"))
            button.setAccessibleName(self.tr("Open {title}").format(title=wording.class_title(session)))
            button.clicked.connect(partial(self.go.emit, "class_room", session.id))
            foot.addWidget(button)
            card.body.addLayout(foot)
            self.ui.later_list_layout.addWidget(card)

    def _take_reminders(self, found: Reminders) -> None:
        """Say how much is on the chase list, and lead there; nothing of whom or what."""
        self._reminders = found
        self.chase_button.set_words(self.tr("Chase list: %n open", "", found.to_ask))
        self.chase_button.setVisible(found.to_ask > 0)

    def _show_todos(self, lacking: _Unprinted) -> None:
        if self._view is None:
            return
        self._found = todos(self._view, lacking, self._reminders, self.context.today())
        self._list_todos()

    def _list_todos(self) -> None:
        self.todos.show(self._found if self._all_todos else self._found[:_MOST_TODOS])
        self.ui.todo_list.setVisible(bool(self._found))
        self.ui.no_todo_label.setVisible(not self._found)
        words = self.tr("And %n more", "", max(0, len(self._found) - _MOST_TODOS))
        self.rest_button.set_words(self.tr("Show fewer") if self._all_todos else words)
        self.rest_button.setVisible(len(self._found) > _MOST_TODOS)

    def _turn_todos(self) -> None:
        """Show all that waits, or the most pressing alone."""
        self._all_todos = not self._all_todos
        self._list_todos()

    def _do(self, todo: ToDo, code: str) -> None:
        if todo.place is not None:
            self.booking_actions.do(todo.place, "letter" if code == "letter" else todo.step)
        else:
            self.go.emit(todo.page, todo.key)

    def _open_class(self) -> None:
        if self._shown is not None:
            self.go.emit("class_room", self._shown.session.id)


def _summary(view: TodayView) -> str:
    babies = sum(row.status != "elsewhere" for register in view.today for row in register.rows)
    if not view.today:
        if view.next is None:
            return translate("TodayPage", "No class today")
        day = wording.long_day(view.next.session.starts.date())
        return translate("TodayPage", "No class today. The next one is on {day}.").format(day=day)
    expected = translate("TodayPage", "%n babies expected", None, babies)
    classes = translate("TodayPage", "%n classes today", None, len(view.today))
    return f"{classes}, {expected}"


def _dyads(rows: tuple[RegisterRow, ...]) -> list[_Dyad]:
    """Return the rows with twins and triplets of one family together."""
    groups: dict[Any, list[RegisterRow]] = {}
    for row in rows:
        groups.setdefault(row.baby.family_id, []).append(row)
    return [tuple(group) for group in groups.values()]


def _person(rows: _Dyad) -> PersonRowData:
    first = rows[0]
    names = wording.listed([row.baby.given_name for row in rows[:-1]] + [rows[-1].baby.name])
    detail = wording.age(first.baby.age)
    if len(rows) > 1:
        detail = translate("TodayPage", "{age} · twins").format(age=detail) if len(rows) == 2 else detail
    adults = wording.listed(list(dict.fromkeys(row.adult.given_name for row in rows if row.adult)))
    serious = any(flag.kind in _SERIOUS for row in rows for flag in row.baby.flags)
    words = dict.fromkeys(word for row in rows for word in health_flags(row.baby))
    tags = [RowTag(word, "warning" if serious else "info", safety=True) for word in words]
    tags += restrictions(restricted(first.adults))
    if any(row.consent_missing for row in rows):
        tags.append(RowTag(translate("TodayPage", "Consent missing"), "error"))
    if all(row.status == "elsewhere" for row in rows):
        tags.append(RowTag(translate("TodayPage", "Made up elsewhere"), "info"))
    if all(row.first_class for row in rows):
        tags.append(RowTag(translate("TodayPage", "First class"), "primary"))
    tags += [RowTag(words, "info") for words in dict.fromkeys(map(visit, rows)) if words]
    due = sum(row.due for row in rows)
    if due > 0:
        money = wording.money(due, first.currency)  # type: ignore[arg-type]
        tags.append(RowTag(translate("TodayPage", "{money} due").format(money=money), "warning"))
    return PersonRowData(
        names,
        detail,
        _brought_by(rows, adults) if adults else "",
        tuple(tags),
    )


def _brought_by(rows: _Dyad, adults: str) -> str:
    """Return with whom a baby came, or comes."""
    if any(row.status in PRESENT for row in rows):
        return translate("TodayPage", "came with {adult}").format(adult=adults)
    return translate("TodayPage", "with {adult}").format(adult=adults)


def _todo_key(todo: ToDo) -> tuple[Any, ...]:
    booking = todo.place.booking.id if todo.place else None
    return todo.page, todo.key, todo.step, booking, todo.title, todo.detail


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
