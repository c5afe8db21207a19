"""The families: found by a name as one types it, newest first."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from massage_studio.families.views import FamilyRow
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.families import words
from massage_studio.gui.families.dialogs import NewFamilyDialog
from massage_studio.gui.families.words import restrictions
from massage_studio.gui.forms.ui_families_page import Ui_FamiliesPage
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Latest
from massage_studio.gui.unfolding import Unfolding
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.person_row import PersonRow, PersonRowData, RowTag
from massage_studio.search.queries import families_called
from massage_studio.search.views import FoundFamilies
from massage_studio.store.changes import Thing

_BATCH = 60
"""Rows that are made at once; more are made when the list is scrolled to its end."""

_MOST = 120
"""Families that are asked for at once; more are asked for when all of them are shown."""


class FamiliesPage(Page):
    """All families in one list; Enter opens the first, the arrows go through the others."""

    shows = frozenset({Thing.FAMILIES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_FamiliesPage()
        self.ui.setupUi(self)
        self.rows: list[PersonRow] = []
        self._found: tuple[FamilyRow, ...] = ()
        self._shown = 0
        self._unfolding = Unfolding(self, lambda row: row in self.rows[: self._shown])
        self._total = 0
        self._most = _MOST
        self._asked = Latest()
        self._empty = EmptyState(
            "families",
            self.tr("No families yet. A family is a baby and the adults who bring them."),
            self.tr("New family"),
        )
        self._nobody = EmptyState(
            "search",
            self.tr("No family of that name. The beginning of a name is enough."),
            self.tr("Show all"),
        )
        self.ui.stack.addWidget(self._empty)
        self.ui.stack.addWidget(self._nobody)
        self.ui.list_rows_layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._wire()

    def _wire(self) -> None:
        self.ui.filter_edit.textChanged.connect(self._typed)
        self.ui.filter_edit.returnPressed.connect(self._open_first)
        self.ui.filter_edit.installEventFilter(self)
        self.ui.new_button.clicked.connect(self._new)
        self.ui.list_area.verticalScrollBar().valueChanged.connect(self._more_in_view)
        self._empty.first_step.connect(self._new)
        self._nobody.first_step.connect(self.ui.filter_edit.clear)
        for key in (QKeySequence.StandardKey.Find, QKeySequence("/")):
            self._shortcut(QKeySequence(key))

    def _shortcut(self, key: QKeySequence) -> None:
        shortcut = QShortcut(key, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._find)

    def _find(self) -> None:
        self.ui.filter_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.filter_edit.selectAll()

    def open(self, key: Any) -> None:
        """Show the whole list, or the families that a text names."""
        self.ui.filter_edit.setText(key if isinstance(key, str) else "")

    def _typed(self) -> None:
        self._most = _MOST
        self.reload()

    def reload(self) -> None:
        """Ask for the families that have the words which are typed."""
        words, most = self.ui.filter_edit.text(), self._most
        self.context.tasks.read(
            families_called,
            partial(self._show, words, most),
            latest=self._asked,
            words=words,
            today=self.context.today(),
            most=most,
        )

    def _show(self, words: str, most: int, found: FoundFamilies) -> None:
        # What was asked for at the end of the list goes on below what is there.
        further = most > _MOST
        self._found, self._total = found.rows, found.total
        first = not self.rows
        self.ui.list_rows.setUpdatesEnabled(False)
        shown, self._shown = self._shown, 0
        self._more()
        while further and self._shown < min(shown + 1, len(self._found)):
            self._more()
        for row in self.rows[self._shown :]:
            row.hide()
        self.ui.list_rows.setUpdatesEnabled(True)
        if first:
            # Each script's first letters cost a font, so the first rows come a few at a time.
            self._unfolding.begin(self.rows)
        if not further:
            self.ui.list_area.verticalScrollBar().setValue(0)
        self._say_how_many(bool(words.strip()))

    def _say_how_many(self, searching: bool) -> None:
        words_for_count = self.tr("%n families, newest first", "", self._total)
        if self._total == 1:
            words_for_count = self.tr("One family")
        self.ui.count_label.setText(words_for_count if self._found else "")
        shown = self.ui.list_page if self._found else self._nobody if searching else self._empty
        self.ui.stack.setCurrentWidget(shown)

    def _more_in_view(self, value: int) -> None:
        bar = self.ui.list_area.verticalScrollBar()
        if value < bar.maximum() - bar.pageStep():
            return
        if self._shown < len(self._found):
            self._more()
        elif len(self._found) < self._total and not self._asked.waiting:
            self._most += _MOST
            self.reload()

    def _more(self) -> None:
        end = min(self._shown + _BATCH, len(self._found))
        while len(self.rows) < end:
            row = PersonRow(self.ui.list_rows)
            row.clicked.connect(partial(self._open_row, len(self.rows)))
            row.installEventFilter(self)
            self.ui.list_rows_layout.addWidget(row)
            self.rows.append(row)
        for number in range(self._shown, end):
            self.rows[number].set_person(_person(self._found[number], self))
            self.rows[number].show()
        self._shown = end

    def _open_row(self, number: int) -> None:
        self.go.emit("family", self._found[number].id)

    def _open_first(self) -> None:
        if self._found and not self._asked.waiting:
            self._open_row(0)

    def _new(self) -> None:
        dialog = NewFamilyDialog(self.context, self)
        dialog.saved.connect(partial(self._made, dialog.family_id))
        self.context.messages.open_dialog(dialog)

    def _made(self, family_id: UUID, _: object) -> None:
        self.say.emit(self.tr("The family is kept."), "", None)
        self.go.emit("family", family_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._step(watched, step):
                return True
        return super().eventFilter(watched, event)

    def _step(self, watched: QObject, step: int) -> bool:
        number = next((place for place, row in enumerate(self.rows) if row is watched), -1) + step
        if number < 0 and step < 0 and watched is not self.ui.filter_edit:
            self.ui.filter_edit.setFocus()
            return True
        if not 0 <= number < self._shown:
            return False
        self.rows[number].setFocus(Qt.FocusReason.TabFocusReason)
        self.ui.list_area.ensureWidgetVisible(self.rows[number])
        return True


def _person(family: FamilyRow, page: FamiliesPage) -> PersonRowData:
    tags = [
        RowTag(flag.what or words.flag_kind(flag.kind), "warning", safety=True)
        for baby in family.babies
        for flag in baby.flags
    ]
    tags += restrictions(family.restricted)
    if family.consent_missing:
        tags.append(RowTag(page.tr("Consent missing"), "error"))
    return PersonRowData(
        name=wording.listed([baby.name for baby in family.babies]) or wording.listed(list(family.carers)),
        detail=wording.age(family.babies[0].age) if family.babies else "",
        second=page.tr("with {carers}").format(carers=wording.listed(list(family.carers)))
        if family.babies and family.carers
        else "",
        tags=tuple(tags),
    )
