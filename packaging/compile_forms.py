"""Compile the Designer forms of ui/ to Python modules in massage_studio/gui/forms/."""

from __future__ import annotations

import hashlib
import re
import sys
import xml.etree.ElementTree as ElementTree
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMS = ROOT / "ui"
MODULES = ROOT / "massage_studio" / "gui" / "forms"
ROOM_DOCSTRING = '"""The forms of ui/, compiled: edit them there."""\n'
# Raised when this file writes something else from the same form.
LAYOUT = "2"

# A build loads this file by its path.
sys.path.insert(0, str(ROOT / "packaging"))
try:
    from qt_programs import QtProgramError, run_qt_program
    from whole_file import write_whole
finally:
    sys.path.remove(str(ROOT / "packaging"))


class FormError(Exception):
    """A form that uic refuses or complains about."""


def compile_forms(forms: Path = FORMS, modules: Path = MODULES) -> list[Path]:
    """Bring the compiled modules in line with the forms and return those that were written.

    A module is written again when its form or the PySide6 version changed, and deleted when its form
    is gone. Each file appears whole or not at all, so that two runs at once do no harm. Raises FormError
    where uic fails or prints anything on its error stream.
    """
    modules.mkdir(parents=True, exist_ok=True)
    written = []
    init = modules / "__init__.py"
    if not init.is_file() or init.read_text(encoding="utf-8") != ROOM_DOCSTRING:
        write_whole(init, ROOM_DOCSTRING)
        written.append(init)
    wanted = {f"ui_{form.stem}.py": form for form in sorted(forms.glob("*.ui"))}
    for module in modules.glob("ui_*.py"):
        if module.name not in wanted:
            module.unlink(missing_ok=True)
    for name, form in wanted.items():
        stamp = _stamp(form)
        if _first_line(modules / name) != stamp:
            write_whole(modules / name, f"{stamp}\n{_run_uic(form)}")
            written.append(modules / name)
    return written


def _stamp(form: Path) -> str:
    """The first line of a compiled module: what it was made from."""
    # Line endings differ from checkout to checkout; the form does not.
    content = form.read_bytes().replace(b"\r\n", b"\n")
    digest = hashlib.sha256(content).hexdigest()
    return f"# ui/{form.name} sha256={digest} PySide6={version('PySide6-Essentials')} layout={LAYOUT}"


def _first_line(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open(encoding="utf-8") as lines:
        return lines.readline().rstrip("\n")


def _run_uic(form: Path) -> str:
    try:
        source = run_qt_program("uic", "-g", "python", "--no-autoconnection", str(form))
    except QtProgramError as error:
        raise FormError(f"{form.name}: {error}") from error
    return _only_used(_typed(source, form))


def _only_used(source: str) -> str:
    """Leave out what uic imports for every form and this one does not use: to import it takes time."""
    block = re.compile(r"^from (PySide6\.\w+) import \(([^)]*)\)\n", re.MULTILINE)
    code = re.sub(r"^#.*", "", block.sub("", source), flags=re.MULTILINE)
    used = set(re.findall(r"\w+", code))

    def shortened(found: re.Match[str]) -> str:
        names = [name for name in re.findall(r"\w+", found[2]) if name in used]
        return f"from {found[1]} import ({', '.join(names)})\n" if names else ""

    return block.sub(shortened, source)


def _typed(source: str, form: Path) -> str:
    """Annotate the two methods that uic leaves bare, so that strict callers may call them."""
    root = ElementTree.parse(form).getroot().find("widget")
    if root is None:
        raise FormError(f"{form.name}: no widget inside")
    return re.sub(
        r"^(    def (?:setupUi|retranslateUi)\(self, \w+)\):",
        rf"\1: {root.get('class')}) -> None:",
        source,
        flags=re.MULTILINE,
    )


def main() -> int:
    """Compile what is behind and name it; 1 where a form is wrong."""
    try:
        written = compile_forms()
    except FormError as error:
        print(error, file=sys.stderr)
        return 1
    for path in written:
        print(path.relative_to(ROOT).as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main())
