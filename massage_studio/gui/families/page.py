"""The families: found by a name as one types it, newest first."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from massage_studio.exchange.list_queries import ListName
from massage_studio.families.views import FamilyRow
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.families import export_list, words
from massage_studio.gui.families.dialogs import NewFamilyDialog
from massage_studio.gui.families.export_list import list_words
from massage_studio.gui.families.words import restrictions
from massage_studio.gui.forms.ui_families_page import Ui_FamiliesPage
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.lists.person import PersonDelegate
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.person_row import PersonRowData, RowTag
from massage_studio.language import translate
from massage_studio.search.queries import families_called, family_keys
from massage_studio.search.views import FamilyChoice, FoundFamilies
from massage_studio.store.changes import Thing

_PAGE = 100
"""Families that are asked for at once; more follow when the list is scrolled to its end."""


class FamiliesPage(Page):
    """All families in one list; Enter opens the first, the arrows go through the others."""

    shows = frozenset({Thing.FAMILIES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_FamiliesPage()
        self.ui.setupUi(self)
        self.families = ListModel[FamilyRow, PersonRowData](self, lambda family: family.id, _person)
        self.ui.families_list.use(self.families, PersonDelegate(self.ui.families_list))
        self._words = ""
        self._which: FamilyChoice = ""
        for choice, which in (
            (self.tr("All families"), ""),
            (self.tr("On a course to come"), "booked"),
            (self.tr("On a waiting list"), "waiting"),
            (self.tr("Money due"), "owing"),
            (self.tr("Form, consent or dates missing"), "lacking"),
            (self.tr("Health to know of"), "health"),
            (self.tr("Contact restriction"), "restricted"),
        ):
            self.ui.which_combo.addItem(choice, which)
        self._asked = Latest()
        self._empty = EmptyState(
            "families",
            self.tr("No families yet. A family is a baby and the adults who bring them."),
            self.tr("New family"),
        )
        self._nobody = EmptyState(
            "search",
            self.tr("No such family. The beginning of a name is enough."),
            self.tr("Show all"),
        )
        self.ui.stack.addWidget(self._empty)
        self.ui.stack.addWidget(self._nobody)
        self._wire()

    def _wire(self) -> None:
        self.ui.filter_edit.textChanged.connect(self._typed)
        self.ui.filter_edit.returnPressed.connect(self._open_first)
        self.ui.filter_edit.installEventFilter(self)
        self.ui.new_button.clicked.connect(self._new)
        self.ui.which_combo.currentIndexChanged.connect(self.reload)
        self.ui.export_button.clicked.connect(self._open_lists)
        self.ui.families_list.opened.connect(self._open_row)
        self.ui.families_list.left_upwards.connect(self.ui.filter_edit.setFocus)
        self.families.more_wanted.connect(self._ask_for_more)
        self._empty.first_step.connect(self._new)
        self._nobody.first_step.connect(self._show_all)
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
        self.ui.which_combo.setCurrentIndex(0)
        self.ui.filter_edit.setText(key if isinstance(key, str) else "")

    def _typed(self) -> None:
        self.reload()

    def reload(self) -> None:
        """Ask for the families that have the words which are typed, so many as are shown already."""
        words, which = self.ui.filter_edit.text(), self.ui.which_combo.currentData()
        same = (words, which) == (self._words, self._which)
        most = max(_PAGE, len(self.families.views)) if same else _PAGE
        self._ask(partial(self._show, words, which), words, which, most)

    def _ask_for_more(self) -> None:
        if not self._asked.waiting:
            self._ask(self._show_more, self._words, self._which, _PAGE, len(self.families.views))

    def _ask(
        self,
        then: Callable[[FoundFamilies], None],
        words: str,
        which: FamilyChoice,
        most: int,
        skipped: int = 0,
    ) -> None:
        self.context.tasks.read(
            partial(
                families_called,
                words=words,
                today=self.context.today(),
                most=most,
                skipped=skipped,
                which=which,
                now=self.context.clock(),
            ),
            then,
            latest=self._asked,
        )

    def _show_all(self) -> None:
        self.ui.which_combo.setCurrentIndex(0)
        self.ui.filter_edit.clear()

    def lists_menu(self) -> QMenu:
        """Make the menu of the lists of the families that are shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names: tuple[ListName, ...] = ("families", "bookings", "attendance", "consents")
        for name in names:
            menu.addAction(list_words(name), partial(self._export, name))
        return menu

    def _open_lists(self) -> None:
        button = self.ui.export_button
        self.lists_menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    def _export(self, name: ListName) -> None:
        """Export a list of the families that are shown, all of them where nothing is chosen."""
        words, which = self.ui.filter_edit.text(), self.ui.which_combo.currentData()
        left = None
        if words.strip() or which:
            left = partial(
                family_keys,
                words=words,
                today=self.context.today(),
                now=self.context.clock(),
                which=which,
            )
        export_list.offer(self.context, self, name, families=left)

    def _show(self, words: str, which: FamilyChoice, found: FoundFamilies) -> None:
        self.families.show(found.rows, found.total)
        if (words, which) != (self._words, self._which):
            self._words, self._which = words, which
            self.ui.families_list.scrollToTop()
        words_for_count = self.tr("%n families, newest first", "", found.total)
        self.ui.count_label.setText(words_for_count if found.rows else "")
        shown = self.ui.list_page if found.rows else self._nobody if words.strip() or which else self._empty
        self.ui.stack.setCurrentWidget(shown)

    def _show_more(self, found: FoundFamilies) -> None:
        self.families.append(found.rows, found.total)

    def _open_row(self, family: FamilyRow) -> None:
        self.go.emit("family", family.id)

    def _open_first(self) -> None:
        if self.families.views and not self._asked.waiting:
            self._open_row(self.families.views[0])

    def _new(self) -> None:
        dialog = NewFamilyDialog(self.context, self)
        dialog.saved.connect(partial(self._made, dialog.family_id))
        self.context.messages.open_dialog(dialog)

    def _made(self, family_id: UUID, _: object) -> None:
        self.say.emit(self.tr("The family is kept."), "", None)
        self.go.emit("family", family_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and event.type() == QEvent.Type.KeyPress and self.families.views:
            self.ui.families_list.go_to(0)
            self.ui.families_list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)


def _person(family: FamilyRow) -> PersonRowData:
    tags = [
        RowTag(flag.what or words.flag_kind(flag.kind), "warning", safety=True)
        for baby in family.babies
        for flag in baby.flags
    ]
    tags += restrictions(family.restricted)
    if family.consent_missing:
        tags.append(RowTag(translate("FamiliesPage", "Consent missing"), "error"))
    return PersonRowData(
        name=wording.listed([baby.name for baby in family.babies]) or wording.listed(list(family.carers)),
        detail=wording.age(family.babies[0].age) if family.babies else "",
        second=translate("FamiliesPage", "with {carers}").format(carers=wording.listed(list(family.carers)))
        if family.babies and family.carers
        else "",
        tags=tuple(tags),
    )
