"""Keeps names as people write them, without what only harms."""

import re
import unicodedata

LONGEST = 200

# Bidirectional controls could turn the words around a name; the rest of Unicode stays.
_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def clean(text: str, longest: int = LONGEST) -> str:
    """Return `text` in NFC on one line, without control characters, at most `longest` characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())[:longest].strip()
    text = text.translate(_BIDI)
    text = "".join(
        " " if char in "\t\n\r" else char for char in text if char in "\t\n\r" or not _harmful(char)
    )
    text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip())[:longest].strip()
    # Joiners belong into names, but a name of nothing else cannot be seen.
    return text if any(unicodedata.category(char)[0] not in "CZ" for char in text) else ""


def clean_lines(text: str, longest: int = 4000) -> str:
    """Return `text` as `clean` does, but with its line breaks."""
    return "\n".join(clean(line, longest) for line in text.splitlines())[:longest].strip()


def full(given: str, family: str) -> str:
    """Return a person's whole name, in the order that its script uses."""
    if family and _cjk(given) and _cjk(family):
        return family + given
    return f"{given} {family}".strip()


def folded(text: str) -> str:
    """Return `text` as a search compares it: without case, accents and the form they were typed in."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if unicodedata.category(char) != "Mn").casefold()


def _harmful(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs")


def _cjk(text: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" for char in text)
