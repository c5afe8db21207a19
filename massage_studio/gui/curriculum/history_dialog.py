"""What was done to an item in this studio, and what it said before."""

from functools import partial
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from PySide6.QtWidgets import QVBoxLayout, QWidget

from massage_studio.curriculum.history_queries import history
from massage_studio.curriculum.library_views import ItemView
from massage_studio.curriculum.views import HistoryEntry
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.content_parts import Bold, ContentText, Quiet
from massage_studio.gui.curriculum.item_words import field_name, plain_text
from massage_studio.gui.curriculum.reading_dialog import ReadingDialog
from massage_studio.gui.operation_words import operation_name
from massage_studio.store.operations import OperationView


class HistoryDialog(ReadingDialog):
    """Tells each change, the last one first: when, in which studio, what stood there, and what since."""

    def __init__(self, context: Context, view: ItemView, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        title = self.tr("History of {title}").format(title=view.title)
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)
        self._context, self._view = context, view
        context.tasks.read(partial(history, kind=view.kind, code=view.code), self._show)

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        if not entries:
            self.column.addWidget(ContentText(self.tr("Nothing was changed in this studio.")))
        for entry in entries:
            self._add(entry)
        self.column.addStretch(1)

    def _add(self, entry: HistoryEntry) -> None:
        part = QVBoxLayout()
        part.setSpacing(2)
        at = format_datetime(
            entry.at, "d MMM y, HH:mm", tzinfo=ZoneInfo(self._context.profile.zone), locale="en_GB"
        )
        name = operation_name(OperationView(entry.operation_id, entry.verb, None, entry.words, entry.at))
        name = f"{name[:1].upper()}{name[1:]}"
        if entry.undone:
            name = self.tr("{change} (taken back)").format(change=name)
        part.addWidget(Bold(name))
        who = self._context.profile.business or self._context.profile.instructor or self.tr("this studio")
        part.addWidget(Quiet(self.tr("{day}, {studio}").format(day=at, studio=who)))
        for change in entry.changes:
            field = field_name(self._view.kind, change.field).partition(",")[0]
            before = plain_text(change.before) or self.tr("nothing")
            after = plain_text(change.after) or self.tr("nothing")
            part.addWidget(ContentText(self.tr("{field} was: {words}").format(field=field, words=before)))
            part.addWidget(ContentText(self.tr("{field} became: {words}").format(field=field, words=after)))
        self.column.addLayout(part)
