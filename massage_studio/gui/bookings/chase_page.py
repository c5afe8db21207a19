"""The chase list: what is to be asked of families, each row with its letter, its tick and its next step."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

import massage_studio.families.service as families
from massage_studio.bookings import money_service
from massage_studio.bookings.chase_queries import chase_list
from massage_studio.bookings.chase_views import KINDS, ChaseKind, ChaseRow
from massage_studio.bookings.mailing_views import ALL_COURSES
from massage_studio.exchange.letter_texts import LetterKind
from massage_studio.gui import wording
from massage_studio.gui.bookings.booking_actions import BookingActions
from massage_studio.gui.bookings.chase_words import ChaseDelegate, chase_actions, chase_row, kind_words
from massage_studio.gui.bookings.expiry import Expiry
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_chase_page import Ui_BookingsChasePage
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.person_row import PersonRowData
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id
from massage_studio.store.operations import perform

_LETTERS: dict[ChaseKind, LetterKind] = {
    "form": "missing",
    "consent": "missing",
    "birth": "missing",
    "answer": "offer",
    "payment": "payment",
    "enquiry": "enquiry",
}
_TO_ALL: dict[str, LetterKind] = {
    "form": "missing",
    "consent": "missing",
    "birth": "missing",
    "payment": "payment",
    "enquiry": "enquiry",
}


class ChasePage(Page):
    """All rows, or those of one kind; Enter opens the family."""

    shows = frozenset({Thing.BOOKINGS, Thing.FAMILIES, Thing.PAYMENTS})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = ui = Ui_BookingsChasePage()
        ui.setupUi(self)
        self.rows = ListModel[ChaseRow, PersonRowData](self, lambda row: row.key, chase_row, chase_actions)
        ui.chase_list.use(self.rows, ChaseDelegate(ui.chase_list))
        self._found: tuple[ChaseRow, ...] = ()
        self._readings = Latest()
        ui.kind_combo.addItem(self.tr("Everything"), "")
        for kind in KINDS:
            ui.kind_combo.addItem(kind_words(kind), kind)
        self.empty = EmptyState(
            "today",
            self.tr("Nothing is missing: no form, no consent, no payment and no answer."),
            self.tr("Go to the classes"),
            self,
        )
        ui.page_layout.addWidget(self.empty, 1)
        self.empty.hide()
        self.undo = OfficeUndo(self, ui.undo_button)
        self.booking_actions = BookingActions(self, self.undo)
        self.expiry = Expiry(self)
        ui.kind_combo.currentIndexChanged.connect(self._list)
        ui.write_button.clicked.connect(self._write_to_all)
        ui.chase_list.opened.connect(self._open_family)
        ui.chase_list.acted.connect(self._do)
        self.booking_actions.full.connect(lambda place, _: self.go.emit("classes", place.booking.course_id))
        self.empty.first_step.connect(lambda: self.go.emit("classes", None))

    def open(self, key: Any) -> None:
        """Show one kind alone, or with None everything, as much as was counted where one comes from."""
        self.ui.kind_combo.setCurrentIndex(self.ui.kind_combo.findData(key or ""))

    def reload(self) -> None:
        self.context.tasks.read(
            partial(chase_list, now=self.context.clock(), today=self.context.today()),
            self._show,
            latest=self._readings,
        )
        self.undo.look()

    def _show(self, found: tuple[ChaseRow, ...]) -> None:
        self._found = found
        for widget in (self.ui.list_card, self.ui.kind_combo, self.ui.write_button):
            widget.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._list()

    def _list(self) -> None:
        kind = self.ui.kind_combo.currentData()
        rows = tuple(row for row in self._found if not kind or row.kind == kind)
        self.rows.show(rows)
        families_asked = len({row.family_id for row in rows})
        words = self.tr("%n things to ask", "", len(rows))
        of = self.tr("%n families", "", families_asked)
        none = self.tr("Nothing of this kind; %n other things are open", "", len(self._found))
        self.ui.subtitle.setText(
            f"{words} · {of}" if rows else none if self._found else self.tr("Nothing to ask")
        )
        self.ui.write_button.setEnabled(bool(rows) and kind in _TO_ALL)
        self.ui.write_button.setToolTip(
            "" if kind in _TO_ALL else self.tr("Choose first what is asked for: a form, a payment.")
        )

    def _open_family(self, row: ChaseRow) -> None:
        self.go.emit("family", row.family_id)

    def _write_to_all(self) -> None:
        self.go.emit("letters", (_TO_ALL[self.ui.kind_combo.currentData()], ALL_COURSES))

    def _do(self, row: ChaseRow, code: str) -> None:
        {"letter": self._letter, "tick": self._tick, "next": self._next}[code](row)

    def _letter(self, row: ChaseRow) -> None:
        assert row.place is not None
        if row.kind == "class_off":
            session = row.place.session
            about = ("called_off", row.place.booking.id) if session is None else ("cancelled", session.id)
            self.go.emit("letters", about)
        else:
            self.go.emit("letters", (_LETTERS[row.kind], row.place.booking.id))

    def _tick(self, row: ChaseRow) -> None:
        assert row.place is not None
        if row.kind == "form":
            self._form_back(row)
        elif row.kind == "consent":
            self._agreed(row)
        elif row.kind == "payment":
            self._paid(row)
        else:
            self.booking_actions.do(
                row.place, {"answer": "accept", "class_off": "cancel"}.get(row.kind, "book")
            )

    def _next(self, row: ChaseRow) -> None:
        steps = {"answer": "decline", "class_off": "drop_in", "payment": "pay", "enquiry": "wait"}
        if row.kind == "class_off" and row.place is not None and row.place.session is None:
            self.booking_actions.do(row.place, "move")
        elif row.place is not None and row.kind in steps:
            self.booking_actions.do(row.place, steps[row.kind])
        else:
            self._open_family(row)

    def _form_back(self, row: ChaseRow) -> None:
        work = partial(families.form_back, family_id=row.family_id, on=self.context.today())
        self._perform(row, "form_back", work, self.tr("{baby}: the form is back."))

    def _agreed(self, row: ChaseRow) -> None:
        work = partial(families.agree_to_needed, family_id=row.family_id, on=self.context.today())
        words = self.tr("{baby}: notes of health and of the classes are agreed to.")
        self._perform(row, "answer_consent", work, words)

    def _perform(self, row: ChaseRow, name: str, work: Callable[[Any], Changes], words: str) -> None:
        # Until the list shows what is left a second press would be a second answer.
        self.rows.block(row)
        key, baby = new_id(), wording.listed(list(row.babies))
        now = self.context.clock()
        self.context.tasks.write(
            partial(perform, name=name, work=work, words=baby, now=now, operation_id=key),
            partial(self.undo.tell, words.format(baby=baby), key),
        )

    def _paid(self, row: ChaseRow) -> None:
        assert row.place is not None
        self.rows.block(row)
        one, key = row.place.booking, new_id()
        amount = wording.money(one.due, one.currency)
        words = self.tr("{amount} for {baby} is in the books.").format(amount=amount, baby=one.baby.name)
        self.context.tasks.write(
            partial(
                money_service.pay,
                payment_id=new_id(),
                booking_id=one.id,
                amount=one.due,
                method="cash",
                now=self.context.clock(),
                operation_id=key,
            ),
            partial(self.undo.tell, words, key),
        )
