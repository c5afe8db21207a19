"""Compile the YAML of resources/content/<language>/ to a file of the program, <language>.json beside it.

Everything is checked here, once, so that the program reads its content without a parser and without a doubt.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "resources" / "content"
# A build in an environment of its own has the checkout, but not the package.
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
try:
    from whole_file import write_whole

    from massage_studio.curriculum.content_checks import check, check_self_rating
    from massage_studio.curriculum.content_files import LAYOUT, assembled, self_rating
    from massage_studio.errors import BugError
    from massage_studio.exchange.letter_texts import letters_of
finally:
    del sys.path[:2]


def compile_content(folder: Path = CONTENT) -> list[Path]:
    """Bring the compiled files in line with the languages of `folder` and return those that were written.

    A file is written again when a text of its language changed, and deleted when its language is gone. It
    appears whole or not at all, so that two runs at once do no harm. Raises BugError, with the file and the
    code at fault, where the content does not hold together.
    """
    languages = sorted(path for path in folder.iterdir() if path.is_dir())
    for compiled in folder.glob("*.json"):
        if not compiled.with_suffix("").is_dir():
            compiled.unlink(missing_ok=True)
    written = []
    for language in languages:
        compiled, stamp = language.with_suffix(".json"), _stamp(language)
        if _first_line(compiled) != stamp:
            write_whole(compiled, _compiled(language, stamp))
            written.append(compiled)
    return written


def _compiled(language: Path, stamp: str) -> str:
    read = {path.stem: _read(path) for path in sorted(language.glob("*.yaml"))}
    if read.keys() == {"measures"}:
        # A text pack: what carers read themselves, in a language that the program does not speak.
        check_self_rating(self_rating(read))
    else:
        check(assembled(read, language.name))
        letters_of(read)
    lines = [f'"{name}": {json.dumps(texts, ensure_ascii=False)}' for name, texts in read.items()]
    return ",\n".join([stamp, *lines]) + "\n}\n"


def _read(path: Path) -> Any:
    # The loader in C is ten times as fast; PyYAML comes without it where no compiler was at hand.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        texts = yaml.load(path.read_text(encoding="utf-8"), loader)
    except yaml.YAMLError as error:
        raise BugError(f"{path.name} is not YAML") from error
    # Such as a date, or a word that YAML takes for true, where a text was meant.
    if json.loads(json.dumps(texts, default=repr)) != texts:
        raise BugError(f"{path.name} holds something else than texts, numbers and lists")
    return texts


def _stamp(language: Path) -> str:
    """The beginning of a compiled file: what it was made from."""
    digest = hashlib.sha256()
    for path in sorted(language.glob("*.yaml")):
        # Line endings differ from checkout to checkout; the texts do not.
        digest.update(f"{path.name}\n".encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return f'{{"made_from": "{digest.hexdigest()} layout={LAYOUT}"'


def _first_line(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open(encoding="utf-8") as lines:
        return lines.readline().rstrip("\n,")


def main() -> int:
    """Compile what is behind and name it; 1 where the content is wrong."""
    try:
        written = compile_content()
    except BugError as error:
        print(error, file=sys.stderr)
        return 1
    for path in written:
        print(path.relative_to(ROOT).as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main())
