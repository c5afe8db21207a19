"""What ships with the program: curriculum, vocabulary of cues, evidence and texts for paper, in one language.

It is written in resources/content/<language>/*.yaml; packaging/compile_content.py checks and compiles it.
"""

import json
from functools import lru_cache
from typing import Any

from massage_studio import paths
from massage_studio.curriculum.content_files import assembled
from massage_studio.curriculum.content_model import Content, filled

__all__ = ["Content", "compiled", "filled", "load"]


@lru_cache(maxsize=4)
def load(language: str = "en-GB") -> Content:
    """The shipped content, made once a process."""
    return assembled(compiled(language), language)


def compiled(language: str) -> Any:
    """What the files of a language hold, by the name of the file."""
    return json.loads(paths.content(language).read_text(encoding="utf-8"))
