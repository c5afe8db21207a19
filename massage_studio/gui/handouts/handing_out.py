"""Prints and exports papers beside the page, and keeps whom they went to."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.errors import KnownError
from massage_studio.exchange.letter_people import is_address
from massage_studio.gui.context import Context
from massage_studio.gui.export import Question, asked_target
from massage_studio.gui.handouts.pdf_renderer import PdfRenderer, RenderJob
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.wording import listed
from massage_studio.handouts import service
from massage_studio.handouts.papers import Draft, How
from massage_studio.store.changes import Changes


class HandingOut(QObject):
    """One job at a time: papers are set, then printed or written, then recorded as handed out.

    `progressed` carries words, how many papers are done and how many there are; `ended` a sentence to say,
    or nothing where it was said already.
    """

    progressed = Signal(str, int, int)
    ended = Signal(str)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self.renderer = PdfRenderer()
        self._context = context
        self._page = page
        self._work: RenderJob | None = None
        self._doing = self._done = ""
        self._left: list[str] = []

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._work is not None

    def stop(self) -> None:
        """Stop the job after the page that is under way."""
        if self._work is not None:
            self._work.stop()

    def print_papers(self, drafts: tuple[Draft, ...]) -> None:
        """Print these papers as one job; where there is no printer, offer to export them."""
        if not drafts or self.busy:
            return
        printing = self._context.printing
        try:
            printer = printing.choose(self._page)
        except KnownError as error:
            export = self.tr("Export instead")
            if self._context.messages.ask(self._page, error.message, error.advice, export):
                self.export_papers(drafts)
            return
        if printer is None:
            return
        work = self._begin(drafts, self.tr("Printing"))
        # The name of a job is seen by others, so it tells no family's.
        title = self.tr("Massage Studio, %n papers", "", len(drafts))
        job = partial(self.renderer.print, work, printing.send, printer, title)
        self._context.tasks.make(job, self._printed, self._failed)

    def export_papers(self, drafts: tuple[Draft, ...], *, in_one: bool = False) -> None:
        """Write these papers as PDF files: one where the person says, several into a folder or `in_one`."""
        if not drafts or self.busy:
            return
        messages, alone = self._context.messages, len(drafts) == 1
        if alone or in_one:
            question = Question(
                self.tr("Export the paper") if alone else self.tr("Export the papers for the printer"),
                drafts[0].file_name if alone else self.tr("Take-homes.pdf"),
                self.tr("PDF files (*.pdf)"),
                self.tr("Its content will be replaced by the paper."),
            )
            target = asked_target(messages, self._page, question)
        else:
            target = messages.folder_to_save(self._page, self.tr("Choose a folder for the papers"))
        if target is None:
            return
        work = self._begin(drafts, self.tr("Exporting"))
        job = partial(self.renderer.export, work, target, alone)
        if in_one and not alone:
            job = partial(self.renderer.export_in_one, work, target)
        self._context.tasks.make(job, self._exported, self._failed)

    def draft_letters(self, drafts: tuple[Draft, ...]) -> None:
        """Write a draft of a letter with each of these papers for whom there is an address to use."""
        if not drafts or self.busy:
            return
        messages = self._context.messages
        addressed = tuple(draft for draft in drafts if draft.reader is not None)
        self._left = [draft.title for draft in drafts if draft.reader is None]
        if not addressed:
            messages.tell(
                self._page,
                self.tr("None of these families has an address that a draft may go to."),
                self.tr("Print their papers, or write an address on the family's page."),
            )
            return
        if not is_address(self._context.profile.email) and not messages.ask(
            self._page,
            self.tr("There is no e-mail address of yours in Settings."),
            self.tr("The drafts have no sender until you choose one in your mail program."),
            self.tr("Save the drafts all the same"),
        ):
            return
        target = messages.folder_to_save(self._page, self.tr("Choose a folder for the drafts"))
        if target is None:
            return
        work = self._begin(addressed, self.tr("Writing drafts"))
        job = partial(self.renderer.draft_letters, work, target, self._context.profile)
        self._context.tasks.make(job, self._drafted, self._failed)

    def _begin(self, drafts: tuple[Draft, ...], doing: str) -> RenderJob:
        work = self._work = RenderJob(drafts, self)
        self._doing = doing
        work.progressed.connect(self._progress)
        self._progress(0)
        return work

    def _progress(self, done: int) -> None:
        if self._work is None:
            return
        count = len(self._work.drafts)
        words = self.tr("{what}: {done} of {all}").format(what=self._doing, done=done, all=count)
        self.progressed.emit(words, done, count)

    def _end(self, words: str) -> None:
        if self._work is not None:
            self._work.deleteLater()
            self._work = None
        self.ended.emit(words)

    def _failed(self, error: KnownError) -> None:
        self._end("")
        self._context.messages.tell(self._page, error.message, error.advice)

    def _printed(self, work: RenderJob) -> None:
        if not work.finished:
            self._end(self.tr("Printing was stopped."))
            return
        self._done = self._words(work, self.tr("printed"))
        self._keep(work, "printed")

    def _exported(self, work: RenderJob) -> None:
        self._done = self._words(work, self.tr("exported"))
        if not work.finished:
            self._done = self.tr("Exporting was stopped. {done}").format(done=self._done)
        self._keep(work, "exported")

    def _drafted(self, work: RenderJob) -> None:
        self._done = self.tr("%n drafts of letters written.", "", len(work.done))
        if not work.finished:
            self._done = self.tr("Writing drafts was stopped. {done}").format(done=self._done)
        elif self._left:
            without = self.tr("{done} Without an address that may be used: {names}.")
            self._done = without.format(done=self._done, names=listed(self._left))
        self._keep(work, "drafted")

    def _words(self, work: RenderJob, done: str) -> str:
        count, kind = len(work.done), work.drafts[0].kind
        if kind == "register":
            words = self.tr("Register {done}.")
        elif kind == "cue_sheet":
            words = self.tr("Cue sheet {done}.")
        elif kind == "plan_sheet":
            words = self.tr("Course plan {done}.")
        elif kind == "benefit_sheet":
            words = self.tr("Benefit sheet {done}.")
        elif kind == "summary":
            words = self.tr("Summary {done}.")
        elif kind == "certificate":
            words = self.tr("Certificate {done}.")
        else:
            words = self.tr("%n take-homes {done}.", "", count)
        return words.format(done=done)

    def _keep(self, work: RenderJob, how: How) -> None:
        """Keep whom the papers went to; only then say that it is done."""
        self._context.tasks.write(
            partial(service.issue, papers=service.given(work.done), how=how, now=self._context.clock()),
            self._kept,
            self._not_kept,
        )

    def _kept(self, changes: Changes) -> None:
        self._end(self._done)

    def _not_kept(self, failed: FailedWrite) -> None:
        self._end("")
        self._context.tasks.write_failed.emit(failed)
