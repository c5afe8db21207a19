"""Her words beside those that a newer program ships, to be chosen field by field."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from massage_studio.curriculum import service
from massage_studio.curriculum.views import ShippedChange, Upgrade
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.content_parts import Bold, ContentText
from massage_studio.gui.curriculum.item_words import field_name, kind_name, plain_text
from massage_studio.gui.curriculum.reading_dialog import ReadingDialog
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
        self.withdrawn = [_Withdrawn(*gone, self) for gone in upgrade.withdrawn]
        for gone in self.withdrawn:
            gone.let_go_button.clicked.connect(partial(self._let_go, gone))
            self.column.addWidget(gone)
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

    def _let_go(self, gone: "_Withdrawn") -> None:
        verb = partial(service.reset_words, kind=gone.kind, code=gone.code, now=self._context.clock())
        self._write(gone, verb, self.tr("Your words are taken away."))

    def _write(self, offer: "_Choice", verb: Callable[[Any], Changes], told: str) -> None:
        offer.wait()
        self._context.tasks.write(
            verb, then=partial(self._done, offer, told), failed=partial(self._failed, offer)
        )

    def _done(self, offer: "_Choice", told: str, _: Changes) -> None:
        offer.tell(told)

    def _failed(self, offer: "_Choice", failed: FailedWrite) -> None:
        offer.tell(str(failed.error), again=True)


class _Choice(Card):
    """Something to choose by buttons, which say how it ended once one was pressed."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, title=name)
        self._name = name
        self._buttons: list[QPushButton] = []
        self.told_label = Muted("")
        self.told_label.hide()
        self._row = QHBoxLayout()
        self._row.addWidget(self.told_label, 1)
        self._row.addStretch(1)

    def _add_button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{words}: {self._name}")
        self._row.insertWidget(len(self._buttons), button)
        self._buttons.append(button)
        return button

    def wait(self) -> None:
        """Take no press until it is written."""
        for button in self._buttons:
            button.setEnabled(False)

    def tell(self, words: str, *, again: bool = False) -> None:
        """Say how it ended, in the place of the buttons."""
        for button in self._buttons:
            button.setEnabled(again)
            button.setVisible(again)
        self.told_label.setText(words)
        self.told_label.show()


class _Offer(_Choice):
    """One field: hers, what shipped then, what ships now."""

    def __init__(self, change: ShippedChange, parent: QWidget) -> None:
        field = field_name(change.kind, change.field).partition(",")[0]
        super().__init__(f"{change.title}: {field}", parent)
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
            grid.addWidget(Bold(head), 0, place, Qt.AlignmentFlag.AlignBottom)
            told = ContentText(plain_text(words) or self.tr("nothing"))
            told.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(told, 1, place)
            grid.setColumnStretch(place, 1)
        self.body.addLayout(grid)
        self.keep_button = self._add_button(self.tr("Keep mine"))
        self.take_button = self._add_button(self.tr("Take the new words"))
        self.body.addLayout(self._row)


class _Withdrawn(_Choice):
    """Something that she changed and that is no longer part of the program."""

    def __init__(self, kind: str, code: str, title: str, parent: QWidget) -> None:
        super().__init__(f"{kind_name(kind)}: {title}", parent)
        self.kind, self.code = kind, code
        self.body.addWidget(
            ContentText(self.tr("It is no longer part of the program. Your words stay where it is used."))
        )
        self.let_go_button = self._add_button(self.tr("Let my words go"))
        self.body.addLayout(self._row)
