"""The benefits of the next class on Today: each opens what is known of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.gui.today.page import TodayPage
from tests.gui.stage import staged
from tests.studio_fixtures import a_booking, a_course, a_family


def test_a_benefit_of_the_next_class_opens_its_evidence_by_mouse_and_by_key(
    studio_folder: Path, qtbot: QtBot
) -> None:
    with staged(TodayPage, studio_folder, qtbot) as stage:
        with stage.store.write() as session:
            a_booking(session, a_course(session), a_family(session, "Mia"))
        stage.show()
        chips = stage.page.benefit_chips
        [first, second, *_] = chips
        assert "attunement" in chips and all(" min" in chip.words() for chip in chips.values())
        qtbot.mouseClick(chips[first], Qt.MouseButton.LeftButton)
        stage.page.ui.open_button.setFocus()
        for _ in range(2):
            qtbot.keyClick(stage.page.window(), Qt.Key.Key_Tab)
        assert chips[second].hasFocus()
        stage.page.reload()
        stage.settle()
        assert chips[second].hasFocus(), "nothing that changed elsewhere takes the keys away"
        qtbot.keyClick(chips[second], Qt.Key.Key_Space)
        assert stage.gone == [("curriculum", ("benefit", first)), ("curriculum", ("benefit", second))]
