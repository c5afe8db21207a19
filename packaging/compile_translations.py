"""Compile the translations of resources/translations/, each <language>.ts to a <language>.qm beside it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"

# A build loads this file by its path.
sys.path.insert(0, str(ROOT / "packaging"))
try:
    from qt_programs import QtProgramError, run_qt_program
finally:
    sys.path.remove(str(ROOT / "packaging"))


def compile_translations(folder: Path = TRANSLATIONS) -> list[Path]:
    """Bring the compiled files in line with the translations of `folder` and return those that were written.

    A file is deleted when its translation is gone. It appears whole or not at all, so that two runs at once
    do no harm. Raises QtProgramError where lrelease fails or complains.
    """
    for compiled in folder.glob("*.qm"):
        if not compiled.with_suffix(".ts").is_file():
            compiled.unlink(missing_ok=True)
    written = []
    for translation in sorted(folder.glob("*.ts")):
        compiled = translation.with_suffix(".qm")
        # Compiling takes less time than finding out whether it is needed.
        with tempfile.TemporaryDirectory(dir=folder, prefix=".") as made:
            new = Path(made) / compiled.name
            run_qt_program("lrelease", "-silent", "-nounfinished", str(translation), "-qm", str(new))
            if not compiled.is_file() or compiled.read_bytes() != new.read_bytes():
                new.replace(compiled)
                written.append(compiled)
    return written


def main() -> int:
    """Compile what is behind and name it; 1 where a translation is wrong."""
    try:
        written = compile_translations()
    except QtProgramError as error:
        print(error, file=sys.stderr)
        return 1
    for path in written:
        print(path.relative_to(ROOT).as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main())
