"""Bring a translation in line with the texts of the program: `python packaging/update_translations.py de.ts`.

Qt's lupdate reads `tr`, `translate` and the forms by itself. The two sentences of a KnownError, which
translates them when it is made, are handed to it in a file of their own. Without a name it updates en_GB.ts,
which holds the sentences with a number alone, for all others are British English as they stand in the code.
"""

from __future__ import annotations

import ast
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "massage_studio"
FORMS = ROOT / "ui"
ENGLISH = ROOT / "resources" / "translations" / "en_GB.ts"

# The tests load this file by its path.
sys.path.insert(0, str(ROOT / "packaging"))
try:
    from qt_programs import run_qt_program
finally:
    sys.path.remove(str(ROOT / "packaging"))


def update(translation: Path, package: Path = PACKAGE, forms: Path = FORMS) -> None:
    """Add the sentences of the program that a .ts file does not hold yet, and make it where there is none."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources(package)}
    with tempfile.TemporaryDirectory() as folder:
        refusals = Path(folder) / "refusals.py"
        said = sentences(list(trees.values()))
        refusals.write_text("".join(map(_as_a_call, said)), encoding="utf-8")
        read = [*trees, *sorted(forms.glob("*.ui")), refusals]
        listed = Path(folder) / "files"
        listed.write_text("\n".join(str(path) for path in read), encoding="utf-8")
        only = ["-pluralonly", "-no-obsolete"] if translation.stem == ENGLISH.stem else []
        run_qt_program("lupdate", f"@{listed}", "-locations", "none", *only, "-ts", str(translation))


def sources(package: Path = PACKAGE) -> list[Path]:
    """Return the modules of the program, without the compiled forms."""
    return [path for path in sorted(package.rglob("*.py")) if path.parent.name != "forms"]


def sentences(trees: list[ast.Module]) -> list[str]:
    """Return what is said by each KnownError that is made, also by one of its subclasses."""
    said = [argument for call in refusals(trees) for argument in call.args]
    texts = [argument.value for argument in said if isinstance(argument, ast.Constant)]
    return sorted({text for text in texts if isinstance(text, str)})


def refusals(trees: list[ast.Module]) -> list[ast.Call]:
    """Return the calls that make a KnownError or one of its kinds."""
    kinds = {"KnownError"}
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    while more := {one.name for one in classes if _names(one.bases) & kinds} - kinds:
        kinds |= more
    made = []
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _names([node.func]) & kinds:
                made.append(node)
            elif isinstance(node, ast.ClassDef) and _names(node.bases) & kinds:
                calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
                made += [call for call in calls if ast.unparse(call.func) == "super().__init__"]
    return made


def _as_a_call(sentence: str) -> str:
    """What lupdate reads of a sentence, with a number where it counts something."""
    if "%n" in sentence:
        return f'translate("Rooms", {sentence!r}, None, 1)\n'
    return f'QT_TRANSLATE_NOOP("Rooms", {sentence!r})\n'


def _names(nodes: list[ast.expr]) -> set[str]:
    return {node.id for node in nodes if isinstance(node, ast.Name)}


if __name__ == "__main__":
    update(Path(sys.argv[1]) if len(sys.argv) > 1 else ENGLISH)
