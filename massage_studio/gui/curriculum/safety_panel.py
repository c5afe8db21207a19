"""What to ask at the door, what is left out, where to send a family, and who a class is for."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, TypedDict
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QVBoxLayout, QWidget

from massage_studio.curriculum import limit_service, safety_queries, signpost_service
from massage_studio.curriculum.safety_views import LimitView, SafetyPageData
from massage_studio.curriculum.views import LocalService
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum import safety_detail
from massage_studio.gui.curriculum.limit_dialog import LimitDialog
from massage_studio.gui.curriculum.panel import Panel
from massage_studio.gui.curriculum.safety_dialogs import ContentDialog, ReasonDialog, ServiceDialog
from massage_studio.gui.curriculum.safety_rows import SafetyDelegate, SafetyRow, rows
from massage_studio.gui.forms.ui_curriculum_safety_panel import Ui_CurriculumSafetyPanel
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id


class _At(TypedDict):
    """Which rule, and as which operation."""

    code: str
    now: datetime
    operation_id: UUID


_ROOM_FOR_A_LIST = 34
"""Lines of text from which what can be chosen is listed beside what is read; in less it drops down above."""


class SafetyPanel(Panel):
    """A list of all that keeps a baby safe, and beside it what is known of the row that is chosen."""

    shows = frozenset({Thing.CURRICULUM, Thing.STUDIO})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = ui = Ui_CurriculumSafetyPanel()
        ui.setupUi(self)
        self._data: SafetyPageData | None = None
        self._chosen: tuple[str, str] = ("", "")
        self._wanted: tuple[str, Any] | None = None
        self.rows = ListModel[SafetyRow, SafetyRow](self, lambda row: (row.kind, row.code), lambda row: row)
        ui.item_list.use(self.rows, SafetyDelegate(ui.item_list))
        em = self.fontMetrics().horizontalAdvance("m")
        ui.search_edit.setFixedWidth(em * 24)
        ui.item_list.setMinimumWidth(em * 14)
        ui.item_list.setMaximumWidth(em * 24)
        flow = FlowLayout(ui.button_box, gap=8)
        for button in (ui.item_combo, ui.add_rule_button, ui.add_service_button):
            flow.addWidget(button)
        self.use_search_field(ui.search_edit)
        self.use_found_stack(ui.found_stack)
        self.undo = OfficeUndo(self, only_own=True)
        self.undo.reach_from(ui.search_edit)
        self.sought.connect(self._seek)
        context.privacy.changed.connect(lambda _: self._seek())
        ui.item_combo.setFixedWidth(em * 18)
        ui.item_combo.hide()
        ui.item_combo.activated.connect(ui.item_list.go_to)
        ui.item_combo.activated.connect(lambda place: self._choose(self.rows.views[place]))
        ui.item_list.opened.connect(self._choose)
        ui.item_list.moved_to.connect(self._choose)
        ui.add_rule_button.clicked.connect(lambda: self._open_limit(None))
        ui.add_service_button.clicked.connect(lambda: self._open_service(None))

    def open(self, key: Any) -> None:
        """Show ("safety", code) of a reason, a rule or a signpost, "services" or "gains".

        A rule that has the code of a reason goes by ("safety", ("limit", code)).
        """
        self._wanted = key
        if self._data is not None:
            self._go_to_wanted()

    def reload(self) -> None:
        self.context.tasks.read(safety_queries.safety_page, self._show)
        self.undo.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < self.fontMetrics().lineSpacing() * _ROOM_FOR_A_LIST
        if low == self.ui.item_list.isVisibleTo(self):
            keys = self.ui.item_list.hasFocus() or self.ui.item_combo.hasFocus()
            self.ui.item_list.setVisible(not low)
            self.ui.item_combo.setVisible(low)
            if keys:
                (self.ui.item_combo if low else self.ui.item_list).setFocus()
        self.place_head(self.ui.head_grid, self.ui.button_box)

    def scroll_page(self, step: QAbstractSlider.SliderAction) -> None:
        self.ui.detail_scroll.step(step)

    def _show(self, data: SafetyPageData) -> None:
        self._data = data
        self._seek()
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted is None:
            return
        (_, code), self._wanted = self._wanted, None
        self.ui.search_edit.clear()
        self._seek()
        row = next((row for row in self.rows.views if _is_meant(row, code)), None)
        if row is not None:
            self._chosen = (row.kind, row.code)
            self._seek()

    def _seek(self) -> None:
        """List what holds the words that are sought, and set what is chosen of it."""
        self.pause.stop()
        if self._data is None:
            return
        found = rows(self._data, self.context.today(), self.ui.search_edit.text())
        self.rows.show(found)
        self.ui.item_combo.clear()
        for row in found:
            self.ui.item_combo.addItem(row.title)
        self.show_found(bool(found))
        if not found:
            return
        place = self.rows.place_of(self._chosen)
        self.ui.item_list.go_to(place or 0)
        self._choose(found[place or 0])

    def _choose(self, row: SafetyRow) -> None:
        if self._data is None:
            return
        self._chosen = (row.kind, row.code)
        place = self.rows.place_of(self._chosen)
        self.ui.item_combo.setCurrentIndex(-1 if place is None else place)
        detail = self._detail(self._data, row)
        if detail is not None:
            self.ui.detail_scroll.show_chapter(detail)

    def _detail(self, data: SafetyPageData, row: SafetyRow) -> Callable[[QVBoxLayout], None] | None:
        code, act = row.code, self._act
        if row.kind == "gains":
            return partial(safety_detail.gains_detail, data=data, act=act)
        for reason in data.reasons:
            if (row.kind, code) == ("reason", reason.item.code):
                return partial(safety_detail.reason_detail, reason=reason, data=data, act=act)
        for limit in data.limits:
            if (row.kind, code) == ("limit", limit.now.code):
                covered = self.context.privacy.drawn
                return partial(safety_detail.limit_detail, limit=limit, data=data, act=act, covered=covered)
        for post in data.posts:
            if (row.kind, code) == ("post", post.post.code):
                return partial(safety_detail.post_detail, post=post, act=act)
        for one in data.services:
            if (row.kind, code) == ("service", str(one.id)):
                return partial(safety_detail.service_detail, one=one, today=self.context.today(), act=act)
        return None

    def _limit(self) -> LimitView | None:
        found = self._data.limits if self._data and self._chosen[0] == "limit" else ()
        return next((limit for limit in found if limit.now.code == self._chosen[1]), None)

    def _service(self) -> LocalService | None:
        found = self._data.services if self._data and self._chosen[0] == "service" else ()
        return next((one for one in found if str(one.id) == self._chosen[1]), None)

    def _act(self, code: str) -> None:
        """Do what is pressed above the row that is chosen."""
        if code == "settings":
            self.go.emit("settings", None)
        elif (limit := self._limit()) is not None:
            self._act_on_limit(limit, code)
        elif (one := self._service()) is not None:
            if code == "change":
                self._open_service(one)
            else:
                self._remove(one)

    def _act_on_limit(self, limit: LimitView, code: str) -> None:
        name = limit.now.label
        if code == "change":
            self._open_limit(limit)
        elif code == "hide" and not limit.own:
            dialog = ReasonDialog(self.context, limit.now.code, self)
            self._ask(dialog, lambda: self.tr("{rule} is hidden.").format(rule=name))
        else:
            self._turn(limit, code)

    def _turn(self, limit: LimitView, code: str) -> None:
        """Hide a rule of her own, let one hold again, or let one be as it ships."""
        key, name = new_id(), limit.now.label
        at: _At = {"code": limit.now.code, "now": self.context.clock(), "operation_id": key}
        if code == "hide":
            work, said = partial(limit_service.hide_limit, **at), self.tr("{rule} is hidden.")
        elif code == "show":
            work, said = partial(limit_service.show_limit, **at), self.tr("{rule} holds again.")
        else:
            work, said = partial(limit_service.reset_limit, **at), self.tr("{rule} is as it ships.")
        self.context.tasks.write(work, then=partial(self.undo.tell, said.format(rule=name), key))

    def _open_limit(self, limit: LimitView | None) -> None:
        if self._data is None:
            return
        dialog = LimitDialog(self.context, limit, self._data.content, self)
        self._ask(dialog, lambda: self.tr("The safety rule is kept."))

    def _open_service(self, one: LocalService | None) -> None:
        if self._data is None:
            return
        shown = one or LocalService(new_id(), "", "", self.context.today())
        dialog = ServiceDialog(self.context, shown, self._data.content, self)
        self._chosen = ("service", str(shown.id))
        self._ask(dialog, lambda: self.tr("{name} is kept for the take-homes.").format(name=dialog.name()))

    def _ask(self, dialog: ContentDialog, said: Callable[[], str]) -> None:
        def kept(changes: Changes) -> None:
            self.undo.tell(said(), dialog.operation_id, changes)

        dialog.saved.connect(kept)
        self.context.messages.open_dialog(dialog)

    def _remove(self, one: LocalService) -> None:
        key: UUID = new_id()
        said = self.tr("{name} is on no new take-home.").format(name=one.when)
        self.context.tasks.write(
            partial(
                signpost_service.remove_local_service,
                item_id=one.id,
                now=self.context.clock(),
                operation_id=key,
            ),
            then=partial(self.undo.tell, said, key),
        )


def _is_meant(row: SafetyRow, code: str | tuple[str, str]) -> bool:
    """Tell whether a row is the one that another page asks for."""
    if isinstance(code, tuple):
        return (row.kind, row.code) == code
    return row.kind == "service" if code == "services" else row.code == code
