"""The palette: chips and keys that feed one code path."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLayout, QWidget

from massage_studio.cues.views import Kind, PaletteChip, Vocabulary
from massage_studio.gui.cues.room import answer_words
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.widgets.chip import Chip, ChoiceChip, StateButton
from massage_studio.gui.widgets.flow_layout import FlowLayout

Press = Callable[[Kind, str], None]

PERMISSION_KEYS = {"P": "yes", "O": "not_now", "I": "unsure"}
NOT_TODAY_KEY = "U"
FIND_KEYS = ("L", ",")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Palette", text)


class Palette:
    """Fills the class room's form with chips, and knows what each key records."""

    def __init__(
        self,
        form: Ui_CuesPage,
        vocabulary: Vocabulary,
        press: Press,
        find: Callable[[], None],
        not_today: Callable[[], None],
    ) -> None:
        self.keys: dict[str, tuple[Kind, str]] = {}
        self.states: dict[str, StateButton] = {}
        self.permission: dict[str, ChoiceChip] = {}
        self.chips: list[QWidget] = []
        self._press = press
        engaging = _flow(form.engaging_chips)
        disengaging = _flow(form.disengaging_chips)
        responses = _flow(form.response_chips)
        for row in (form.state_row_layout, form.permission_row_layout, form.bookmark_place_layout):
            _forget(row)
        for entry in vocabulary.palette:
            self.keys[entry.key.upper()] = (entry.kind, entry.code)
            if entry.kind == "state":
                button = StateButton(entry.code, entry.key)
                self.states[entry.code] = button
                self._wire(button, entry.kind, entry.code)
                form.state_row_layout.addWidget(button)
            elif entry.kind == "cue":
                flow = engaging if entry.polarity == "engagement" else disengaging
                flow.addWidget(self._chip(entry, _side(entry)))
            else:
                responses.addWidget(self._chip(entry, "neutral"))
        for key, code in PERMISSION_KEYS.items():
            chip = ChoiceChip(answer_words(code), "primary", key)
            self.keys[key] = ("permission", code)
            self.permission[code] = chip
            self._wire(chip, "permission", code)
            form.permission_row_layout.addWidget(chip)
        self.not_today = ChoiceChip(_tr("Not today"), "neutral", NOT_TODAY_KEY)
        self.not_today.setAccessibleName(_tr("Not massaged today, and that is fine"))
        self._dress(self.not_today)
        self.not_today.clicked.connect(not_today)
        form.permission_row_layout.addWidget(self.not_today)
        bookmark = Chip(_tr("Bookmark"), "neutral", ".")
        self.keys["."] = ("bookmark", "")
        self._wire(bookmark, "bookmark", "")
        form.bookmark_place_layout.addWidget(bookmark)
        for flow, tone, key in ((engaging, "engaging", "L"), (disengaging, "disengaging", ",")):
            more = Chip(_tr("More"), tone, key)
            more.setAccessibleName(_tr("More cues"))
            self._dress(more)
            more.clicked.connect(find)
            flow.addWidget(more)

    def show_state(self, code: str | None) -> None:
        """Mark the state that the selected baby is in."""
        for state, button in self.states.items():
            button.set_current(state == code)

    def _chip(self, entry: PaletteChip, tone: str) -> Chip:
        chip = Chip(entry.label, tone, entry.key)
        self._wire(chip, entry.kind, entry.code)
        return chip

    def _wire(self, chip: Chip | StateButton, kind: Kind, code: str) -> None:
        self._dress(chip)
        chip.clicked.connect(lambda: self._press(kind, code))

    def _dress(self, chip: Chip | StateButton) -> None:
        # Keys belong to the page: a chip that kept the focus would swallow the space bar and the arrows.
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.set_class_room(True)
        self.chips.append(chip)


def _side(entry: PaletteChip) -> str:
    return "engaging" if entry.polarity == "engagement" else "disengaging"


def _flow(parent: QWidget) -> FlowLayout:
    flow = parent.layout()
    if isinstance(flow, FlowLayout):
        flow.clear()
        return flow
    return FlowLayout(parent)


def _forget(row: QLayout) -> None:
    """Take the chips of an earlier palette out of a row of the form."""
    for place in reversed(range(row.count())):
        item = row.itemAt(place)
        old = item.widget() if item is not None else None
        if isinstance(old, Chip | StateButton):
            row.removeWidget(old)
            old.hide()
            old.deleteLater()
