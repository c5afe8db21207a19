"""The palette: whom the next press is for, and chips and keys that feed one code path."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from massage_studio.bookings.views import RegisterRow
from massage_studio.cues.notation import PERMISSION_LETTERS
from massage_studio.cues.permission import PermissionTimeline
from massage_studio.cues.views import MASSAGING, CueView, Kind, PaletteChip, Vocabulary
from massage_studio.gui import wording
from massage_studio.gui.cues.answer_words import answer_words
from massage_studio.gui.cues.room import GROUP, Room, Selection
from massage_studio.gui.forms.ui_cues_palette_panel import Ui_CuesPalettePanel
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import Muted
from massage_studio.gui.widgets.chip import Chip, ChoiceChip, StateButton
from massage_studio.gui.widgets.fields import set_compact
from massage_studio.gui.widgets.flow_layout import FlowLayout

BOOKMARK_KEY = "."
FIND_KEYS = ("L", ",")
NOT_TODAY_KEY = "U"
MASSAGING_KEY = "="
NOTE_KEY = "/"
# Name, sign that waits and since when.
_ROOM_FOR_NAME = 330
_SMALLEST = 2


class PalettePanel(QWidget):
    """Chips of a vocabulary, and what each key records.

    `pressed` carries a kind and a code, `more_wanted` asks for every cue, `why_wanted` why a baby is not
    massaged today, `since_pressed` for the correction of its state, `babies_wanted` for the tiles,
    `another_wanted` that the next response answers another sign.
    """

    pressed = Signal(str, str)
    more_wanted = Signal()
    why_wanted = Signal()
    since_pressed = Signal()
    babies_wanted = Signal()
    another_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesPalettePanel()
        self.ui.setupUi(self)
        self.keys: dict[str, tuple[Kind, str]] = {}
        self.states: dict[str, StateButton] = {}
        self.permission: dict[str, ChoiceChip] = {}
        self.not_today: ChoiceChip
        self.massaging: Chip
        self.chips: list[Chip | StateButton] = []
        self._groups: dict[str, list[Chip]] = {}
        self._inline = {
            "engagement": Muted(self.tr("Yes, more:")),
            "disengagement": Muted(self.tr("Pause:")),
            "response": Muted(self.tr("Carer:")),
        }
        for label in self._inline.values():
            label.setProperty("leads", True)
        self._narrow, self._below, self._compact = False, False, 0
        self._told = ""
        self.tray = self.ui.tray_panel
        self.ui.sign_button.clicked.connect(self.another_wanted)
        self.ui.sign_button.hide()
        # The name and the sign that waits go before the rest of what is said of the baby.
        name = self.ui.baby_label
        name.setSizePolicy(QSizePolicy.Policy.Maximum, name.sizePolicy().verticalPolicy())
        self.ui.detail_label.setMinimumWidth(1)
        self.ui.cue_header_place.setMinimumWidth(_ROOM_FOR_NAME)
        self.ui.since_button.clicked.connect(self.since_pressed)
        self.ui.babies_button.clicked.connect(self.babies_wanted)
        self.ui.babies_button.hide()
        self.ui.all_chips.hide()

    def controls(self) -> list[QWidget]:
        """Return the controls in the order of the Tab key, whatever was made last."""
        ui = self.ui
        first = [ui.babies_button, self.tray.drop_button, ui.sign_button, ui.since_button]
        cues = [chip for group in self._groups.values() for chip in group]
        return [
            *first,
            *self.permission.values(),
            self.not_today,
            self.massaging,
            *self.states.values(),
            *cues,
        ]

    def learn(self, vocabulary: Vocabulary) -> None:
        """Show the chips of a vocabulary in place of those of an earlier one."""
        ui = self.ui
        self.keys = {BOOKMARK_KEY: ("bookmark", "")}
        for old in self._groups.values():
            for chip in old:
                chip.hide()
                chip.deleteLater()
        self._groups = {name: [] for name in ("engagement", "disengagement", "response")}
        for flow in (_flow(ui.permission_row), _flow(ui.all_chips)):
            while flow.takeAt(0) is not None:
                pass
        for chip in self._of_permission():
            chip.hide()
            chip.deleteLater()
        _forget(ui.state_row_layout)
        self.states, self.permission, self.chips = {}, {}, []
        for entry in vocabulary.palette:
            if entry.key:
                self.keys[entry.key.upper()] = (entry.kind, entry.code)
            if entry.kind == "state":
                button = StateButton(entry.code, entry.key)
                self.states[entry.code] = button
                self._wire(button, entry.kind, entry.code)
            elif entry.kind == "cue":
                self._groups[entry.polarity].append(self._chip(entry, _side(entry)))
            else:
                self._groups["response"].append(self._chip(entry, "neutral"))
        for key, code in PERMISSION_LETTERS.items():
            chip = ChoiceChip(answer_words(code), "primary", key)
            self.keys[key] = ("permission", code)
            self.permission[code] = chip
            self._wire(chip, "permission", code)
        self._lay_states()
        self.massaging = self._massaging()
        self.not_today = ChoiceChip(self.tr("Not today"), "neutral", NOT_TODAY_KEY)
        self.not_today.setAccessibleName(self.tr("Not massaged today, and that is fine"))
        self._dress(self.not_today)
        self.not_today.clicked.connect(self.why_wanted)
        for group, tone, key in (
            ("engagement", "engaging", FIND_KEYS[0]),
            ("disengagement", "disengaging", FIND_KEYS[1]),
        ):
            more = Chip(self.tr("More"), tone, key)
            more.setAccessibleName(self.tr("More cues"))
            self._dress(more)
            more.clicked.connect(self.more_wanted)
            self._groups[group].append(more)
        self._lay_cues()

    def _of_permission(self) -> list[Chip]:
        """Return the chips that say how permission stands and what follows of it."""
        return [*self.permission.values(), self.not_today, self.massaging] if self.permission else []

    def _massaging(self) -> Chip:
        """Return the chip that says that a baby, or everybody, is massaged now."""
        self.keys[MASSAGING_KEY] = ("response", MASSAGING)
        chip = Chip(self.tr("Massaging"), "neutral", MASSAGING_KEY)
        chip.setAccessibleName(self.tr("The massage goes on"))
        self._wire(chip, "response", MASSAGING)
        return chip

    def set_form(self, width: int, *, compact: int) -> None:
        """Set cues and answers one after the other, each kind after its words, where it is `compact`.

        2 takes least room; 0 sets them in columns, and −1 in columns and large.
        """
        if compact != self._compact:
            self._compact = compact
            for chip in self.chips:
                chip.set_compact(compact)
            self.ui.palette_layout.setSpacing({1: 3, _SMALLEST: 0}.get(compact, 5))
            # Round each pill is a line for the focus, which is room enough between them.
            _flow(self.ui.all_chips).set_row_gap(0 if compact == _SMALLEST else 4)
            beside = (self.ui.sign_button, self.ui.since_button, self.ui.babies_button, self.tray.drop_button)
            for button in beside:
                set_compact(button, compact > 0)
            self._lay_cues()
            self._name_permission()
        self._break_lines(width)

    def show_way_back(self, shown: bool) -> None:
        """Show or hide the button that goes back to the tiles."""
        self.ui.babies_button.setVisible(shown)

    def least_height(self, width: int) -> int:
        """Return how high the palette is at least where it is so wide."""
        layout = self.ui.palette_layout
        # Asked before what was changed has been laid out.
        self.ui.permission_row.updateGeometry()
        self.ui.cue_header_place.updateGeometry()
        layout.invalidate()
        if not layout.hasHeightForWidth():
            return layout.totalMinimumSize().height()
        return layout.totalMinimumHeightForWidth(width)

    def fold(self, folded: bool) -> None:
        """Make room for what is asked below: the keys still record what is not seen for a moment."""
        for area in (self.ui.cue_area, self.ui.response_area):
            area.setVisible(not folded and self._compact <= 0)
        self.ui.all_chips.setVisible(not folded and self._compact > 0)
        self.ui.palette_layout.invalidate()
        self.updateGeometry()

    def _lay_cues(self) -> None:
        ui = self.ui
        places = {
            "engagement": ui.engaging_chips,
            "disengagement": ui.disengaging_chips,
            "response": ui.response_chips,
        }
        together, permission = _flow(ui.all_chips), _flow(ui.permission_row)
        for flow in (together, permission, *(_flow(place) for place in places.values())):
            while flow.takeAt(0) is not None:
                pass
        # Where there is least room, permission begins the lines that the cues go on with.
        ui.permission_row.setVisible(self._compact < _SMALLEST)
        for chip in self._of_permission():
            (permission if self._compact < _SMALLEST else together).addWidget(chip)
            chip.show()
        for name, group in self._groups.items():
            flow = together if self._compact > 0 else _flow(places[name])
            label = self._inline[name]
            if self._compact > 0:
                together.addWidget(label)
            label.setVisible(self._compact > 0)
            for chip in group:
                flow.addWidget(chip)
                chip.show()
        self.fold(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break_lines(self.width())

    def _break_lines(self, width: int) -> None:
        """Break the states and the permission into lines where they would not be read in one."""
        gap = self.ui.state_row_layout.spacing()
        narrow = width < sum(button.sizeHint().width() + gap for button in self.states.values())
        if narrow != self._narrow:
            self._narrow = narrow
            self._lay_states()
        below = width < _flow(self.ui.permission_row).sizeHint().width() + _ROOM_FOR_NAME
        if below == self._below:
            return
        self._below = below
        self._name_permission()
        if below:
            self.ui.palette_layout.insertWidget(1, self.ui.permission_row)
        else:
            self.ui.cue_header.addWidget(self.ui.permission_row)
        # Whoever is given to another parent is hidden.
        self.ui.permission_row.setVisible(self._compact < _SMALLEST)

    def _name_permission(self) -> None:
        """Say what the answers are about, where no sign that waits needs the room."""
        waits = not self.ui.sign_button.isHidden()
        self.ui.permission_label.setVisible(not self._below and self._compact <= 0 and not waits)

    def _lay_states(self) -> None:
        in_a_row = (len(self.states) + 1) // 2 if self._narrow else len(self.states)
        for place, button in enumerate(self.states.values()):
            self.ui.state_row_layout.addWidget(button, place // in_a_row, place % in_a_row)

    def show_room(self, room: Room, selected: Selection) -> None:
        """Show what is known of the one baby that is selected."""
        chosen = room.chosen(selected)
        row = chosen[0] if len(chosen) == 1 else None
        code = room.state(row.baby.id) if row else None
        for state, button in self.states.items():
            button.set_current(state == code)
        self._show_permission(room, row)
        self._show_since(room, row)

    def show_sign(self, room: Room, sign: CueView | None, none_meant: bool) -> None:
        """Show which sign of the selected baby the next response answers, or that it is none of them.

        A press means another.
        """
        button = self.ui.sign_button
        button.setVisible(sign is not None or none_meant)
        self._name_permission()
        words, told = self.tr("No sign → …"), self.tr("The next response answers no sign. Another: Ctrl+R")
        brief = words
        if sign is not None:
            said, time = room.described(sign), room.at(sign)
            words = self.tr("{sign} {time} → …").format(sign=said, time=time)
            brief = self.tr("{sign} → …").format(sign=said)
            told = self.tr("The next response answers: {sign}, {time}. Another: Ctrl+R")
            told = told.format(sign=said, time=time)
        if button.text() != words:
            button.set_words(words, brief)
            button.setAccessibleName(told)
            paint.plain_tooltip(button, told)

    def tell(self, words: str) -> None:
        """Say in place of the help why nobody is selected, until somebody is."""
        self._told = words
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def show_selected(self, room: Room, selected: Selection, waiting: str) -> None:
        """Show whom the next press is for; `waiting` is a press that is one baby's own, or empty."""
        chosen, running = room.chosen(selected), room.running()
        # What waits asks by itself for whom it is.
        self.ui.detail_label.setVisible(self.tray.isHidden() or bool(self._told))
        if not chosen or selected == GROUP:
            words = self.tr("Press a baby's number. 0 is everybody, for notes and bookmarks.")
            if chosen:
                words = self.tr("%n babies, for notes and bookmarks", "", len(chosen))
            if self._told and not chosen:
                words = self._told
            if waiting:
                words = self.tr("{press}: for whom? Press a number.").format(press=waiting)
            self.ui.baby_label.setText(self.tr("Everybody") if chosen else self.tr("Whose cue?"))
            self.ui.detail_label.setText(words)
        else:
            row = chosen[0]
            self.ui.baby_label.setText(row.baby.given_name)
            if waiting:
                words = self.tr("{press}: for another baby too? Press a number.").format(press=waiting)
                self.ui.detail_label.setText(words)
                return
            adult = (
                self.tr("with {adult}").format(adult=wording.isolated(row.adult.given_name))
                if row.adult
                else ""
            )
            during = self.tr("during {activity}").format(activity=running.title) if running else ""
            self.ui.detail_label.setText(" · ".join(part for part in (adult, during) if part))

    def _show_since(self, room: Room, row: RegisterRow | None) -> None:
        """Show since when the baby is in its state: a press corrects it."""
        state = room.last_state(row.baby.id) if row else None
        button = self.ui.since_button
        button.setVisible(state is not None)
        if state is not None:
            button.setText(self.tr("Since {time}").format(time=room.at(state)))
            words = self.tr("{state} since {time}: correct it")
            label = room.words.label("state", state.code)
            button.setAccessibleName(words.format(state=label, time=room.at(state)))
            button.setToolTip(self.tr("Correct it (Ctrl+E)"))

    def _show_permission(self, room: Room, row: RegisterRow | None) -> None:
        went = room.permission(row.baby.id) if row else PermissionTimeline()
        asked = went.waiting or went.answer
        for code, chip in self.permission.items():
            now = asked is not None and asked.code == code
            words = answer_words(code)
            if asked is not None and now and self._compact <= 0:
                words = self.tr("{answer}, {time}").format(answer=words, time=room.at(asked))
            if chip.words() != words:
                chip.set_words(words)
            chip.set_tone("primary" if asked is None or now else "neutral")
            chip.setChecked(now)
        reason = room.not_massaged(row.baby.id) if row else None
        words = self.tr("Not today")
        if reason is not None:
            words = room.described(reason)
        chip = self.not_today
        if chip.words() != words:
            chip.set_words(words)
            chip.setAccessibleName(self.tr("Not massaged today, and that is fine") if not reason else words)
        chip.set_tone("primary" if reason else "neutral")
        chip.setChecked(reason is not None)

    def _chip(self, entry: PaletteChip, tone: str) -> Chip:
        chip = Chip(entry.label, tone, entry.key)
        self._wire(chip, entry.kind, entry.code)
        return chip

    def _wire(self, chip: Chip | StateButton, kind: Kind, code: str) -> None:
        self._dress(chip)
        chip.clicked.connect(lambda: self.pressed.emit(kind, code))

    def _dress(self, chip: Chip | StateButton) -> None:
        # Keys belong to the page: a chip that kept the focus would swallow the space bar and the arrows.
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.set_class_room(True)
        chip.set_compact(self._compact)
        self.chips.append(chip)


def _side(entry: PaletteChip) -> str:
    return "engaging" if entry.polarity == "engagement" else "disengaging"


def _flow(parent: QWidget) -> FlowLayout:
    flow = parent.layout()
    if isinstance(flow, FlowLayout):
        return flow
    return FlowLayout(parent, gap=4)


def _forget(row: QLayout) -> None:
    """Take the chips of an earlier palette out of a row of the form."""
    for place in reversed(range(row.count())):
        item = row.itemAt(place)
        old = item.widget() if item is not None else None
        if isinstance(old, Chip | StateButton):
            row.removeWidget(old)
            old.hide()
            old.deleteLater()
