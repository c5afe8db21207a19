"""The card of the review for how a family is getting on, which is for the instructor alone."""

from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.nearest_signposts import nearest
from massage_studio.families.private_views import CheckInView
from massage_studio.gui.forms.ui_cues_check_in_card import Ui_CuesCheckInCard
from massage_studio.gui.widgets.card import Card


class CheckInCard(Card):
    """Shows what is kept of one family after this class. `told`: family, words, whether to ask again."""

    told = Signal(object, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesCheckInCard()
        self.ui.setupUi(self)
        self._family_id: UUID | None = None
        self._kept = ("", False)
        self._content: Content | None = None
        self.ui.words_edit.editingFinished.connect(self.send)
        self.ui.words_edit.textChanged.connect(self._show_where)
        self.ui.again_check.toggled.connect(self.send)

    def use(self, content: Content) -> None:
        """Remind where to turn by this content."""
        self._content = content
        self._show_where()

    def show_family(self, family_id: UUID, found: CheckInView | None) -> None:
        """Show what was said, but leave alone what is being typed for the same family."""
        again = found is not None and found.follow_up_on is not None
        kept = (found.words if found else "", again)
        if family_id != self._family_id or self._typed() in (self._kept, kept):
            self._family_id = family_id
            with QSignalBlocker(self.ui.words_edit), QSignalBlocker(self.ui.again_check):
                self.ui.words_edit.setText(kept[0].replace("\n", " "))
                self.ui.again_check.setChecked(again)
        self._kept = kept
        self._show_where()

    def send(self) -> None:
        """Send what was typed and is not kept yet."""
        typed = self._typed()
        if self._family_id is not None and typed != self._kept and (typed[0] or self._kept[0]):
            self._kept = typed
            self.told.emit(self._family_id, *typed)

    def again(self) -> None:
        """Let it be sent once more, after a write that was refused."""
        self._kept = ("", False)

    def _typed(self) -> tuple[str, bool]:
        return self.ui.words_edit.text().strip(), self.ui.again_check.isChecked()

    def _show_where(self) -> None:
        """Say where a family can turn, nearest to what is written first; nothing where nothing is written."""
        words = self.ui.words_edit.text().strip()
        self.ui.again_check.setEnabled(bool(words))
        self.ui.turn_label.setVisible(bool(words) and self._content is not None)
        if words and self._content is not None:
            told = "\n".join(f"{post.when}: {post.to}" for post in nearest(self._content, words))
            self.ui.turn_label.setText(self.tr("Where to turn, if they wish:") + "\n" + told)
