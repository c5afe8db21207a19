"""The library: what a session is put together from, to be found, read, made one's own and shared."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from massage_studio.curriculum import library_queries, queries, service
from massage_studio.curriculum.library_views import ItemView, Library, LibraryItem
from massage_studio.curriculum.views import PlanView
from massage_studio.exchange.curriculum_files import SharedFile
from massage_studio.exchange.curriculum_queries import share_items, share_mine
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.card_dialog import CardDialog
from massage_studio.gui.curriculum.history_dialog import HistoryDialog
from massage_studio.gui.curriculum.item_details import ItemDetails
from massage_studio.gui.curriculum.item_dialog import ItemDialog
from massage_studio.gui.curriculum.item_words import kind_name
from massage_studio.gui.curriculum.library_filters import LibraryFilters
from massage_studio.gui.curriculum.library_rows import LibraryDelegate, LibraryRow, library_row
from massage_studio.gui.curriculum.panel import CONTENT_VERBS, Panel
from massage_studio.gui.curriculum.reading_dialog import ReadingDialog
from massage_studio.gui.curriculum.search import holds
from massage_studio.gui.curriculum.sharing import BringIn, CurriculumExport
from massage_studio.gui.curriculum.upgrade_dialog import UpgradeDialog
from massage_studio.gui.forms.ui_curriculum_library_panel import Ui_CurriculumLibraryPanel
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.handouts.card_queries import item_card, week_card
from massage_studio.handouts.papers import Draft
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id

_WIDE = 900
"""Pixels from which an item is read beside the list; in less it is read in a dialog."""


class LibraryPanel(Panel):
    """Finds an item by words and kind, shows it, and lets everything about it be changed and taken back."""

    shows = frozenset({Thing.CURRICULUM})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = ui = Ui_CurriculumLibraryPanel()
        ui.setupUi(self)
        self._library: Library | None = None
        self._wanted: tuple[str, str] | None = None
        self._read = Latest()
        self._rows = ListModel[LibraryItem, LibraryRow](
            self, lambda item: (item.kind, item.code), library_row
        )
        ui.item_list.use(self._rows, LibraryDelegate(ui.item_list))
        ui.search_edit.setFixedWidth(self.fontMetrics().horizontalAdvance("m") * 22)
        flow = FlowLayout(ui.button_box, gap=8)
        for button in (ui.undo_button, ui.share_button, ui.new_button):
            flow.addWidget(button)
        self.filters = LibraryFilters(ui.filters)
        for before, after in pairwise((ui.new_button, *self.filters.chips.values(), ui.item_list)):
            QWidget.setTabOrder(before, after)
        self.undo = OfficeUndo(self, ui.undo_button, verbs=CONTENT_VERBS)
        self.undo.reach_from(ui.search_edit)
        self.use_search_field(ui.search_edit)
        self.use_found_stack(ui.found_stack)
        self._bring_in = BringIn(context, self, self._brought)
        self._wire()

    def _wire(self) -> None:
        ui, list_ = self.ui, self.ui.item_list
        self.sought.connect(self._seek)
        self.filters.chosen.connect(self._seek)
        self.nothing.first_step.connect(self._clear_filters)
        list_.moved_to.connect(self._ask)
        list_.opened.connect(self._open)
        list_.menu_wanted.connect(self._menu)
        ui.details.asked.connect(self._do)
        ui.details.benefit_wanted.connect(self._open_benefit)
        ui.new_button.clicked.connect(self._choose_new)
        ui.share_button.clicked.connect(lambda: self.context.tasks.read(queries.plans, self._choose_share))
        ui.upgrade_banner.action.connect(self._look_at_upgrade)
        in_list = Qt.ShortcutContext.WidgetShortcut
        for keys in ("F2", "Return", "Enter"):
            QShortcut(QKeySequence(keys), list_, context=in_list).activated.connect(partial(self._do, "edit"))
        QShortcut(QKeySequence("Del"), list_, context=in_list).activated.connect(self._hide_or_show)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, context=here).activated.connect(self._choose_new)

    def open(self, key: Any) -> None:
        """Show ("item", (kind, code))."""
        _, self._wanted = key
        if self._library is not None:
            self._go_to_wanted()

    def reload(self) -> None:
        self.context.tasks.read(library_queries.library, self._show)
        self.undo.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ui.details_scroll.setVisible(self.width() >= _WIDE)
        self.place_head(self.ui.head_grid, self.ui.button_box)

    def _clear_filters(self) -> None:
        self.filters.clear()
        self._seek()

    def current(self) -> LibraryItem | None:
        """Return the item that the list stands on."""
        place = self.ui.item_list.currentIndex().row()
        return self._rows.views[place] if 0 <= place < len(self._rows.views) else None

    def _show(self, library: Library) -> None:
        self._library = library
        self._offer_upgrade(library)
        self._seek()
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted is None:
            return
        place = self._rows.place_of(self._wanted)
        if place is None:
            self.ui.search_edit.clear()
            self.filters.choose_for(self._wanted, self._library)
            self._seek()
            place = self._rows.place_of(self._wanted)
        self._wanted = None
        if place is not None:
            self.ui.item_list.go_to(place)
            self._ask(self._rows.views[place])

    def _seek(self) -> None:
        self.pause.stop()
        if self._library is None:
            return
        sought = self.ui.search_edit.text()
        holding = [item for item in self._library.items if holds(sought, item.text, kind_name(item.kind))]
        self.filters.count(holding)
        found = [item for item in holding if self.filters.lets(item)]
        self._rows.show(found)
        self.ui.count_label.setText(self.tr("%n items", "", len(found)))
        self.show_found(bool(found))
        if found and self.current() is None:
            self.ui.item_list.go_to(0)
        self._ask(self.current())

    def _offer_upgrade(self, library: Library) -> None:
        upgrade, banner = library.upgrade, self.ui.upgrade_banner
        if upgrade.changes:
            told = self.tr(
                "%n of your changes: the program's words have changed since.", "", len(upgrade.changes)
            )
        elif upgrade.withdrawn:
            told = self.tr(
                "%n of your changes are about what this version does not have.", "", len(upgrade.withdrawn)
            )
        else:
            banner.clear()
            return
        banner.show_message("info", told, self.tr("Look"))

    def _look_at_upgrade(self) -> None:
        if self._library is not None:
            self.context.messages.open_dialog(UpgradeDialog(self.context, self._library.upgrade, self))

    def _ask(self, item: LibraryItem | None) -> None:
        """Ask for the item beside the list."""
        if item is None:
            self.ui.details.show_item(None)
            return
        ask = partial(library_queries.item, kind=item.kind, code=item.code)
        self.context.tasks.read(ask, self.ui.details.show_item, latest=self._read)

    def _open(self, item: LibraryItem) -> None:
        if self.ui.details_scroll.isVisible():
            self._ask(item)
        else:
            self._with_item(item, self._read_in_dialog)

    def _with_item(self, item: LibraryItem, then: Any) -> None:
        self.context.tasks.read(partial(library_queries.item, kind=item.kind, code=item.code), then)

    def _read_in_dialog(self, view: ItemView) -> None:
        dialog = ReadingDialog(view.title, self, headed=False)
        details = ItemDetails(dialog)
        details.show_item(view)
        for wanted, act in ((details.asked, self._do), (details.benefit_wanted, self._open_benefit)):
            wanted.connect(dialog.accept)
            wanted.connect(act)
        dialog.column.addWidget(details)
        self.context.messages.open_dialog(dialog)

    def _open_benefit(self, code: str) -> None:
        self.go.emit("curriculum", ("benefit", code))

    def _menu(self, item: LibraryItem, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hide = ("show", self.tr("Show again")) if item.hidden else ("hide", self.tr("Hide"))
        for name, words in (
            ("edit", self.tr("Edit")),
            ("copy", self.tr("Copy as my own")),
            hide,
            ("history", self.tr("History")),
            ("print", self.tr("Session card")),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, name=name: self._do(name))
        menu.popup(at)

    def _do(self, name: str) -> None:
        """Do with the current item what a button or a key names."""
        item = self.current()
        if item is None:
            return
        if name == "edit":
            self._with_item(item, self._edit)
        elif name == "history":
            self._with_item(item, self._history)
        elif name == "print":
            self._card(partial(item_card, kind=item.kind, code=item.code))
        elif name == "copy":
            self._copy(item)
        elif name in ("hide", "show"):
            self._write_hidden(item, hidden=name == "hide")

    def _hide_or_show(self) -> None:
        item = self.current()
        if item is not None:
            self._write_hidden(item, hidden=not item.hidden)

    def _edit(self, view: ItemView) -> None:
        dialog = ItemDialog(self.context, view, self)
        dialog.kept.connect(partial(self._kept, view))
        self.context.messages.open_dialog(dialog)

    def _kept(self, view: ItemView, code: str, operation_id: UUID, changes: Changes) -> None:
        self._wanted = (view.kind, code)
        self.undo.tell(self.tr("Kept."), operation_id, changes)

    def _history(self, view: ItemView) -> None:
        self.context.messages.open_dialog(HistoryDialog(self.context, view, self))

    def _card(self, read: Callable[..., Draft], _: bool = False) -> None:
        self.context.messages.open_dialog(CardDialog(self.context, read, self))

    def _choose_new(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in library_queries.LIBRARY:
            menu.addAction(kind_name(kind)).triggered.connect(lambda _=False, kind=kind: self.add(kind))
        menu.popup(self.ui.new_button.mapToGlobal(self.ui.new_button.rect().bottomLeft()))

    def add(self, kind: str) -> None:
        """Ask for a new item of a kind."""
        self.context.tasks.read(partial(library_queries.new_item, kind=kind), self._edit)

    def _choose_share(self, plans: tuple[PlanView, ...]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cards = menu.addMenu(self.tr("Session card of a week"))
        shared = menu.addMenu(self.tr("Share a course plan"))
        for plan in plans:
            weeks = cards.addMenu(plan.label.replace("&", "&&"))
            for week in plan.sessions:
                name = self.tr("{number} {title}").format(number=week.number, title=week.title)
                read = partial(week_card, plan_code=plan.code, number=week.number)
                weeks.addAction(name.replace("&", "&&")).triggered.connect(partial(self._card, read))
            share = partial(share_items, items=(("plan", plan.code),))
            action = shared.addAction(plan.label.replace("&", "&&"))
            action.triggered.connect(partial(self._share, plan.label, share))
        item = self.current()
        if item is not None:
            share = partial(share_items, items=((item.kind, item.code),))
            name = self.tr("Share “{title}”").format(title=item.title)
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(partial(self._share, item.title, share))
        shown = tuple((one.kind, one.code) for one in self._rows.views)
        if len(shown) > 1:
            words = self.tr("Share the %n items that are shown", "", len(shown))
            share = partial(share_items, items=shown)
            menu.addAction(words).triggered.connect(partial(self._share, self.tr("Library"), share))
        name = self.tr("My curriculum")
        menu.addAction(self.tr("Share all that is mine")).triggered.connect(
            partial(self._share, name, share_mine)
        )
        menu.addSeparator()
        menu.addAction(self.tr("Bring in a colleague's file")).triggered.connect(self._bring_in.ask)
        menu.popup(self.ui.share_button.mapToGlobal(self.ui.share_button.rect().bottomLeft()))

    def _share(self, name: str, question: Callable[[Any], SharedFile], _: bool = False) -> None:
        CurriculumExport(self.context, self).share(name, question)

    def _brought(self, operation_id: UUID, changes: Changes) -> None:
        self.undo.tell(self.tr("Brought in."), operation_id, changes)

    def _copy(self, item: LibraryItem) -> None:
        title = self.tr("{title} (my own)").format(title=item.title)
        key, operation_id = new_id(), new_id()

        def copied(changes: Changes) -> None:
            self._wanted = (item.kind, service.own_code(key))
            self.undo.tell(self.tr("Copied."), operation_id, changes)

        copy = partial(
            service.copy_item,
            item_id=key,
            kind=item.kind,
            code=item.code,
            title=title,
            now=self.context.clock(),
            operation_id=operation_id,
        )
        self.context.tasks.write(copy, copied)

    def _write_hidden(self, item: LibraryItem, *, hidden: bool) -> None:
        operation_id = new_id()
        verb = service.hide if hidden else service.show
        told = self.tr("Hidden: {title}.") if hidden else self.tr("Shown again: {title}.")
        self.context.tasks.write(
            partial(
                verb, kind=item.kind, code=item.code, now=self.context.clock(), operation_id=operation_id
            ),
            lambda changes: self.undo.tell(told.format(title=item.title), operation_id, changes),
        )
