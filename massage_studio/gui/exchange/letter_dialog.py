"""Edits the wording of one kind of letter, held to its fields while it is typed."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

import massage_studio.exchange.letters_service as service
from massage_studio.curriculum import queries as curriculum
from massage_studio.curriculum.content_model import Content
from massage_studio.errors import KnownError
from massage_studio.exchange.letter_texts import LetterKind, Template, load
from massage_studio.exchange.letters import FIELDS, check_template
from massage_studio.families.names import clean, clean_lines
from massage_studio.gui.context import Context
from massage_studio.gui.families.writing import WritingDialog
from massage_studio.gui.forms.ui_exchange_letter_dialog import Ui_ExchangeLetterDialog
from massage_studio.gui.handouts.tinted_rows import TintedRowDelegate

_FIELD = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT = 860, 600


class LetterDialog(WritingDialog):
    """Shows a wording to change; words that are the original again are not kept as her own."""

    def __init__(
        self, context: Context, kind: LetterKind, template: Template, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._kind = kind
        self.ui = Ui_ExchangeLetterDialog()
        self.ui.setupUi(self)
        ui = self.ui
        ui.title_label.setText(load().titles[kind])
        ui.fields_list.setItemDelegate(TintedRowDelegate(ui.fields_list))
        for name in FIELDS[kind]:
            item = QListWidgetItem(f"{{{name}}}: {load().fields[name]}", ui.fields_list)
            item.setData(_FIELD, name)
        self._show(template)
        ui.fault_line.follow(ui.subject_edit, ui.text_edit)
        context.tasks.read(curriculum.guarded, self._guard)
        self.wire(ui, _WIDTH, _HEIGHT)
        ui.fields_list.itemActivated.connect(self._insert)
        ui.fields_list.itemClicked.connect(self._insert)
        ui.original_button.clicked.connect(partial(self._show, load().templates[kind]))
        ui.subject_edit.textChanged.connect(self._look)
        ui.text_edit.textChanged.connect(self._look)
        self._look()

    def _guard(self, content: Content) -> None:
        for field in (self.ui.subject_edit, self.ui.text_edit):
            field.wording.use(content)

    def _show(self, template: Template, _checked: bool = False) -> None:
        self.ui.subject_edit.setText(template.subject)
        self.ui.text_edit.setPlainText(template.text)

    def template(self) -> Template:
        """Return the words as they stand."""
        return Template(clean(self.ui.subject_edit.text()), clean_lines(self.ui.text_edit.toPlainText()))

    def _insert(self, item: QListWidgetItem) -> None:
        self.ui.text_edit.insertPlainText(f"{{{item.data(_FIELD)}}}")
        self.ui.text_edit.setFocus()

    def _look(self) -> None:
        """Say at once what is wrong, and offer the original only where it differs."""
        self.show_fault(self.fault())
        self.ui.original_button.setEnabled(self.template() != load().templates[self._kind])

    def fault(self) -> str:
        try:
            check_template(self._kind, self.template())
        except KnownError as error:
            return str(error)
        return ""

    def save(self) -> None:
        template = self.template()
        if template == load().templates[self._kind]:
            self.write(partial(service.back_to_original, kind=self._kind))
            return
        self.write(
            partial(
                service.keep_wording,
                kind=self._kind,
                subject=template.subject,
                text=template.text,
                now=self.context.clock(),
            )
        )
