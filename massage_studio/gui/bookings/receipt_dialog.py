"""A receipt as its paper will look, to be printed or saved."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QDialog, QWidget

from massage_studio.errors import KnownError
from massage_studio.exchange.saving import save
from massage_studio.gui.context import Context
from massage_studio.gui.export import Question, asked_target
from massage_studio.gui.forms.ui_bookings_receipt_dialog import Ui_BookingsReceiptDialog
from massage_studio.gui.handouts.pdf_renderer import PdfRenderer, RenderedPage, View
from massage_studio.handouts.papers import Draft, Paper
from massage_studio.handouts.receipt_queries import receipt_draft


class ReceiptDialog(QDialog):
    """Shows one receipt; what went wrong is said below it."""

    def __init__(self, context: Context, receipt_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._press = PdfRenderer()
        self._draft: Draft | None = None
        self.ui = Ui_BookingsReceiptDialog()
        self.ui.setupUi(self)
        self.ui.told_label.hide()
        for button in (self.ui.print_button, self.ui.save_button):
            button.setEnabled(False)
        self.resize(520, 640)
        self.ui.preview.room_changed.connect(self._draw)
        self.ui.print_button.clicked.connect(self._print)
        self.ui.save_button.clicked.connect(self.save)
        self.ui.close_button.clicked.connect(self.accept)
        context.tasks.read(
            partial(receipt_draft, receipt_id=receipt_id, today=context.today()), self._show, self._failed
        )

    def _show(self, draft: Draft) -> None:
        self._draft = draft
        self.setWindowTitle(draft.title)
        self.ui.dialog_title.setText(draft.title)
        for button in (self.ui.print_button, self.ui.save_button):
            button.setEnabled(True)
        self._draw()

    def _draw(self) -> None:
        if self._draft is not None:
            view = View(self._draft, 0, *self.ui.preview.room())
            self._context.tasks.make(partial(self._press.picture, view), self._drawn, self._failed)

    def _drawn(self, picture: RenderedPage) -> None:
        self.ui.preview.show_picture(picture, picture.view.draft.title)

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
        self._tell(self.tr("The receipt is printed."))

    def save(self) -> None:
        """Ask where the receipt goes, and write it there."""
        draft = self._draft
        assert draft is not None
        question = Question(
            self.tr("Save the receipt"),
            draft.file_name,
            self.tr("PDF document (*.pdf)"),
            self.tr("Its content will be replaced by the receipt."),
        )
        target = asked_target(self._context.messages, self, question)
        if target is not None:
            self._context.tasks.make(partial(_write, self._press, draft, target), self._saved, self._failed)

    def _saved(self, _: Paper) -> None:
        self._tell(self.tr("The receipt is saved."))

    def _failed(self, error: KnownError) -> None:
        self._tell(str(error))

    def _tell(self, words: str) -> None:
        self.ui.told_label.setText(words)
        self.ui.told_label.show()


def _write(press: PdfRenderer, draft: Draft, target: Path) -> Paper:
    paper = press.paper(draft)
    save(target, paper.content, replace=True)
    return paper
