"""Folders are found wherever the program lives, and no name of a family makes a bad file name."""

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from massage_studio import paths
from massage_studio.paths import IncompleteProgramError, safe_filename

ANY_TEXT = st.text(st.characters(), max_size=400)
LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=20)


@pytest.fixture
def looked_for_afresh() -> Iterator[None]:
    paths.resources.cache_clear()
    yield
    paths.resources.cache_clear()


def test_a_checkout_finds_its_resources() -> None:
    assert (paths.resources() / "fonts" / "NotoSans-Regular.ttf").is_file()
    assert paths.content() == paths.resources() / "content" / "en-GB.json"


@pytest.mark.usefixtures("looked_for_afresh")
def test_a_frozen_program_finds_its_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = tmp_path / "massage_studio" / "resources"
    (unpacked / "content").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == unpacked


@pytest.mark.usefixtures("looked_for_afresh")
def test_an_installed_package_finds_its_resources_inside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "massage_studio"
    (package / "resources" / "content").mkdir(parents=True)
    (tmp_path / "site-packages" / "resources").mkdir()
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.resources() == (package / "resources").resolve()


@pytest.mark.usefixtures("looked_for_afresh")
def test_an_incomplete_copy_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "massage_studio" / "paths.py"))
    with pytest.raises(IncompleteProgramError, match="resources"):
        paths.resources()


def test_a_language_without_content_is_refused() -> None:
    with pytest.raises(IncompleteProgramError, match="tlh"):
        paths.content("tlh")


def test_the_studio_has_a_folder_of_its_own() -> None:
    assert paths.studio_folder().is_absolute()
    assert "Massage Studio" in paths.studio_folder().parts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mia Okafor-Lindqvist", "Mia Okafor-Lindqvist.pdf"),
        ("../../x", "x.pdf"),
        ("C:\\Windows\\x", "C--Windows-x.pdf"),
        ("CON", "_CON.pdf"),
        ("com1.tar", "_com1.tar.pdf"),
        ("trailing dots...", "trailing dots.pdf"),
        ("  spaces \t and\nlines ", "spaces and lines.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe.pdf"),
        ("bell\x07 and \ud800", "bell and.pdf"),
        ("Zoe\u0308", "Zo\u00eb.pdf"),
        ("\u0644\u064a\u0644\u0649", "\u0644\u064a\u0644\u0649.pdf"),
        ("\u674e\u96f7", "\u674e\u96f7.pdf"),
        ("", "untitled.pdf"),
        ("...", "untitled.pdf"),
        (".hidden", "hidden.pdf"),
    ],
)
def test_a_family_name_becomes_a_file_name(text: str, name: str) -> None:
    assert safe_filename(text, ".pdf") == name


def test_an_extension_is_optional_and_cannot_smuggle_a_path() -> None:
    assert safe_filename("Mia", "") == "Mia"
    assert safe_filename("Mia", "/../pdf") == "Mia.pdf"


@given(ANY_TEXT)
@example("x" * 300)
@example("\u674e" * 300)
@example("\u202e" * 3 + "..")
@example("a\u200d\u0301")
@example("x" * 119 + " .y")
def test_any_text_gives_a_name_that_every_system_takes(text: str) -> None:
    name = safe_filename(text, "pdf")
    stem, dot, extension = name.rpartition(".")
    assert stem and dot and extension == "pdf"
    assert len(name.encode("utf-8")) <= paths.LONGEST_NAME_IN_BYTES + len("_.pdf")
    assert not set(name) & set('<>:"/\\|?*')
    assert not name.startswith((".", "-", " ", "~")) and not stem.endswith((".", " "))
    assert unicodedata.is_normalized("NFC", name)
    assert not [c for c in name if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn")]
    assert stem.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


@given(LETTERS)
def test_letters_of_every_script_stay(text: str) -> None:
    assert unicodedata.normalize("NFC", text) in safe_filename(text, "pdf")


@given(ANY_TEXT)
def test_a_made_name_is_left_alone_the_second_time(text: str) -> None:
    name = safe_filename(text, "")
    assert safe_filename(name, "") == name


@pytest.mark.parametrize("text", ["../../x", "nul", "a/b", "\u202e", "x" * 300, "\u674e" * 300])
def test_a_file_of_that_name_stays_in_its_folder(tmp_path: Path, text: str) -> None:
    made = tmp_path / safe_filename(text, "txt")
    made.write_text("kept", encoding="utf-8")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["kept"]
