"""What the register writes: every press is one action of the class."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from massage_studio.bookings.views import AttendanceStatus, Health, RegisterRow
from massage_studio.cues import register_service
from massage_studio.cues.new_adult_service import brought_by_another
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.cues.class_writer import Action, ClassWriter
from massage_studio.gui.cues.room import initials
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id

Then = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _NewKeys:
    """The keys under which somebody new is written."""

    action_id: UUID = field(default_factory=new_id)
    family_id: UUID = field(default_factory=new_id)
    carer_id: UUID = field(default_factory=new_id)
    baby_id: UUID = field(default_factory=new_id)


class RegisterWrites(QObject):
    """Writes the register of a class; `then` is called once the studio has kept it.

    While the curtain is drawn, what is said has initials in place of names.
    """

    say = Signal(str, str, object)

    def __init__(self, context: Context, writer: ClassWriter, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._writer = context, writer
        self._under_way: set[tuple[object, ...]] = set()
        self._refused: dict[tuple[object, ...], _NewKeys] = {}

    def mark(self, babies: tuple[UUID, ...], status: AttendanceStatus, then: Then) -> None:
        """Mark babies; who comes without a word about health has nothing new."""
        self._writer.act(partial(register_service.mark, baby_ids=babies, status=status), lambda _: then())

    def rest_absent(self) -> None:
        """Mark everybody absent who is still expected."""
        self._writer.act(register_service.mark_rest_absent)

    def adult(self, baby_id: UUID, carer_id: UUID, reason: str = "") -> None:
        """Keep which adult of the family came, against a contact restriction for a reason."""
        self._writer.act(
            partial(register_service.brought_by, baby_id=baby_id, carer_id=carer_id, reason=reason)
        )

    def another_adult(self, baby_id: UUID, given: str, then: Then) -> None:
        """Keep that an adult came whom the studio has not met."""
        self._once(
            (brought_by_another, baby_id, given),
            lambda new: partial(
                brought_by_another, baby_id=baby_id, carer_given=given, carer_id=new.carer_id
            ),
            lambda _: then(),
        )

    def health(self, baby_id: UUID, health: Health, note: str) -> None:
        """Keep the answer to the health question with its words."""
        self._writer.act(
            partial(
                register_service.check_health,
                baby_id=baby_id,
                health=health,
                note=note,
                today=self._context.today(),
                wait_hours=self._context.profile.wait_hours,
            )
        )

    def tell_hidden(self, key: str) -> None:
        """Say why a key of health or money does nothing behind the curtain."""
        words = self.tr("Health and money are hidden. Lift the curtain (F9), then press {key}.")
        self.say.emit(words.format(key=key), "", None)

    def left(self, row: RegisterRow) -> None:
        """Let a baby leave, or come back where it had left."""
        if row.left is None:
            self._writer.act(partial(register_service.left, baby_id=row.baby.id))
        else:
            self._writer.act(partial(register_service.mark, baby_ids=(row.baby.id,), status=row.status))

    def walk_in(self, baby: str, carer: str, then: Callable[[UUID], None]) -> None:
        """Write a dyad into the register that nobody expected; `then` gets the baby's key."""

        def inside(new: _NewKeys) -> None:
            then(new.baby_id)
            words = self.tr("{baby} is on the register. The rest can wait for the family's page.")
            self.say.emit(
                words.format(baby=initials(baby) if self._context.privacy.drawn else baby), "", None
            )

        self._once(
            (register_service.walk_in, carer, baby),
            lambda new: partial(
                register_service.walk_in,
                carer_given=carer,
                baby_given=baby,
                family_id=new.family_id,
                carer_id=new.carer_id,
                baby_id=new.baby_id,
            ),
            inside,
        )

    def _once(
        self,
        what: tuple[object, ...],
        action: Callable[[_NewKeys], Action],
        then: Callable[[_NewKeys], None],
    ) -> None:
        """Write somebody new, once: a second press while it is under way writes nothing.

        What was refused keeps its keys, so that pressing again and "Try again" write the same.
        """
        asked = (self._writer.session_id, *what)
        if asked in self._under_way:
            return
        new = self._refused.pop(asked, None) or _NewKeys()
        self._under_way.add(asked)

        def kept(_: Changes) -> None:
            self._under_way.discard(asked)
            self._refused.pop(asked, None)
            then(new)

        def refused() -> None:
            self._under_way.discard(asked)
            self._refused[asked] = new

        self._writer.act(action(new), kept, refused, action_id=new.action_id)

    def cash(self, row: RegisterRow) -> None:
        """Take what is due in cash; undo voids it, and the books keep that it was so."""
        act, session_id, payment_id = self._writer.act, self._writer.session_id, new_id()
        # Only who is booked owes something.
        assert row.booking_id is not None
        words = self.tr("{amount} in cash for {baby} is in the books.")
        amount = wording.money(row.due, row.currency)

        void = partial(register_service.void_cash, baby_id=row.baby.id, payment_id=payment_id)
        # The sentence with its Undo may still be there when another class is open.
        void_cash = partial(act, void, session_id=session_id)

        def kept(_: Changes) -> None:
            baby = initials(row.baby.name) if self._context.privacy.drawn else row.baby.given_name
            self.say.emit(words.format(amount=amount, baby=baby), self.tr("Undo"), void_cash)

        act(
            partial(
                register_service.take_cash,
                baby_id=row.baby.id,
                payment_id=payment_id,
                booking_id=row.booking_id,
                amount=row.due,
                currency=row.currency,
            ),
            kept,
            session_id=session_id,
        )
