"""A receipt as its paper will look, to be printed or saved."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from massage_studio.gui.context import Context
from massage_studio.gui.handouts.paper_dialog import PaperDialog, PaperWords
from massage_studio.handouts.papers import Draft
from massage_studio.handouts.receipt_queries import receipt_draft
from massage_studio.handouts.views import PaperReceipt
from massage_studio.language import translate


class ReceiptDialog(PaperDialog):
    """Shows one receipt; what went wrong is said below it."""

    def __init__(self, context: Context, receipt_id: UUID, parent: QWidget | None = None) -> None:
        words = PaperWords(
            save=translate("ReceiptDialog", "Save the receipt"),
            replacing=translate("ReceiptDialog", "Its content will be replaced by the receipt."),
            printed=translate("ReceiptDialog", "The receipt is printed."),
            saved=translate("ReceiptDialog", "The receipt is saved."),
        )
        read = partial(receipt_draft, receipt_id=receipt_id, today=context.today())
        super().__init__(context, read, words, parent)

    def _show(self, draft: Draft) -> None:
        super()._show(draft)
        # A parent may look on: the restriction itself is not named here.
        if isinstance(draft.view, PaperReceipt) and not draft.view.carer:
            words = translate(
                "ReceiptDialog",
                "This paper names no adult. What an adult may get is set on the family's page.",
            )
            self._tell(words)
