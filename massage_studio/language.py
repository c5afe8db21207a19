"""The sentences of the rooms in the language of the screen; a room itself knows no Qt."""

from collections.abc import Callable

_translate: Callable[[str], str] = str


def use(translate: Callable[[str], str]) -> None:
    """Let every sentence from now on go through `translate`, which gets it as it stands in the code."""
    global _translate
    _translate = translate


def say(text: str, **values: object) -> str:
    """Return a sentence in the language of the screen, with the values in place of their {names}."""
    words = _translate(text)
    return words.format(**values) if values else words
