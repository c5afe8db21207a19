"""A key in the class room until the baby's card is painted with it, against 16 ms; the ratio is last."""

import statistics
import time

from tests.bench.class_room import CUES, a_class

PRESSES, REST = 200, 0.08
FRAME_MS = 16.0


def main() -> None:
    """Press keys and watch the card."""
    taken: list[float] = []
    with a_class() as stage:
        from PySide6.QtCore import QEvent, QEventLoop, QObject
        from PySide6.QtTest import QTest

        from massage_studio.gui.widgets.baby_card import BabyCard

        card = next(
            card for card in stage.page.findChildren(BabyCard) if card.baby() and card.baby().number == 1
        )
        painted = QEventLoop()

        class Watch(QObject):
            """Ends the wait when the card is painted with another last line than before the key."""

            before = ""

            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint and card.baby().last_line != self.before:
                    painted.quit()
                return False

        watch = Watch()
        card.installEventFilter(watch)
        for number in range(PRESSES):
            stage.driver.rest(REST)
            watch.before = card.baby().last_line
            pressed = time.perf_counter()
            QTest.keyClick(stage.page, CUES[number % len(CUES)])
            painted.exec()
            taken.append(time.perf_counter() - pressed)
    middle = statistics.median(taken) * 1000
    print(f"key to paint: median {middle:.1f} ms, longest {max(taken) * 1000:.1f} ms")
    print(middle / FRAME_MS)


if __name__ == "__main__":
    main()
