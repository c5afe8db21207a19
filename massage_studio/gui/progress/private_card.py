"""The card of what is for the instructor alone, folded until she opens it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.nearest_signposts import nearest
from massage_studio.curriculum.queries import guarded, local_services
from massage_studio.curriculum.views import LocalService
from massage_studio.families.private_queries import private_side
from massage_studio.families.private_views import CheckInView, MarkView, PrivateSide, ReferralView, Worry
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.progress.card_parts import (
    BoldLine,
    Icon,
    WrappedLabel,
    action_button,
    quiet_button,
    refill,
    side_by_side,
)
from massage_studio.gui.progress.private_dialogs import MarkDialog, ReferralDialog
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.card import Card
from massage_studio.language import translate


class PrivateCard(QObject):
    """Shows nothing of a family until its button is pressed, and nothing again once the page is left.

    `asked` carries a dialog that is to be opened, `asked_again` the key of a check-in that is ticked off.
    """

    asked = Signal(object)
    asked_again = Signal(object)

    def __init__(self, card: Card, context: Context) -> None:
        super().__init__(card)
        self._card, self._context = card, context
        self._side = Latest()
        self._family_id: UUID | None = None
        self._found: PrivateSide | None = None
        self._offered: tuple[str, ...] = ()
        self._content: Content | None = None
        self._open = False
        card.set_title(self.tr("For you alone"))
        self._turn = quiet_button(self.tr("Show"), self.tr("Show what is for you alone"))
        self._turn.clicked.connect(lambda: self._fold(self._open))
        card.add_header(self._turn)
        context.privacy.changed.connect(lambda _: self.fold())
        self.fold()

    def look(self, family_id: UUID) -> None:
        """Ask for what is kept of a family; another one than before is folded."""
        if family_id != self._family_id:
            self._family_id, self._found = family_id, None
            self.fold()
        self._context.tasks.read(partial(private_side, family_id=family_id), self._take, latest=self._side)
        self._context.tasks.read(local_services, self._offer)
        self._context.tasks.read(guarded, self._use)

    def fold(self) -> None:
        """Show nothing of the family."""
        self._fold(True)

    def _fold(self, folded: bool) -> None:
        self._open = not folded
        self._turn.setText(self.tr("Show") if folded else self.tr("Hide"))
        self._turn.setAccessibleName(
            self.tr("Show what is for you alone") if folded else self.tr("Hide what is for you alone")
        )
        self._fill()

    def _take(self, found: PrivateSide) -> None:
        self._found = found
        self._fill()

    def _offer(self, services: tuple[LocalService, ...]) -> None:
        self._offered = tuple(f"{one.when}, {one.to}" for one in services)

    def _use(self, content: Content) -> None:
        self._content = content
        self._fill()

    def _fill(self) -> None:
        if not self._open or self._found is None:
            told = self.tr("How they are, who might gain most, and referrals. Told of on no paper.")
            refill(self._card.body, [WrappedLabel(told, muted=True)], keep=1)
            return
        found = self._found
        rows = [
            *(self._check_in(one) for one in found.check_ins),
            self._mark(found.mark),
            *(self._referral(one) for one in found.referrals),
        ]
        add = action_button(self.tr("Add a referral"))
        add.clicked.connect(lambda: self._refer(None))
        refill(self._card.body, [*rows, side_by_side(add, QWidget(), stretch=1)], keep=1)

    def _mark(self, mark: MarkView | None) -> QWidget:
        if mark is None:
            button = action_button(self.tr("Mark the family"))
            button.clicked.connect(self._change_mark)
            none = self.tr("Not marked as a family that might gain most.")
            return side_by_side(WrappedLabel(none, muted=True), button)
        edit = quiet_button(self.tr("Edit"), self.tr("Edit the mark"))
        edit.clicked.connect(self._change_mark)
        worries = wording.listed([worry(code) for code in mark.worries])
        lines: list[QWidget] = [
            side_by_side(
                Icon("lock"),
                BoldLine(self.tr("Might gain most: {worries}").format(worries=worries)),
                edit,
                stretch=1,
            )
        ]
        since = self.tr("since {day}").format(day=wording.full_day(mark.since))
        lines.append(WrappedLabel(f"{since}\n{mark.words}".strip(), muted=True))
        return _block(lines)

    def _check_in(self, one: CheckInView) -> QWidget:
        day = wording.full_day(one.made_on)
        head: list[QWidget] = [Icon("lock"), BoldLine(self.tr("How they were on {day}").format(day=day))]
        told = [one.words]
        if one.follow_up_on is not None and one.done_on is None:
            told.append(self.tr("Ask again on {day}").format(day=wording.full_day(one.follow_up_on)))
            done = quiet_button(
                self.tr("Asked again"), self.tr("Asked again after what was said on {day}").format(day=day)
            )
            done.clicked.connect(lambda: self.asked_again.emit(one.id))
            head.append(done)
        elif one.done_on is not None:
            told.append(self.tr("Asked again on {day}").format(day=wording.full_day(one.done_on)))
        lines = [WrappedLabel(line, muted=place > 0) for place, line in enumerate(told)]
        if one.done_on is None and self._content is not None:
            posts = nearest(self._content, one.words)
            where = self.tr("Where to turn, if they wish:")
            words = "\n".join((where, *(f"{post.when}: {post.to}" for post in posts)))
            lines.append(WrappedLabel(words, muted=True))
        return _block([side_by_side(*head, stretch=1), *lines])

    def _referral(self, one: ReferralView) -> QWidget:
        edit = quiet_button(
            self.tr("Edit"), self.tr("Edit the referral to {service}").format(service=one.service)
        )
        edit.clicked.connect(lambda: self._refer(one))
        buttons = [edit]
        if one.closed_on is None:
            close = quiet_button(
                self.tr("Close"), self.tr("Close the referral to {service}").format(service=one.service)
            )
            close.clicked.connect(lambda: self._close(one))
            buttons.append(close)
        head = side_by_side(Icon("lock"), BoldLine(one.service), *buttons, stretch=1)
        answer = self.tr("The family said yes") if one.consent else self.tr("The family said no")
        told = [
            self.tr("{answer}, asked on {day}: {how}").format(
                answer=answer, day=wording.full_day(one.consent_on), how=one.consent_how
            ),
        ]
        if one.consent:
            told.append(self.tr("Referred on {day}").format(day=wording.full_day(one.made_on)))
        else:
            told.append(self.tr("Offered on {day}, not referred").format(day=wording.full_day(one.made_on)))
        if one.agreed:
            told.append(one.agreed)
        if one.closed_on is not None:
            told.append(self.tr("Closed on {day}").format(day=wording.full_day(one.closed_on)))
        elif one.follow_up_on is not None:
            told.append(self.tr("Follow up on {day}").format(day=wording.full_day(one.follow_up_on)))
        if one.outcome:
            told.append(one.outcome)
        return _block([head, *(WrappedLabel(line, muted=True) for line in told)])

    def _change_mark(self) -> None:
        if self._family_id is not None and self._found is not None:
            self.asked.emit(MarkDialog(self._context, self._family_id, self._found.mark, self._card))

    def _refer(self, one: ReferralView | None) -> ReferralDialog | None:
        if self._family_id is None or self._found is None:
            return None
        dialog = ReferralDialog(
            self._context, self._family_id, one, self._found.notes, self._offered, self._card
        )
        self.asked.emit(dialog)
        return dialog

    def _close(self, one: ReferralView) -> None:
        dialog = self._refer(one)
        if dialog is not None:
            dialog.begin_to_close()


def worry(code: Worry) -> str:
    """Return why a family might gain most."""
    return {
        "low_mood": translate("PrivateCard", "low mood or anxiety"),
        "feeding": translate("PrivateCard", "worry about feeding"),
        "crying": translate("PrivateCard", "worry about crying"),
        "other": translate("PrivateCard", "something else"),
    }[code]


def _block(lines: list[QWidget]) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for line in lines:
        column.addWidget(line)
    return block
