"""Where the program finds what it ships with, and where a studio lives on this computer."""

import re
import sys
import unicodedata
from functools import lru_cache
from pathlib import Path

APPLICATION = "Massage Studio"
LONGEST_NAME_IN_BYTES = 120  # file systems allow 255; folders, counters and backups add their own parts

# Windows keeps these names for devices in every folder and with every extension.
_DEVICE_NAMES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789\u00b9\u00b2\u00b3"]
)
_FORBIDDEN_ON_WINDOWS = frozenset('<>:"/\\|?*')


class IncompleteProgramError(Exception):
    """This copy of the program lacks a file that it comes with."""


@lru_cache(maxsize=1)
def resources() -> Path:
    """The folder with content, fonts, icons and themes that came with this copy of the program.

    Looks inside a frozen program, then beside the installed package's code, then beside a checkout's package.
    Raises IncompleteProgramError where none exists: the copy is incomplete.
    """
    package = Path(__file__).resolve().parent
    candidates = [package / "resources", package.parent / "resources"]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        candidates.insert(0, Path(frozen) / "massage_studio" / "resources")
    for candidate in candidates:
        # An unrelated folder called "resources" may lie beside an installed package.
        if (candidate / "content").is_dir():
            return candidate
    raise IncompleteProgramError("The program's resources folder is missing")


def content(language: str = "en-GB") -> Path:
    """The file with the curriculum, the vocabulary and the texts for paper in one language, compiled."""
    file = resources() / "content" / f"{language}.json"
    if not file.is_file():
        raise IncompleteProgramError(f"There is no content in the language {language}")
    return file


def translations() -> Path:
    """The folder with the sentences of the program in other languages, and the English ones that count."""
    return resources() / "translations"


def studio_folder() -> Path:
    """Where this user's studio lives unless another folder is chosen; it may not exist yet."""
    import platformdirs  # late, so that a start with a chosen folder never pays for it

    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def safe_filename(text: str, extension: str) -> str:
    """One portable file name made from any text, such as a family's name, ending in `extension`.

    Keeps letters and digits of all scripts in NFC. Drops controls, lone surrogates, direction marks and
    everything that is a path, a device or a hidden file on Windows, macOS or Linux. At most
    LONGEST_NAME_IN_BYTES bytes in UTF-8 before the extension; "untitled" where nothing is left.
    """
    suffix = re.sub(r"[^A-Za-z0-9]", "", extension)
    kept = "".join(_portable(character) for character in unicodedata.normalize("NFC", text))
    # Dropping a mark can bring together what composes, hence NFC once more.
    stem = _shortened(_trimmed(re.sub(r"\s+", " ", unicodedata.normalize("NFC", kept))))
    if not stem:
        stem = "untitled"
    if stem.split(".")[0].strip().casefold() in _DEVICE_NAMES:
        stem = f"_{stem}"
    return f"{stem}.{suffix}" if suffix else stem


def _portable(character: str) -> str:
    if character in _FORBIDDEN_ON_WINDOWS:
        return "-"
    if character.isspace():
        return " "
    # Cc controls, Cf direction marks and joiners, Cs lone surrogates, Co and Cn not assigned to anyone.
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") else character


def _trimmed(stem: str) -> str:
    """Without leading dots and dashes (hidden files, options), trailing dots and spaces (lost on Windows)."""
    return stem.strip(" .-~")


def _shortened(stem: str) -> str:
    cut = stem.encode("utf-8")[:LONGEST_NAME_IN_BYTES].decode("utf-8", errors="ignore")
    return _trimmed(cut)
