"""Brings a file onto a course, shown on a card while it goes on; however it ends, the page is free again."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

import massage_studio.exchange.service as service
from massage_studio.exchange.questions import Answers
from massage_studio.exchange.tables import Table
from massage_studio.exchange.views import Imported, ImportLine
from massage_studio.gui.context import Context
from massage_studio.gui.exchange.import_work import ImportWork
from massage_studio.gui.exchange.work_card import WorkCard
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.ids import new_id


@dataclass(frozen=True, slots=True)
class Bringing:
    """What is brought in, under the key of its operation; `lines` are those that were looked at before it."""

    operation_id: UUID
    course_id: UUID
    table: Table
    answers: Answers
    event: str
    file_name: str
    lines: tuple[ImportLine, ...]


class Importing(QObject):
    """One import at a time.

    `done` carries the Bringing and what was Imported. Else `failed` says that nothing was; `refused` carries
    the KnownError why, but after an error of ours the crash page tells it.
    """

    done = Signal(object, object)
    refused = Signal(object)
    failed = Signal()

    def __init__(self, context: Context, card: WorkCard, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._card = context, card
        self._work: ImportWork | None = None

    @property
    def begun(self) -> bool:
        """Whether an import was begun whose end nobody heard of."""
        return self._work is not None

    @property
    def busy(self) -> bool:
        """Whether an import is under way."""
        return self._work is not None and self._context.tasks.busy

    def begin(
        self,
        table: Table,
        course_id: UUID,
        answers: Answers,
        event: str,
        file_name: str,
        lines: tuple[ImportLine, ...],
    ) -> None:
        """Import a table into a course; the file's name is kept with it."""
        what = Bringing(new_id(), course_id, table, answers, event, file_name, lines)
        self._work = work = self._card.begin(self.tr("Importing {name}").format(name=file_name))
        work.broken.connect(partial(self._over, work))
        self._context.tasks.write(
            partial(
                work.guarded(service.commit),
                table=table,
                course_id=course_id,
                now=self._context.clock(),
                answers=answers,
                event=event,
                operation_id=what.operation_id,
                file_name=file_name,
                watch=work.watch(),
            ),
            then=partial(self._imported, work, what),
            failed=partial(self._failed, work),
            much=True,
        )

    def stop(self) -> None:
        """Ask the import to stop; one that ended without a word is put away."""
        if self.busy:
            self._card.stop()
        elif self._work is not None:
            self._over(self._work)

    def _over(self, work: ImportWork) -> None:
        if work is self._work:
            self._work = None
            self._card.leave()
            self.failed.emit()

    def _imported(self, work: ImportWork, what: Bringing, imported: Imported) -> None:
        self._work = None
        self._card.end(work)
        self.done.emit(what, imported)

    def _failed(self, work: ImportWork, failed: FailedWrite) -> None:
        # What goes wrong in the database is an error of ours first, and known only after it.
        self._over(work)
        self._card.end(work)
        self.refused.emit(failed.error)
