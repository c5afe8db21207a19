"""The longest wait of the GUI thread in the tour, divided by 50 ms; the last line is the ratio.

The tour is walked three times and the median of each step counts: what the program does comes every time, what
the machine does meanwhile does not.
"""

import statistics
import tempfile
from pathlib import Path

from massage_studio.app import dress, make_application

BUDGET_MS = 50.0
WALKS = 3


def main() -> None:
    """Walk the tour and tell where the window waited longest."""
    application = make_application()
    dress(application)
    from massage_studio.gui.tour.walk import walk

    taken: dict[str, list[float]] = {}
    for _ in range(WALKS):
        with tempfile.TemporaryDirectory() as folder:
            for step, longest in walk(application, Path(folder)).stalls.items():
                taken.setdefault(step, []).append(longest)
    medians = {step: statistics.median(longest) for step, longest in taken.items()}
    for step, longest in sorted(medians.items(), key=lambda item: -item[1]):
        print(f"{longest:.1f} ms in {step or 'the beginning'}")
    print(max(medians.values()) / BUDGET_MS)


if __name__ == "__main__":
    main()
