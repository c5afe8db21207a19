"""The longest wait of the GUI thread in the tour, divided by 50 ms; the last line is the ratio."""

import tempfile
from pathlib import Path

from massage_studio.app import dress, make_application

BUDGET_MS = 50.0


def main() -> None:
    """Walk the tour and tell where the window waited longest."""
    application = make_application()
    dress(application)
    from massage_studio.gui.tour.walk import walk

    with tempfile.TemporaryDirectory() as folder:
        seen = walk(application, Path(folder))
    for step, longest in sorted(seen.stalls.items(), key=lambda item: -item[1]):
        print(f"{longest:.1f} ms in {step or 'the beginning'}")
    print(max(seen.stalls.values()) / BUDGET_MS)


if __name__ == "__main__":
    main()
