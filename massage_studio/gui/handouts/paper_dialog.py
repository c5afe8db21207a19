"""One paper as it will look, to be printed or saved."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from massage_studio.errors import KnownError
from massage_studio.exchange.saving import save
from massage_studio.gui.context import Context
from massage_studio.gui.export import Question, asked_target
from massage_studio.gui.forms.ui_handouts_paper_dialog import Ui_HandoutsPaperDialog
from massage_studio.gui.handouts.pdf_renderer import PdfRenderer, RenderedPage, View
from massage_studio.handouts.papers import Draft, Paper


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What the dialog says of its paper: before it is saved, of a file that it replaces, and afterwards."""

    save: str
    replacing: str
    printed: str
    saved: str


class PaperDialog(QDialog):
    """Shows one paper, all its pages one after the other; what went wrong is said below it."""

    def __init__(
        self, context: Context, read: Callable[..., Draft], words: PaperWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._words = context, words
        self._press = PdfRenderer()
        self._draft: Draft | None = None
        self._page = 0
        self.ui = Ui_HandoutsPaperDialog()
        self.ui.setupUi(self)
        self.ui.told_label.hide()
        for button in (self.ui.print_button, self.ui.save_button):
            button.setEnabled(False)
        for button in (self.ui.earlier_button, self.ui.later_button):
            button.hide()
        self.resize(520, 640)
        self.ui.preview.room_changed.connect(self._draw)
        self.ui.earlier_button.clicked.connect(partial(self._turn, -1))
        self.ui.later_button.clicked.connect(partial(self._turn, 1))
        self.ui.print_button.clicked.connect(self._print)
        self.ui.save_button.clicked.connect(self.save)
        self.ui.close_button.clicked.connect(self.accept)
        context.tasks.read(read, self._show, self._failed)

    def _show(self, draft: Draft) -> None:
        self._draft = draft
        self.setWindowTitle(draft.title)
        self.ui.dialog_title.setText(draft.title)
        for button in (self.ui.print_button, self.ui.save_button):
            button.setEnabled(True)
        self._draw()

    def _turn(self, step: int) -> None:
        self._page += step
        self._draw()

    def _draw(self) -> None:
        if self._draft is not None:
            view = View(self._draft, self._page, *self.ui.preview.room())
            self._context.tasks.make(partial(self._press.picture, view), self._drawn, self._failed)

    def _drawn(self, picture: RenderedPage) -> None:
        self.ui.preview.show_picture(picture, picture.view.draft.title)
        for button, last in ((self.ui.earlier_button, 0), (self.ui.later_button, picture.pages - 1)):
            button.setVisible(picture.pages > 1)
            button.setEnabled(self._page != last)

    def _print(self) -> None:
        draft = self._draft
        assert draft is not None
        try:
            printer = self._context.printing.choose(self)
        except KnownError as error:
            self._failed(error)
            return
        if printer is None:
            return
        send = self._context.printing.send

        def work() -> bool:
            return send(printer, draft.title, (self._press.paper(draft).content,))

        self._context.tasks.make(work, self._printed, self._failed)

    def _printed(self, _: bool) -> None:
        self._tell(self._words.printed)

    def save(self) -> None:
        """Ask where the paper goes, and write it there."""
        draft = self._draft
        assert draft is not None
        question = Question(
            self._words.save, draft.file_name, self.tr("PDF document (*.pdf)"), self._words.replacing
        )
        target = asked_target(self._context.messages, self, question)
        if target is not None:
            self._context.tasks.make(partial(_write, self._press, draft, target), self._saved, self._failed)

    def _saved(self, _: Paper) -> None:
        self._tell(self._words.saved)

    def _failed(self, error: KnownError) -> None:
        self._tell(str(error))

    def _tell(self, words: str) -> None:
        self.ui.told_label.setText(words)
        self.ui.told_label.show()


def _write(press: PdfRenderer, draft: Draft, target: Path) -> Paper:
    paper = press.paper(draft)
    save(target, paper.content, replace=True)
    return paper
