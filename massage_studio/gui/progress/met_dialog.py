"""Asks for the words that say how a baby likes to be met."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from massage_studio.curriculum import queries as curriculum
from massage_studio.curriculum.content_model import Content
from massage_studio.families.views import BabyView
from massage_studio.gui.context import Context
from massage_studio.gui.families.writing import WritingDialog
from massage_studio.gui.forms.ui_progress_met_dialog import Ui_ProgressMetDialog
from massage_studio.gui.progress.card_parts import quiet_button
from massage_studio.gui.widgets.fields import pad_fields
from massage_studio.gui.widgets.guarded_text import GuardedLineEdit
from massage_studio.progress import met_service
from massage_studio.progress.met import OWN
from massage_studio.progress.views import MetSentence
from massage_studio.store.ids import new_id


class MetDialog(WritingDialog):
    """A line for each sentence, and one for a sentence of her own."""

    def __init__(
        self,
        context: Context,
        baby: BabyView,
        sentences: tuple[MetSentence, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._baby = baby
        self._lines: list[tuple[MetSentence, GuardedLineEdit]] = []
        self.ui = Ui_ProgressMetDialog()
        self.ui.setupUi(self)
        title = self.tr("How {baby} likes to be met").format(baby=baby.given_name)
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)
        for sentence in sentences:
            self._add(sentence)
        self._add(MetSentence(f"{OWN}{new_id()}", "", "", ()))
        fields = [line for _, line in self._lines]
        self.ui.fault_line.follow(*fields)
        context.tasks.read(curriculum.guarded, self._guard)
        pad_fields(self)
        self.wire(self.ui, 620)
        fields[0].setFocus()

    def _guard(self, content: Content) -> None:
        for _, line in self._lines:
            line.wording.use(content)

    def _add(self, sentence: MetSentence) -> None:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = GuardedLineEdit()
        line.setMaxLength(met_service.LONGEST)
        line.setText(sentence.words)
        name = sentence.noted or sentence.words or self.tr("A sentence of your own")
        line.setAccessibleName(name)
        column.addWidget(line)
        if sentence.noted:
            column.addWidget(self._back(sentence, line))
        elif not sentence.words:
            line.setPlaceholderText(name)
        self._lines.append((sentence, line))
        self.ui.lines_layout.addWidget(block)

    def _back(self, sentence: MetSentence, line: GuardedLineEdit) -> QWidget:
        """Offer the words from the notes wherever others stand."""
        back: QPushButton = quiet_button(
            self.tr("Back to the words from the notes"),
            self.tr("Back to the words from the notes: {words}").format(words=sentence.noted),
        )
        back.clicked.connect(partial(line.setText, sentence.noted))

        def follow() -> None:
            back.setVisible(line.text().strip() != sentence.noted)

        line.textChanged.connect(follow)
        follow()
        return back

    def save(self) -> None:
        words: dict[str, str | None] = {}
        for sentence, line in self._lines:
            said = line.text().strip()
            if said != sentence.words:
                of_notes = said == sentence.noted
                words[sentence.key] = None if of_notes else said
        work = partial(met_service.change_met, baby_id=self._baby.id, words=words)
        self.write_operation("change_met", work, words=self._baby.given_name)
