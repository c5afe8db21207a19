"""Keeps in the studio what is typed and not written yet, while it is typed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from massage_studio.cues import drafts_service
from massage_studio.cues.views import DraftView
from massage_studio.gui.context import Context

_EVERY_MS = 500

_Key = tuple[UUID, str, str]


class Drafts(QObject):
    """Writes words a moment after they were typed, and at once where none are left of them."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: dict[_Key, DraftView] = {}
        self._typed: dict[_Key, DraftView] = {}
        self._timer = QTimer(self, interval=_EVERY_MS, singleShot=True)
        self._timer.timeout.connect(self.write)

    def read(self, session_id: UUID, then: Callable[[tuple[DraftView, ...]], None]) -> None:
        """Ask for what was begun in a class."""

        def found(drafts: tuple[DraftView, ...]) -> None:
            for draft in drafts:
                self._kept[session_id, draft.place, draft.subject] = draft
            then(drafts)

        self._context.tasks.read(partial(drafts_service.drafts, session_id=session_id), found)

    def keep(self, session_id: UUID, draft: DraftView) -> None:
        """Keep words as they stand now; words that are kept already are not written again."""
        if not draft.text.strip():
            draft = replace(draft, text="", layer="", whose="")
        key = session_id, draft.place, draft.subject
        known = self._typed.get(key) or self._kept.get(key) or DraftView(draft.place, draft.subject, "")
        if known == draft:
            return
        self._typed[key] = draft
        if draft.text:
            if not self._timer.isActive():
                self._timer.start()
        else:
            self.write()

    def write(self) -> None:
        """Write what was typed since."""
        self._timer.stop()
        waiting, self._typed = self._typed, {}
        for (session_id, _, _), draft in waiting.items():
            self._context.tasks.write(
                partial(drafts_service.keep, session_id=session_id, draft=draft, now=self._context.clock())
            )
        self._kept |= waiting
