"""The dialog for what a carer answered on paper."""

from functools import partial

from PySide6.QtWidgets import QWidget

from massage_studio.curriculum.content import load
from massage_studio.families import own_words_service
from massage_studio.gui.context import Context
from massage_studio.gui.families.writing import WritingDialog
from massage_studio.gui.forms.ui_progress_own_words_dialog import Ui_ProgressOwnWordsDialog
from massage_studio.gui.progress.asking import Asking


class OwnWordsDialog(WritingDialog):
    """Asks for what stands on the page that an Asking names, in the words of the instructor's language."""

    def __init__(self, context: Context, asking: Asking, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._asking = asking
        self.ui = ui = Ui_ProgressOwnWordsDialog()
        ui.setupUi(self)
        items = load().self_rating
        self.lines = (
            ui.answer1_line,
            ui.answer2_line,
            ui.answer3_line,
            ui.answer4_line,
            ui.answer5_line,
        )
        labels = (
            ui.answer1_label,
            ui.answer2_label,
            ui.answer3_label,
            ui.answer4_label,
            ui.answer5_label,
        )
        ends = (items.places[0], items.places[-1])
        known = asking.known.scores if asking.known else (None,) * len(self.lines)
        for label, line, statement, answer in zip(labels, self.lines, items.statements, known, strict=True):
            label.setText(statement.text)
            line.ask(statement.text, items.minimum, items.maximum, ends, items.place)
            line.set_answer(answer)
        if asking.known is not None:
            ui.words_edit.setText(asking.known.words)
            ui.words_edit.setCursorPosition(0)
            ui.paper_check.setChecked(asking.known.on_paper)
        self.wire(ui, 560, 620)
        self.lines[0].setFocus()

    def fault(self) -> str:
        if self._asking.known or self.ui.words_edit.text().strip() or self._scores():
            return ""
        self.lines[0].setFocus()
        return self.tr("Give at least one answer.")

    def _scores(self) -> dict[int, int]:
        given = {number: line.answer for number, line in enumerate(self.lines)}
        return {number: answer for number, answer in given.items() if answer is not None}

    def save(self) -> None:
        self.write_operation(
            "rate",
            partial(
                own_words_service.rate,
                carer_id=self._asking.carer_id,
                course_id=self._asking.course_id,
                moment=self._asking.asked,
                scores=self._scores(),
                words=self.ui.words_edit.text(),
                on_paper=self.ui.paper_check.isChecked(),
                on=self.context.today(),
            ),
        )
