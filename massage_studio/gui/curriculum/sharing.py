"""Sharing with a colleague: what goes out as a file, and what comes in after a look at it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from massage_studio.errors import KnownError
from massage_studio.exchange.curriculum_files import ENDING, MOST_BYTES, SharedFile, read, written
from massage_studio.exchange.curriculum_queries import look
from massage_studio.exchange.curriculum_service import bring_in
from massage_studio.exchange.curriculum_views import SharedLook
from massage_studio.exchange.saving import save
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.content_parts import Bold, ContentText
from massage_studio.gui.curriculum.item_words import kind_name
from massage_studio.gui.curriculum.reading_dialog import ReadingDialog
from massage_studio.gui.export import Export, Question, asked_target
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.language import translate
from massage_studio.paths import safe_filename
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


class CurriculumExport(Export):
    """Writes what a question returns into a file for a colleague."""

    def share(self, name: str, question: Callable[[Any], SharedFile]) -> None:
        """Ask the studio for the items, then where the file goes."""
        self.context.tasks.read(question, partial(self._found, name), self.failed)

    def _found(self, name: str, shared: SharedFile) -> None:
        if not shared.items:
            self.end(self.tr("There is nothing of your own to share yet."))
            return
        target = asked_target(
            self.context.messages,
            self.page,
            Question(
                self.tr("Share with a colleague"),
                f"{safe_filename(name, 'curriculum')}.{ENDING}",
                self.tr("Curriculum of Massage Studio (*.yaml)"),
                self.tr("Its content will be replaced by what you share."),
                (".yml",),
            ),
        )
        self.work(target, partial(_write, shared))

    def done(self, where: Path) -> None:
        self.end(self.tr("Shared as {file}. No family is in it.").format(file=where.name))


def _write(shared: SharedFile, target: Path) -> Path:
    save(target, written(shared), replace=True)
    return target


def read_file(path: Path) -> SharedFile:
    """Return what a colleague's file holds.

    Raises:
        KnownError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            # One byte more than may be: enough to see that it is too large.
            return read(file.read(MOST_BYTES + 1))
    except OSError:
        raise KnownError("This file cannot be opened.", "Look whether it is still there.") from None


class BringInDialog(ReadingDialog):
    """Shows what a file would bring before anything comes in; `brought` carries the operation and changes."""

    brought = Signal(object, object)

    def __init__(self, context: Context, file: SharedFile, found: SharedLook, parent: QWidget) -> None:
        who = found.by or translate("Sharing", "a colleague")
        super().__init__("", parent)
        title = self.tr("From {who}").format(who=who)
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)
        self._context, self._file, self._operation_id = context, file, new_id()
        self.told = ContentText("")
        comes = found.count("new") + found.count("clash")
        self.bring_button = QPushButton(self.tr("Bring in %n items", "", comes))
        self.bring_button.setProperty("role", "primary")
        self.bring_button.setVisible(comes > 0)
        self.bring_button.clicked.connect(self._bring)
        self.ui.buttons_layout.addWidget(self.bring_button)
        self._list(found)
        self.column.addWidget(self.told)
        self.told.hide()
        self.column.addStretch(1)

    def _list(self, found: SharedLook) -> None:
        if not found.count("new") + found.count("clash"):
            self.column.addWidget(ContentText(self.tr("All of it is here already.")))
        for state, head in (
            ("new", self.tr("New")),
            ("clash", self.tr("Beside what you have, which stays as it is")),
            ("same", self.tr("Here already")),
        ):
            lines = [f"{kind_name(item.kind)}: {item.title}" for item in found.items if item.state == state]
            self._group(head, lines)
        self._group(self.tr("Cannot be used here"), list(found.left_out))
        if found.unknown:
            words = self.tr("%n things that this studio does not have are left out.", "", found.unknown)
            self.column.addWidget(ContentText(words))

    def _group(self, head: str, lines: list[str]) -> None:
        if lines:
            self.column.addWidget(Bold(f"{head} ({len(lines)})"))
            self.column.addWidget(ContentText("\n".join(lines)))

    def _bring(self) -> None:
        self.bring_button.setEnabled(False)
        verb = partial(bring_in, file=self._file, now=self._context.clock(), operation_id=self._operation_id)
        self._context.tasks.write(verb, self._done, self._failed, much=True)

    def _done(self, changes: Changes) -> None:
        self.accept()
        self.brought.emit(self._operation_id, changes)

    def _failed(self, failed: FailedWrite) -> None:
        self.bring_button.setEnabled(True)
        told = ContentText(str(failed.error))
        self.column.replaceWidget(self.told, told)
        self.told.deleteLater()
        self.told = told


class BringIn:
    """Asks for a colleague's file, reads it away from the GUI thread, and shows the look at it."""

    def __init__(self, context: Context, page: Page, brought: Callable[[UUID, Changes], None]) -> None:
        self._context, self._page, self._brought = context, page, brought

    def ask(self) -> None:
        """Ask which file; nothing happens where none is chosen."""
        path = self._context.messages.file_to_open(
            self._page,
            translate("Sharing", "Bring in a colleague's file"),
            translate("Sharing", "Curriculum of Massage Studio (*.yaml *.yml)"),
        )
        if path is not None:
            self._context.tasks.make(partial(read_file, path), self._look, self._failed)

    def _look(self, file: SharedFile) -> None:
        self._context.tasks.read(partial(look, file=file), partial(self._show, file))

    def _show(self, file: SharedFile, found: SharedLook) -> None:
        dialog = BringInDialog(self._context, file, found, self._page)
        dialog.brought.connect(self._brought)
        self._context.messages.open_dialog(dialog)

    def _failed(self, error: KnownError) -> None:
        self._context.messages.tell(self._page, error.message, error.advice)
