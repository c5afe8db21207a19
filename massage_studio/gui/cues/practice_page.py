"""Practice for observers: recordings of one film by two people, and where they agree."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from massage_studio.cues import queries as cues
from massage_studio.cues.views import Vocabulary
from massage_studio.errors import KnownError
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.export import Export, Question
from massage_studio.gui.forms.ui_cues_practice_page import Ui_CuesPracticePage
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.lists.words import WordsDelegate, WordsRow
from massage_studio.gui.page import Page
from massage_studio.paths import safe_filename
from massage_studio.practice import queries, service
from massage_studio.practice.files import as_file, from_file
from massage_studio.practice.views import Recording, RecordingView
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id


class PracticePage(Page):
    """Recordings to the left; to the right two of them compared, or a new one while it is made."""

    shows = frozenset({Thing.STUDIO})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = ui = Ui_CuesPracticePage()
        ui.setupUi(self)
        self.compare, self.record = ui.compare_panel, ui.record_panel
        letter = self.fontMetrics().horizontalAdvance("m")
        ui.list_card.setMinimumWidth(letter * 19)
        ui.list_card.setMaximumWidth(letter * 28)
        self._recordings = ListModel[RecordingView, WordsRow](
            self, lambda one: one.id, lambda one: WordsRow(self._named(one))
        )
        ui.recordings_list.use(self._recordings, WordsDelegate(ui.recordings_list))
        ui.new_button.clicked.connect(self._begin)
        ui.bring_button.clicked.connect(self._bring)
        ui.save_button.clicked.connect(self._save)
        ui.away_button.clicked.connect(self._put_away)
        self.record.finished.connect(self._keep)
        self.record.left.connect(self._show_comparison)
        self.compare.chosen.connect(self._ask_pair)

    def reload(self) -> None:
        self.context.tasks.read(cues.vocabulary, self._learn)
        self.context.tasks.read(queries.recordings, self._show)

    def _learn(self, words: Vocabulary) -> None:
        self.record.learn(words)

    def _show(self, found: tuple[RecordingView, ...]) -> None:
        self._recordings.show(found)
        if found and not self.ui.recordings_list.currentIndex().isValid():
            self.ui.recordings_list.go_to(0)
        self.ui.save_button.setEnabled(bool(found))
        self.ui.away_button.setEnabled(bool(found))
        self.compare.show_recordings(found, self._named)

    def _named(self, one: RecordingView) -> str:
        day = wording.weekday_day(one.made.astimezone(self.context.local_now().tzinfo).date())
        parts = (one.name, one.observer, day, wording.stopwatch(one.length_ms / 1000))
        return " · ".join(part for part in parts if part)

    def _ask_pair(self, one: UUID, other: UUID) -> None:
        self.context.tasks.read(partial(queries.pair, one_id=one, other_id=other), self.compare.show_pair)

    def _begin(self) -> None:
        if self.record.is_running():
            return
        # The chips of the palette take all the room there is.
        self.ui.list_card.hide()
        self.ui.pages.setCurrentWidget(self.record)
        self.record.begin()

    def _show_comparison(self) -> None:
        self.ui.list_card.show()
        self.ui.pages.setCurrentWidget(self.compare)

    def _keep(self, recording: Recording) -> None:
        """Keep a recording; one that is refused goes on."""

        def kept(_: Changes) -> None:
            self.record.stop()
            self._show_comparison()
            self.say.emit(self.tr("The recording is kept."), "", None)

        self._write(recording, kept)

    def _bring(self) -> None:
        kinds = self.tr("Recordings and tables of events (*.practice *.csv);;All files (*)")
        source = self.context.messages.file_to_open(self, self.tr("Bring in a recording"), kinds)
        if source is not None:
            self.context.tasks.make(partial(_read, source), self._brought, self._cannot)

    def _brought(self, recording: Recording) -> None:
        self._write(recording, lambda _: self.say.emit(self.tr("The recording is here."), "", None))

    def _cannot(self, error: KnownError) -> None:
        self.context.messages.tell(self, error.message, error.advice)

    def _write(self, recording: Recording, then: Callable[[Changes], None]) -> None:
        verb = partial(service.keep, recording_id=new_id(), recording=recording, now=self.context.clock())
        self.context.tasks.write(verb, then)

    def _chosen(self) -> RecordingView | None:
        index = self.ui.recordings_list.currentIndex()
        return self.ui.recordings_list.view_at(index.row()) if index.isValid() else None

    def _save(self) -> None:
        one = self._chosen()
        if one is not None:
            self.context.tasks.read(partial(queries.recording, recording_id=one.id), self._write_file)

    def _write_file(self, recording: Recording) -> None:
        export = _PracticeExport(self.context, self)
        export.begin(recording)

    def _put_away(self) -> None:
        one = self._chosen()
        if one is None:
            return
        back = partial(self.context.tasks.write, partial(service.put_away, recording_id=one.id, away=False))

        def away(_: Changes) -> None:
            self.say.emit(self.tr("The recording is put away."), self.tr("Undo"), back)

        self.context.tasks.write(partial(service.put_away, recording_id=one.id), away)


def _read(source: Path) -> Recording:
    try:
        content = source.read_bytes()
    except OSError:
        raise KnownError("The file cannot be read.", "Choose another one.") from None
    return from_file(content, source.stem)


class _PracticeExport(Export):
    """One recording that leaves as a file for a colleague."""

    def begin(self, recording: Recording) -> None:
        """Ask where it goes."""
        question = Question(
            self.tr("Save the recording"),
            safe_filename(f"{recording.name} {recording.observer}".strip(), ".practice"),
            self.tr("Recording (*.practice)"),
            self.tr("Its content will be replaced by the recording."),
        )

        def make(_: Path) -> bytes:
            return as_file(recording)

        self.save(question, make)

    def done(self, _: object) -> None:
        self.end(self.tr("The recording is saved."))
