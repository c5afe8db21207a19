"""The page of five items as it will look, to be printed or saved."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from massage_studio.gui.context import Context
from massage_studio.gui.handouts.paper_dialog import PaperDialog, PaperWords
from massage_studio.handouts.papers import Draft
from massage_studio.language import translate


class OwnWordsPaperDialog(PaperDialog):
    """Shows the page on which a carer answers the five items."""

    def __init__(self, context: Context, read: Callable[..., Draft], parent: QWidget | None = None) -> None:
        words = PaperWords(
            save=translate("OwnWordsPaperDialog", "Save the page"),
            replacing=translate("OwnWordsPaperDialog", "Its content will be replaced by the page."),
            printed=translate("OwnWordsPaperDialog", "The page is printed."),
            saved=translate("OwnWordsPaperDialog", "The page is saved."),
        )
        super().__init__(context, read, words, parent)
