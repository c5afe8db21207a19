"""Her words beside those that a newer program ships, to be chosen field by field."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from massage_studio.curriculum import service
from massage_studio.curriculum.views import ShippedChange, Upgrade
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.item_words import field_name, kind_name, plain_text
from massage_studio.gui.curriculum.reading_dialog import ReadingDialog
from massage_studio.gui.curriculum.rows import Bold, ContentText
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.card import Card, Muted
from massage_studio.store.changes import Changes


class UpgradeDialog(ReadingDialog):
    """Offers each change with three texts side by side, and keeps what is chosen at once."""

    def __init__(self, context: Context, upgrade: Upgrade, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        title = self.tr("What ships in other words now")
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)
        self._context = context
        room = self.screen().availableGeometry().size()
        self.resize(min(980, room.width() - 40), self.height())
        self.column.addWidget(
            ContentText(self.tr("Nothing of yours was overwritten. Choose for each; undo takes it back."))
        )
        self.offers = [_Offer(change, self) for change in upgrade.changes]
        for offer in self.offers:
            offer.take_button.clicked.connect(partial(self._take, offer))
            offer.keep_button.clicked.connect(partial(self._keep, offer))
            self.column.addWidget(offer)
        for kind, _, name in upgrade.withdrawn:
            words = self.tr(
                "{kind} “{name}” is no longer part of the program. Your words stay where it is used."
            )
            self.column.addWidget(ContentText(words.format(kind=kind_name(kind), name=name)))
        if upgrade.unknown:
            words = self.tr(
                "%n things of yours belong to another version of the program. They stay in the studio.",
                "",
                upgrade.unknown,
            )
            self.column.addWidget(ContentText(words))
        self.column.addStretch(1)

    def _take(self, offer: "_Offer") -> None:
        change = offer.change
        verb = partial(
            service.reset_words,
            kind=change.kind,
            code=change.code,
            field=change.field,
            now=self._context.clock(),
        )
        self._write(offer, verb, self.tr("The new words are taken."))

    def _keep(self, offer: "_Offer") -> None:
        change = offer.change
        verb = partial(
            service.keep_words,
            kind=change.kind,
            code=change.code,
            field=change.field,
            now=self._context.clock(),
        )
        self._write(offer, verb, self.tr("Yours stay."))

    def _write(self, offer: "_Offer", verb: Callable[[Any], Changes], told: str) -> None:
        offer.wait()
        self._context.tasks.write(
            verb, then=partial(self._done, offer, told), failed=partial(self._failed, offer)
        )

    def _done(self, offer: "_Offer", told: str, _: Changes) -> None:
        offer.tell(told)

    def _failed(self, offer: "_Offer", failed: FailedWrite) -> None:
        offer.tell(str(failed.error), again=True)


class _Offer(Card):
    """One field: hers, what shipped then, what ships now."""

    def __init__(self, change: ShippedChange, parent: QWidget) -> None:
        name = f"{change.title}: {field_name(change.kind, change.field).partition(',')[0]}"
        super().__init__(parent, title=name)
        self.change = change
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        for place, (head, words) in enumerate(
            (
                (self.tr("Yours"), change.hers),
                (self.tr("Shipped when you changed it"), change.then),
                (self.tr("Ships now"), change.now),
            )
        ):
            grid.addWidget(Bold(head), 0, place)
            told = ContentText(plain_text(words) or self.tr("nothing"))
            told.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(told, 1, place)
            grid.setColumnStretch(place, 1)
        self.body.addLayout(grid)
        self.take_button = QPushButton(self.tr("Take the new words"))
        self.keep_button = QPushButton(self.tr("Keep mine"))
        self.told_label = Muted("")
        self.told_label.hide()
        row = QHBoxLayout()
        for button in (self.keep_button, self.take_button):
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()}: {name}")
            row.addWidget(button)
        row.addWidget(self.told_label, 1)
        row.addStretch(1)
        self.body.addLayout(row)

    def wait(self) -> None:
        """Take no press until it is written."""
        self.take_button.setEnabled(False)
        self.keep_button.setEnabled(False)

    def tell(self, words: str, *, again: bool = False) -> None:
        """Say how it ended, in the place of the buttons."""
        for button in (self.take_button, self.keep_button):
            button.setEnabled(again)
            button.setVisible(again)
        self.told_label.setText(words)
        self.told_label.show()
