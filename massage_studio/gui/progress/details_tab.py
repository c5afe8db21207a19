"""The last tab of a family: carers, babies, health and consents."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QVBoxLayout, QWidget

from massage_studio.families.restrictions import Purpose
from massage_studio.families.views import BabyView, CarerView, ConsentView, Flag, OverrideView
from massage_studio.gui import wording
from massage_studio.gui.families import words
from massage_studio.gui.forms.ui_progress_details_tab import Ui_ProgressDetailsTab
from massage_studio.gui.progress.card_parts import (
    WrappedLabel,
    action_button,
    quiet_button,
    refill,
    side_by_side,
)
from massage_studio.gui.widgets.card import Card, Muted, Strong
from massage_studio.gui.widgets.chip import Chip, Tag
from massage_studio.progress.views import FamilyProgress


class DetailsTab(QWidget):
    """Fills the cards; its signals carry whom or what is to be changed, None for a new one."""

    carer_wanted = Signal(object)
    baby_wanted = Signal(object)
    flag_wanted = Signal(object)
    flag_ended = Signal(object, object)
    consent_answered = Signal(str, bool)
    form_told = Signal(bool)
    rights_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_ProgressDetailsTab()
        ui.setupUi(self)
        # The page fills it: what stands in it is read by itself.
        self.private_card = ui.private_card
        for card, title in (
            (ui.carers_card, self.tr("Carers")),
            (ui.babies_card, self.tr("Babies")),
            (ui.health_card, self.tr("Health")),
            (ui.consents_card, self.tr("Form and consents")),
            (ui.rights_card, self.tr("Their rights")),
        ):
            card.set_title(title)
        self._rights_button = rights = action_button(self.tr("Requests, changes, erasing…"))
        rights.clicked.connect(self.rights_wanted)
        ui.rights_card.body.addWidget(
            WrappedLabel(
                self.tr(
                    "What they ask to see, to have put right or erased, and what was changed about them."
                ),
                muted=True,
            )
        )
        ui.rights_card.body.addWidget(side_by_side(rights, QWidget(), stretch=1))
        self._adder(ui.carers_card, self.tr("Add carer"), self.carer_wanted)
        self._adder(ui.babies_card, self.tr("Add baby"), self.baby_wanted)

    def go_to_rights(self) -> None:
        """Bring the card of the family's rights into view, its button ready to be pressed."""
        self._rights_button.setFocus(Qt.FocusReason.OtherFocusReason)
        # What was filled just now has its place only on the next turn.
        QTimer.singleShot(0, self, self._scroll_to_rights)

    def _scroll_to_rights(self) -> None:
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self._rights_button)
            above = above.parentWidget()

    def _adder(self, card: Card, text: str, wanted: SignalInstance) -> None:
        button = quiet_button(text)
        button.clicked.connect(lambda: wanted.emit(None))
        card.add_header(button)

    def show_family(self, whole: FamilyProgress) -> None:
        """Show a family's particulars."""
        family = whole.family
        self._fill(self.ui.carers_card, [self._carer(carer, family.overrides) for carer in family.carers])
        self._fill(self.ui.babies_card, [self._baby(baby) for baby in family.babies])
        self._fill(self.ui.health_card, self._health(family.babies))
        consents = [self._consent(consent) for consent in family.consents]
        self._fill(self.ui.consents_card, [self._form(family.form_back_on), *consents])

    def _fill(self, card: Card, widgets: list[QWidget]) -> None:
        refill(card.body, widgets, keep=1)

    def _carer(self, carer: CarerView, overrides: tuple[OverrideView, ...]) -> QWidget:
        edit = quiet_button(self.tr("Edit"), self.tr("Edit {name}").format(name=carer.name))
        edit.clicked.connect(lambda: self.carer_wanted.emit(carer))
        lines: list[QWidget] = [
            side_by_side(_named(carer.name, carer.relationship), edit),
            WrappedLabel(" · ".join(part for part in (carer.phone, carer.email) if part), muted=True),
        ]
        if not (carer.phone or carer.email):
            lines[1] = WrappedLabel(self.tr("No telephone number or email yet."), muted=True)
        if carer.lives_apart:
            lines.append(
                WrappedLabel(self.tr("Lives in another home and gets papers of their own."), muted=True)
            )
        if carer.contact_restriction:
            told = self.tr("Contact restriction: {words}").format(words=words.restriction(carer))
            if not carer.restriction_stands:
                told = self.tr("Contact restriction, not in force today: {words}").format(
                    words=words.restriction(carer)
                )
            restriction = WrappedLabel(told)
            restriction.setProperty("role", "error")
            lines.append(restriction)
        lines += [
            WrappedLabel(self._override(one), muted=True) for one in overrides if one.carer_id == carer.id
        ]
        return _block(lines)

    def _override(self, one: OverrideView) -> str:
        """Return when somebody came or was written to against a restriction, and why."""
        day = wording.full_day(one.made_at.date())
        if one.purpose is Purpose.COME:
            return self.tr("{day}, came all the same: {reason}").format(day=day, reason=one.reason)
        return self.tr("{day}, written to all the same: {reason}").format(day=day, reason=one.reason)

    def _baby(self, baby: BabyView) -> QWidget:
        edit = quiet_button(self.tr("Edit"), self.tr("Edit {name}").format(name=baby.name))
        edit.clicked.connect(lambda: self.baby_wanted.emit(baby))
        born = self.tr("Birth date not known")
        if baby.birth_date:
            born = self.tr("Born {day}").format(day=wording.full_day(baby.birth_date))
        if baby.due_date:
            born = self.tr("{born}, due {day}").format(born=born, day=wording.full_day(baby.due_date))
        return _block(
            [side_by_side(_named(baby.name, wording.age(baby.age)), edit), WrappedLabel(born, muted=True)]
        )

    def _health(self, babies: tuple[BabyView, ...]) -> list[QWidget]:
        shown: list[QWidget] = []
        for baby in babies:
            shown += [self._flag(baby, flag, len(babies) > 1) for flag in baby.flags]
        if not shown:
            shown.append(WrappedLabel(self.tr("Nothing to know before touching."), muted=True))
        adders = []
        for baby in babies:
            add = action_button(self.tr("Add for {baby}").format(baby=baby.given_name))
            add.clicked.connect(lambda _=False, baby=baby: self.flag_wanted.emit(baby))
            adders.append(add)
        return [*shown, side_by_side(*adders, QWidget(), stretch=len(adders))]

    def _flag(self, baby: BabyView, flag: Flag, several: bool) -> QWidget:
        end = quiet_button(self.tr("End"), self.tr("End {flag}").format(flag=flag.what))
        end.clicked.connect(lambda: self.flag_ended.emit(baby, flag))
        since = self.tr("since {day}").format(day=wording.short_day(flag.since))
        if flag.expires:
            until = wording.short_day(flag.expires)
            since = self.tr("{since}, until {day}").format(since=since, day=until)
        kind = words.flag_kind(flag.kind)
        if several:
            kind = self.tr("{baby}: {kind}").format(baby=baby.given_name, kind=kind)
        told = _block([WrappedLabel(flag.what or kind), Muted(since)])
        return side_by_side(Tag(kind, "warning"), told, end, stretch=1)

    def _form(self, back_on: date | None) -> QWidget:
        what = self.tr("Form with particulars and health")
        if back_on is None:
            press, standing = self.tr("Is back"), self.tr("not back yet")
        else:
            press, standing = self.tr("Not back"), self.tr("back, {day}")
            standing = standing.format(day=wording.short_day(back_on))
        button = quiet_button(press, f"{what}: {press}")
        button.setObjectName("form_button")
        button.clicked.connect(lambda: self.form_told.emit(back_on is None))
        return side_by_side(_named(what, standing), button)

    def _consent(self, consent: ConsentView) -> QWidget:
        what = words.consent(consent.kind)
        standing = self.tr("not asked yet")
        if consent.given is not None and consent.on is not None:
            answer = self.tr("yes, {day}") if consent.given else self.tr("no, {day}")
            standing = answer.format(day=wording.short_day(consent.on))
        buttons = []
        group = QButtonGroup(self)
        for text, given in ((self.tr("Yes"), True), (self.tr("No"), False)):
            stands = consent.given is given
            button = Chip(text, "primary" if stands else "neutral")
            button.setCheckable(True)
            button.setChecked(stands)
            button.setAccessibleName(f"{what}: {text}")
            button.setObjectName(f"consent_{consent.kind}_{'yes' if given else 'no'}")
            group.addButton(button)
            button.clicked.connect(
                lambda _=False, given=given: self.consent_answered.emit(consent.kind, given)
            )
            buttons.append(button)
        row = side_by_side(_named(what, standing), *buttons)
        group.setParent(row)
        return row


def _named(name: str, detail: str) -> QWidget:
    lines = [Strong(name), *([Muted(detail)] if detail else [])]
    for line in lines:
        line.setWordWrap(True)
    return _block([*lines])


def _block(lines: list[QWidget]) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for line in lines:
        column.addWidget(line)
    return block
