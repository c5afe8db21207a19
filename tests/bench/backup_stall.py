"""The longest wait while a career studio is backed up beside a class, divided by 50 ms.

Keys are pressed in the class room while the studio of 25 years is copied and verified, as the program's timer
begins it, and then without. What counts is the longest time in which the window did not answer, and the
longest from a key until its cue was on the disk: of each the median of all backups, for what the machine does
else comes now and then. The last line is the ratio.
"""

import statistics
import time
from typing import Any

from massage_studio.safekeeping.automatic import EVERY, stamped
from massage_studio.store.opening import BACKUPS
from tests.bench.class_room import CUES, Stage, a_class
from tests.bench.cue_committed import when_committed

LIMIT_MS = 50.0
# Four keys a second for as long as a backup takes: no class is noted so fast, and none has so many notes.
TIMES, PLAIN, REST = 3, 100, 0.25


def press(stage: Stage, committed: list[float], number: int) -> float:
    """Press a key and return the milliseconds until its cue was on the disk."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtTest import QTest

    heard = QEventLoop()
    stage.tasks.changed.connect(heard.quit)
    stage.driver.rest(REST)
    committed.clear()
    pressed = time.perf_counter()
    QTest.keyClick(stage.page, CUES[number % len(CUES)])
    heard.exec()
    stage.tasks.changed.disconnect(heard.quit)
    return (committed[0] - pressed) * 1000


def by_its_timer(stage: Stage, turn: int) -> Any:
    """Let the program's own timer begin a backup in a moment; it stops once that is made."""
    from massage_studio.gui.automatic_backup import AutomaticBackup

    backups = AutomaticBackup(stage.tasks, lambda: stage.page.context.clock() + turn * EVERY)
    backups.changed.connect(backups.timer.stop)
    backups.begin(stage.store.folder)
    half_hour = backups.timer.interval()
    backups.timer.timeout.connect(lambda: backups.timer.setInterval(half_hour))
    backups.timer.setInterval(200)
    return backups


def main() -> None:
    """Press in turns with and without a backup, so that both see the same disk."""
    plain, beside = list[float](), list[float]()
    with a_class(after_25_years=True) as stage:
        committed: list[float] = []
        stage.store.write = when_committed(stage.store.write, committed)
        meter, number, taken = stage.driver.meter, 0, 0.0
        meter.begin()
        for turn in range(TIMES):
            meter.step = f"backup {turn}"
            waits, began = [], time.perf_counter()
            backups = by_its_timer(stage, turn)
            while backups.timer.isActive():
                waits.append(press(stage, committed, number))
                number += 1
            taken += time.perf_counter() - began
            beside.append(max(waits))
            meter.step = f"plain {turn}"
            plain.append(max(press(stage, committed, number + more) for more in range(PLAIN)))
            number += PLAIN
        assert len(stamped(stage.store.folder / BACKUPS)) == TIMES
    stalls = {
        kind: statistics.median(longest for step, longest in meter.by_step.items() if step.startswith(kind))
        for kind in ("plain", "backup")
    }
    print(f"a backup takes {taken / TIMES:.2f} s")
    print(f"longest wait of the window: {stalls['plain']:.1f} ms, beside a backup {stalls['backup']:.1f} ms")
    longest = statistics.median(beside)
    print(f"key to committed, longest: {statistics.median(plain):.1f} ms, beside a backup {longest:.1f} ms")
    print(max(stalls["backup"], longest) / LIMIT_MS)


if __name__ == "__main__":
    main()
