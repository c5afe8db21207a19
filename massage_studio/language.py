"""The sentences of the program in the language of the screen, in a form that Qt's `lupdate` extracts.

A widget says `self.tr("...")`; everything else says `translate("Context", "...")`, each with literals. A
KnownError translates its two sentences itself; `packaging/update_translations.py` hands them to lupdate.

A sentence that counts something has `%n` for the number, which is given too: `self.tr("%n notes", "", n)` or
`translate("Context", "%n notes", None, n)`. Its English forms, for one and for any other number, stand in
resources/translations/en_GB.ts, which Qt reads compiled and `translate` as it is where there is no Qt.
"""

from collections.abc import Callable
from functools import lru_cache

Translator = Callable[[str, str, str | None, int], str]


def _as_written(context: str, text: str, comment: str | None = None, count: int = -1) -> str:
    if count < 0:
        return text
    one, other = _english_forms().get((context, text), (text, text))
    return (one if count == 1 else other).replace("%n", str(count))


@lru_cache(maxsize=1)
def _english_forms() -> dict[tuple[str, str], tuple[str, str]]:
    """Return the forms for one and for any other number, by context and sentence."""
    # Late, for a window never asks.
    import xml.etree.ElementTree as ElementTree

    from massage_studio import paths

    return {
        (context.findtext("name", ""), message.findtext("source", "")): (one.text or "", other.text or "")
        for context in ElementTree.parse(paths.translations() / "en_GB.ts").iter("context")
        for message in context.iter("message")
        for one, other in [message.iter("numerusform")]
    }


_translator: Translator = _as_written


def use(translator: Translator = _as_written) -> None:
    """Let every sentence from now on go through `translator`; without one it stays as it is written."""
    global _translator
    _translator = translator


def translate(context: str, text: str, comment: str | None = None, count: int = -1) -> str:
    """Return a sentence in the language of the screen, with `count` in place of its %n."""
    return _translator(context, text, comment, count)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a sentence that is translated where it is shown."""
    return text
