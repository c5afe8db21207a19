"""A course plan or parts of the library as one file for a colleague: YAML, with its format and version.

Nothing about families is in it, nor are local services, which name people near one studio.
"""

from dataclasses import dataclass
from typing import Any

from massage_studio.curriculum.content_files import KINDS
from massage_studio.errors import KnownError

FORMAT = "massage-studio-curriculum"
VERSION = 1
ENDING = "yaml"
MOST_BYTES = 1_000_000
"""Ten times a whole library of one's own."""
MOST_ITEMS = 2000
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class SharedItem:
    """One item with all that it says, by field."""

    kind: str
    code: str
    words: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SharedFile:
    """What a file holds; `by` is who shared it, `unknown` counts items of kinds that are not known here."""

    by: str
    items: tuple[SharedItem, ...]
    unknown: int = 0


def written(shared: SharedFile) -> bytes:
    """Return what is shared as the bytes of a file, in UTF-8."""
    # Late, as few ever share: the parser takes time to load.
    import yaml

    whole = {
        "format": FORMAT,
        "version": VERSION,
        "by": shared.by,
        "items": [{"kind": item.kind, "code": item.code, "words": item.words} for item in shared.items],
    }
    text = yaml.dump(whole, Dumper=_plain_dumper(yaml), allow_unicode=True, sort_keys=False, width=100)
    return str(text).encode("utf-8")


def _plain_dumper(yaml: Any) -> Any:
    """Return a dumper that writes a list that two items share twice: this program reads no references."""

    class Dumper(yaml.SafeDumper):  # type: ignore[misc]  # the module is loaded late
        def ignore_aliases(self, data: Any) -> bool:
            return True

    return Dumper


def read(data: bytes) -> SharedFile:
    """Return what a file holds.

    Raises:
        KnownError: it is too large, in another encoding, damaged, newer, or no file of a curriculum.
    """
    import yaml

    if len(data) > MOST_BYTES:
        raise KnownError(
            "This file is too large for a curriculum.", "Ask your colleague for a smaller part of it."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KnownError(
            "This file is not in UTF-8.", "Ask your colleague to share it again from Massage Studio."
        ) from None
    try:
        _check_shape(yaml, text)
        whole = yaml.safe_load(text)
    # A number or a date that cannot be is a ValueError of Python's own.
    except (yaml.YAMLError, ValueError, RecursionError):
        raise _damaged() from None
    return _file(whole)


def _check_shape(yaml: Any, text: str) -> None:
    """Raise KnownError where a file is deeper than ours are, or refers to its own parts."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise KnownError(
                "This file refers to its own parts, which ours do not.",
                "Ask your colleague to share it again from Massage Studio.",
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise _damaged()


def _file(whole: Any) -> SharedFile:
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise KnownError("This is no curriculum that was shared from Massage Studio.", "Choose another file.")
    version = whole.get("version")
    if type(version) is not int or version < 1:
        raise _damaged()
    if version > VERSION:
        raise KnownError(
            "This file was made by a newer Massage Studio.", "Install the newest version, then try again."
        )
    items, by = whole.get("items"), whole.get("by", "")
    if not isinstance(items, list) or not isinstance(by, str) or len(items) > MOST_ITEMS:
        raise _damaged()
    known = [_item(one) for one in items]
    found = tuple(item for item in known if item.kind in KINDS)
    return SharedFile(" ".join(by.split())[:60], found, len(known) - len(found))


def _item(one: Any) -> SharedItem:
    if not isinstance(one, dict):
        raise _damaged()
    kind, code, words = one.get("kind"), one.get("code"), one.get("words")
    if not (isinstance(kind, str) and isinstance(code, str) and code and isinstance(words, dict)):
        raise _damaged()
    if not all(isinstance(name, str) for name in words):
        raise _damaged()
    return SharedItem(kind, code, words)


def _damaged() -> KnownError:
    return KnownError("This file is damaged.", "Ask your colleague to share it again.")
