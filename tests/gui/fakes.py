"""Stand in for the person in front of the screen and for the printer beside it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from massage_studio.errors import KnownError
from massage_studio.gui.messages import Messages
from massage_studio.gui.printing import Printing


class RecordingMessages(Messages):
    """Answers questions as it was told to and keeps what was asked; a question nobody foresaw fails the test.

    Dialogs are really shown, so that tests can type into them; the last one is `dialog`.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.dialogs: list[QDialog] = []
        self._answers: deque[tuple[str, Any]] = deque()

    def expect(self, question: str, answer: Any = None) -> None:
        """Foresee a call of this method of the gateway, in order, and its answer."""
        self._answers.append((question, answer))

    @property
    def dialog(self) -> Any:
        """The dialog that was opened last."""
        assert self.dialogs, "no dialog was opened"
        return self.dialogs[-1]

    def _answer(self, question: str, *words: str) -> Any:
        self.asked.append((question, *words))
        assert self._answers, f"unexpected {question}: {words}"
        foreseen, answer = self._answers.popleft()
        assert foreseen == question, f"{question} {words} instead of {foreseen}"
        return answer

    def ask(self, parent: QWidget, question: str, explanation: str, yes: str) -> bool:
        return bool(self._answer("ask", question, explanation, yes))

    def tell(self, parent: QWidget, what: str, advice: str) -> None:
        self._answer("tell", what, advice)

    def open_dialog(self, dialog: QDialog) -> None:
        self.dialogs.append(dialog)
        super().open_dialog(dialog)

    def file_to_open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        found: Path | None = self._answer("file_to_open", title, kinds)
        return found

    def file_to_save(self, parent: QWidget, title: str, suggestion: str, kinds: str) -> Path | None:
        found: Path | None = self._answer("file_to_save", title, suggestion, kinds)
        return found

    def folder_to_save(self, parent: QWidget, title: str) -> Path | None:
        found: Path | None = self._answer("folder_to_save", title)
        return found


class KeepingPrinter(Printing):
    """Keeps the papers of each job; `jammed` lets it refuse, `slow` holds it until it is let go."""

    def __init__(self) -> None:
        self.jobs: list[tuple[bytes, ...]] = []
        self.titles: list[str] = []
        self.missing = self.called_off = self.jammed = False
        self.slow = threading.Event()
        self.slow.set()

    def choose(self, parent: QWidget) -> Any:
        if self.missing:
            raise KnownError("No printer is set up on this computer.", "Export the papers.")
        return None if self.called_off else object()

    def send(
        self,
        printer: Any,
        title: str,
        papers: tuple[bytes, ...],
        progressed: Callable[[int], None] = print,
        stopped: Callable[[], bool] = bool,
    ) -> bool:
        if self.jammed:
            raise KnownError("The printer did not take the papers.", "Check that it is on.")
        progressed(1)
        assert self.slow.wait(10)
        if stopped():
            return False
        self.jobs.append(papers)
        self.titles.append(title)
        progressed(len(papers))
        return True
