"""The budgets of the design, measured in this run, all but those in MB as ratios: `make bench`.

Prints one line a row, `name<TAB>ratio<TAB>limit<TAB>ok|over`, and exits 1 where one is over.
A row whose rival is not installed says "skipped" with the reason in the place of its ratio.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = "MASSAGE_STUDIO_BENCH_STUDIOS"
"""Names the folder of the studios that several rows need; the first of them makes them."""

# Settings and studios of their own; the caches, such as the fonts', stay as this user has them.
HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")

# Name, script, limit.
ROWS = (
    ("first_paint", "first_paint.py", 1.3),
    ("today_usable", "today_usable.py", 6.0),
    ("rss", "rss.py", 140.0),
    ("cue_committed", "cue_committed.py", 5.0),
    ("opened_with_key", "opened_with_key.py", 1.5),
    ("cue_with_key", "cue_with_key.py", 1.5),
    ("key_painted", "key_painted.py", 1.0),
    ("gui_stall", "gui_stall.py", 1.0),
    ("backup_stall", "backup_stall.py", 1.0),
    ("take_home", "take_home.py", 1.3),
    ("class_pack", "class_pack.py", 1.3),
    ("class_pack_typst", "class_pack_typst.py", 1.0),
    ("class_pack_memory", "class_pack_memory.py", 8.0),
    ("class_pack_stall", "class_pack_stall.py", 1.0),
    ("family_page", "family_page.py", 1.2),
    ("progress_page", "progress_page.py", 1.2),
    ("insights", "insights.py", 1.2),
    ("pages", "pages.py", 1.2),
    ("curriculum", "curriculum.py", 1.0),
    ("search", "search.py", 1.0),
)


def main() -> int:
    """Run every row in a process of its own, in a home of its own."""
    with tempfile.TemporaryDirectory() as studios:
        return _run(set(sys.argv[1:]), studios)


def _run(wanted: set[str], studios: str) -> int:
    over = False
    for name, script, limit in ROWS:
        if wanted and name not in wanted:
            continue
        with tempfile.TemporaryDirectory() as home:
            place = dict.fromkeys(HOMES, home)
            environment = {**os.environ, **place, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
            environment[SHARED] = studios
            # Whoever installed the program runs it compiled, and so does whoever starts it a second time.
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            result = subprocess.run(
                [sys.executable, str(HERE / script)],
                env=environment,
                cwd=home,
                capture_output=True,
                text=True,
                check=False,
            )
        *notes, last = result.stdout.strip().splitlines() or [""]
        for note in notes:
            print(f"# {name}: {note}", file=sys.stderr)
        if result.returncode or not last:
            print(result.stderr, file=sys.stderr)
            return 1
        if last.startswith("skipped"):
            print(f"{name}\t{last}\t{limit}\tskipped", flush=True)
            continue
        ratio = float(last)
        verdict = "ok" if ratio <= limit else "over"
        over = over or verdict == "over"
        print(f"{name}\t{ratio:.2f}\t{limit}\t{verdict}", flush=True)
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
