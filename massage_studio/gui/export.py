"""Exports a file: asks where it goes, writes it away from the GUI thread, and says how that ended."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from massage_studio.errors import KnownError
from massage_studio.exchange.saving import save
from massage_studio.gui.context import Context
from massage_studio.gui.messages import Messages
from massage_studio.gui.page import Page
from massage_studio.language import translate


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before one file is written: the chooser's title, a name for it, and the kinds of file.

    `replacing` says what becomes of a file of that name, and `more` which endings a name may have beside
    that of the suggestion.
    """

    title: str
    suggestion: str
    kinds: str
    replacing: str
    more: tuple[str, ...] = ()


def asked_target(messages: Messages, parent: QWidget, question: Question) -> Path | None:
    """Return where one file is to be written, with its ending, or None."""
    target = messages.file_to_save(parent, question.title, question.suggestion, question.kinds)
    ending = Path(question.suggestion).suffix
    if target is None or target.suffix.casefold() in (ending, *question.more):
        return target
    # The chooser has not asked about a name that is completed here.
    named = target.with_name(f"{target.name}{ending}")
    if named.exists() and not messages.ask(
        parent,
        translate("Export", "There is a file of that name already."),
        question.replacing,
        translate("Export", "Replace it"),
    ):
        return None
    return named


class Export(QObject):
    """One export from any page, from the question to what the page says at the end; it deletes itself."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self.context, self.page = context, page

    def save(self, question: Question, make: Callable[[Path], bytes]) -> None:
        """Ask where the file goes, and write there what `make` returns for a file of that name."""
        target = asked_target(self.context.messages, self.page, question)
        self.work(target, partial(_written, make))

    def work(self, target: Path | None, write: Callable[[Path], Path]) -> None:
        """Write to a file or a folder that was asked for; nothing where none was chosen."""
        if target is None:
            self.deleteLater()
        else:
            self.context.tasks.make(partial(write, target), self.done, self.failed)

    def done(self, where: Path) -> None:
        """Say that it is written."""
        raise NotImplementedError

    def failed(self, error: KnownError) -> None:
        """Tell why nothing was written."""
        self.deleteLater()
        self.context.messages.tell(self.page, error.message, error.advice)

    def end(self, words: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Let the page say how it ended."""
        self.page.say.emit(words, action, act)
        self.deleteLater()


def _written(make: Callable[[Path], bytes], target: Path) -> Path:
    """Write the file, over one that the person was asked about."""
    save(target, make(target), replace=True)
    return target
