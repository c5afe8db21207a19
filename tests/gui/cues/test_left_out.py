"""What a safety rule leaves out for a baby, on the register and in the hint of the class room."""

from __future__ import annotations

import massage_studio.families.service as families
from massage_studio.curriculum import limit_service
from massage_studio.gui.cues import hints
from massage_studio.store.ids import new_id
from tests.gui.cues.room_stage import RoomStage
from tests.studio_fixtures import NOW

RULE = {
    "label": "Tongue tie",
    "mind": "let the mouth rest",
    "words": ("tongue tie",),
    "forbids": ("legs", "back"),
    "source": "my training, 2024",
}


def hint(room: RoomStage) -> str:
    """What the hints say to whom holds the key down."""
    assert room.page.room is not None
    return " · ".join(hints.lines(room.page.room, room.now))


def known(room: RoomStage, name: str) -> str:
    """What is read where the signs of a baby are pressed."""
    line = room.page.register_panel.lines[room.baby(name)]
    assert line.row is not None
    room.page.peek.open_signs(line.row, line)
    told = room.page.peek.popover.words()
    room.page.peek.end()
    return told


def begin_legs(room: RoomStage) -> None:
    """Go to the activity of the plan that is about the legs."""
    place = next(place for place, part in enumerate(room.kept().delivered) if "legs_feet" in part.areas)
    room.click(room.page.plan.items[place])


def add_rule(room: RoomStage) -> None:
    def write(session: object) -> object:
        families.add_flag(
            session,  # type: ignore[arg-type]
            baby_id=room.baby("Mia"),
            kind="allergy",
            what="Tongue tie",
            since=NOW.date(),
        )
        return limit_service.add_limit(session, item_id=new_id(), words=RULE, now=NOW)  # type: ignore[arg-type]

    room.window.context.tasks.write(write)  # type: ignore[arg-type]
    room.settle()


def test_her_rule_is_behind_a_sign_on_the_register_and_a_hint_while_the_activity_runs(
    room: RoomStage,
) -> None:
    begin_legs(room)
    assert hint(room) == "" and "Leave out" not in known(room, "Mia")
    add_rule(room)
    assert "Leave out legs and back" in known(room, "Mia")
    assert "Leave out" not in known(room, "Leo")
    assert hint(room) == "\u2068Mia\u2069: Leave out legs"


def test_behind_the_curtain_neither_is_told(room: RoomStage) -> None:
    begin_legs(room)
    add_rule(room)
    room.page.header.ui.curtain_button.click()
    room.settle()
    assert "eave out" not in hint(room) and "eave out" not in known(room, "Mia")


def test_a_hint_is_not_told_of_what_the_activity_does_not_touch(room: RoomStage) -> None:
    add_rule(room)
    place = next(place for place, part in enumerate(room.kept().delivered) if not part.areas)
    room.click(room.page.plan.items[place])
    assert "eave out" not in hint(room)
