"""The longest wait of the GUI thread in the tour, divided by 50 ms; the last line is the ratio.

The tour is walked in three fresh processes and the median of each step counts: what the program does comes
every time, what the machine does meanwhile does not.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from massage_studio.app import dress, make_application

BUDGET_MS = 50.0
WALKS = 3


def walk_once() -> dict[str, float]:
    """Return the longest wait of each step in milliseconds."""
    application = make_application()
    dress(application)
    from massage_studio.gui.tour.walk import walk

    with tempfile.TemporaryDirectory() as folder:
        return walk(application, Path(folder)).stalls


def main() -> None:
    """Walk the tour and tell where the window waited longest."""
    taken: dict[str, list[float]] = {}
    for _ in range(WALKS):
        told = subprocess.run(
            [sys.executable, __file__, "once"], capture_output=True, text=True, check=True
        ).stdout
        for step, longest in json.loads(told.splitlines()[-1]).items():
            taken.setdefault(step, []).append(longest)
    medians = {step: statistics.median(longest) for step, longest in taken.items()}
    for step, longest in sorted(medians.items(), key=lambda item: -item[1]):
        print(f"{longest:.1f} ms in {step or 'the beginning'}")
    print(max(medians.values()) / BUDGET_MS)


if __name__ == "__main__":
    if sys.argv[1:] == ["once"]:
        print(json.dumps(walk_once()))
    else:
        main()
