"""The way of the Tab key through the class room: as the eye goes, whatever was made last."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage


def order_tabs(
    form: Ui_CuesPage,
    cards: Iterable[QWidget],
    parts: Iterable[QWidget],
    chips: Sequence[QWidget],
    layers: Iterable[QWidget],
) -> None:
    """Put the controls in order: header, plan, babies, palette, note, then what is asked below."""
    # The palette makes its rows before the permission chips, which stand above them.
    rows = (
        form.permission_row,
        form.state_row,
        form.engaging_chips,
        form.disengaging_chips,
        form.response_chips,
        form.bookmark_place,
    )
    by_place = sorted(chips, key=lambda chip: [row.isAncestorOf(chip) for row in rows], reverse=True)
    bookmark = [chip for chip in by_place if form.bookmark_place.isAncestorOf(chip)]
    palette = [chip for chip in by_place if chip not in bookmark]
    way: list[QWidget] = [
        form.leave_button,
        form.redo_button,
        form.undo_button,
        form.curtain_button,
        form.register_button,
        form.finish_button,
        form.reopen_button,
        form.sweep_button,
        form.papers_button,
        *parts,
        form.skip_button,
        form.add_button,
        form.previous_button,
        form.next_button,
        *cards,
        form.since_button,
        *palette,
        *layers,
        form.note_edit,
        *bookmark,
    ]
    for one, following in pairwise(way):
        QWidget.setTabOrder(one, following)
