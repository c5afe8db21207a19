"""A session card as its paper will look, to be printed or saved."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from massage_studio.gui.context import Context
from massage_studio.gui.handouts.paper_dialog import PaperDialog, PaperWords
from massage_studio.handouts.papers import Draft
from massage_studio.language import translate


class CardDialog(PaperDialog):
    """Shows the card of one item or of one week of a plan."""

    def __init__(self, context: Context, read: Callable[..., Draft], parent: QWidget | None = None) -> None:
        words = PaperWords(
            save=translate("CardDialog", "Save the session card"),
            replacing=translate("CardDialog", "Its content will be replaced by the card."),
            printed=translate("CardDialog", "The card is printed."),
            saved=translate("CardDialog", "The card is saved."),
        )
        super().__init__(context, read, words, parent)
