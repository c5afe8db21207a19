"""Files in the open format as the world has them: what is harmless is taken, all else is refused in words."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest

from massage_studio.errors import KnownError
from massage_studio.exchange import whole_studio
from massage_studio.exchange.whole_studio import is_whole_studio, keys_in, make_studio, told
from massage_studio.safekeeping.backup_list import looked_at
from massage_studio.store import copying
from massage_studio.store.copying import Contents, contents
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.opening import open_studio
from tests.exchange.open_files import (
    Files,
    changed,
    exported,
    files_of,
    packed,
    rows,
    with_lines,
    with_manifest,
    with_values,
)
from tests.studio_fixtures import a_family

DAMAGED = "damaged, not complete, or was changed by hand"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small studio in the open format, beside its folder."""
    folder = tmp_path_factory.mktemp("open")
    store = open_studio(folder)
    with store.write() as session:
        a_family(session, "Mia", "Grace")
        a_family(session, "Noah", "Ben")
    store.close()
    return exported(folder, folder / "whole.zip")


def refused(file: Path, words: str) -> None:
    """The file is refused in words with what to do next, and nothing is left behind."""
    before = set(file.parent.iterdir())
    with pytest.raises(KnownError, match=words) as error:
        make_studio(file, file.parent / FILE_NAME)
    assert "Nothing was changed." in error.value.advice and error.value.__cause__ is None
    assert set(file.parent.iterdir()) == before


# As other programs pack again what was unpacked.


def as_macos(files: Files) -> None:
    """A folder, as the Finder compresses it, with what it keeps beside each file."""
    inside = {f"Massage Studio 2026-11-19/{name}": content for name, content in files.items()}
    beside = {f"__MACOSX/Massage Studio 2026-11-19/._{name}": b"\x00\x05\x16\x07" for name in files}
    files.clear()
    files.update({"Massage Studio 2026-11-19/": b"", "Massage Studio 2026-11-19/.DS_Store": b"Bud1"})
    files.update(inside | beside)


def as_windows(files: Files) -> None:
    """As PowerShell packs a folder, with the separators of Windows and a thumbnail file."""
    inside = {f"Desktop\\out\\{name.replace('/', chr(92))}": content for name, content in files.items()}
    files.clear()
    files.update(inside | {"Desktop\\out\\Thumbs.db": b"x", "Desktop\\out\\desktop.ini": b"[x]"})


def without_what_is_for_people(files: Files) -> None:
    for name in [name for name in files if name.startswith("tables/")]:
        del files[name]
    del files["read me.txt"], files["schema.json"]


def with_a_letter(files: Files) -> None:
    files["my own notes.txt"] = b"Exported for the new laptop."


@pytest.mark.parametrize("change", [as_macos, as_windows, without_what_is_for_people, with_a_letter])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_another_program_packed_again_is_taken(
    change: Callable[[Files], None], method: int, whole: Path, tmp_path: Path
) -> None:
    files = files_of(whole)
    change(files)
    file = packed(files, tmp_path / "again.zip", method)
    make_studio(file, tmp_path / FILE_NAME)
    assert rows(tmp_path / FILE_NAME) == rows(whole.parent / FILE_NAME)
    assert told(file).holds == contents(tmp_path / FILE_NAME) == Contents(2, 0, 0)
    assert keys_in(file) == copying.keys_in(tmp_path / FILE_NAME)


def test_it_is_taken_with_something_before_it_and_whatever_it_is_called(whole: Path, tmp_path: Path) -> None:
    """As a self-extracting archive has it; and without its ending, as some mail programs leave it."""
    (tmp_path / "whole").write_bytes(whole.read_bytes())
    assert is_whole_studio(tmp_path / "whole") and not is_whole_studio(whole.parent / FILE_NAME)
    make_studio(tmp_path / "whole", tmp_path / FILE_NAME)


def test_of_one_that_a_browser_unpacked_it_is_told_what_to_do(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(files_of(whole)["manifest.json"])
    with pytest.raises(KnownError, match="unpacked"):
        looked_at(tmp_path / "manifest.json")


# What is refused, and in which words.


def named(name: str, files: Files) -> None:
    files[name] = b"x"


def a_table_outside(files: Files) -> None:
    tables = json.loads(files["manifest.json"])["tables"]
    with_manifest(files, tables=tables | {"../../baby": tables["baby"]})
    files["rows/../../baby.jsonl"] = files["rows/baby.jsonl"]


def without(name: str, files: Files) -> None:
    del files[name]


def without_a_table_at_all(files: Files) -> None:
    tables = json.loads(files["manifest.json"])["tables"]
    del tables["note"], files["rows/note.jsonl"]
    with_manifest(files, tables=tables)


def one_row_less(files: Files) -> None:
    files["rows/baby.jsonl"] = b"".join(files["rows/baby.jsonl"].splitlines(keepends=True)[1:])


def one_word_else(files: Files) -> None:
    files["rows/baby.jsonl"] = files["rows/baby.jsonl"].replace(b"Mia", b"Mai", 1)


def a_column(less: bool, files: Files) -> None:
    row = json.loads(files["rows/baby.jsonl"].splitlines()[0])
    row.pop("given_name") if less else row.update({"given": "x"})
    with_lines(files, "baby", [json.dumps(row).encode()])


def line(text: str, files: Files) -> None:
    with_lines(files, "family", [text.encode()])


def twice_the_same_row(files: Files) -> None:
    with_lines(files, "family", [*files["rows/family.jsonl"].splitlines()] * 2)


def a_bomb(files: Files) -> None:
    with_lines(files, "note", [bytes(150_000_000)])


def a_long_manifest(files: Files) -> None:
    with_manifest(files, more="x" * 1_000_001)


def another_studio(files: Files) -> None:
    files.update({f"second/{name}": content for name, content in list(files.items())})


def a_zip_in_it(files: Files) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    files.clear()
    files["Massage Studio 2026-11-19.zip"] = kept.getvalue()


def photographs(files: Files) -> None:
    files.clear()
    files["2026/IMG_0001.jpg"] = b"\xff\xd8"


_VALUES = {
    "too large for a number": {"made_at": 2**63},
    "a number past all": {"made_at": 10**400},
    "half a pair": {"given_name": "\ud800"},
    "a list": {"given_name": ["Mia"]},
    "no text": {"given_name": {"text": "Mia"}},
    "bytes that are none": {"given_name": {"base64": "!"}},
    "bytes for a text": {"given_name": {"base64": "TWlh"}},
    "nothing where something is": {"given_name": None},
    "a family that is not there": {"family_id": "0" * 32},
    "no key": {"id": None},
    "longer than a name may be": {"given_name": "M" * 100_000},
}
REFUSED: dict[str, tuple[Callable[[Files], None], str]] = {
    "a newer format": (partial(with_manifest, format_version=2), "newer version"),
    "a newer schema": (partial(with_manifest, schema="9999"), "newer version"),
    "a photo album": (partial(with_manifest, format="a photo album"), "no studio"),
    "photographs": (photographs, "no studio"),
    "a list for tables": (partial(with_manifest, tables=[]), DAMAGED),
    "no counts": (partial(with_manifest, tables={"baby": 3}), DAMAGED),
    "a version in words": (partial(with_manifest, format_version="one"), DAMAGED),
    "a manifest of a list": (lambda files: files.update({"manifest.json": b"[1]"}), "no studio"),
    "a manifest of bytes": (lambda files: files.update({"manifest.json": b"\xff\xfe\x00"}), DAMAGED),
    "a deep manifest": (lambda files: files.update({"manifest.json": b"[" * 100_000}), DAMAGED),
    "a long manifest": (a_long_manifest, DAMAGED),
    "a name above": (partial(named, "../outside.txt"), "lead outside"),
    "a name above, of Windows": (partial(named, "..\\outside.txt"), "lead outside"),
    "a name from the root": (partial(named, "/etc/outside"), "lead outside"),
    "a name on a drive": (partial(named, "C:/outside.txt"), "lead outside"),
    "a table above": (a_table_outside, "lead outside"),
    "no rows of a table": (partial(without, "rows/cue_note.jsonl"), DAMAGED),
    "no table at all": (without_a_table_at_all, DAMAGED),
    "a table more": (lambda files: with_lines(files, "visitor", []), DAMAGED),
    "a table of the database": (lambda files: with_lines(files, "sqlite_master", []), DAMAGED),
    "a row less": (one_row_less, DAMAGED),
    "another word": (one_word_else, DAMAGED),
    "a column more": (partial(a_column, False), DAMAGED),
    "a column less": (partial(a_column, True), DAMAGED),
    "the same row twice": (twice_the_same_row, DAMAGED),
    "a deep line": (partial(line, "[" * 100_000), DAMAGED),
    "a line of a list": (partial(line, "[1]"), DAMAGED),
    "a line of a text": (partial(line, '"family"'), DAMAGED),
    "no number": (partial(line, '{"id": NaN}'), DAMAGED),
    "infinite": (partial(line, '{"id": -Infinity}'), DAMAGED),
    "a bomb": (a_bomb, "grow far beyond"),
    "two studios": (another_studio, "several studios"),
    "a zip in a zip": (a_zip_in_it, "another zip file in this one"),
    **{what: (partial(with_values, table="baby", **values), DAMAGED) for what, values in _VALUES.items()},
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_studio_of_ours_is_refused_and_leaves_nothing(
    what: str, whole: Path, tmp_path: Path
) -> None:
    change, words = REFUSED[what]
    refused(changed(whole, tmp_path / "in.zip", change), words)


def marked_as_encrypted(content: bytes) -> bytes:
    """The mark of a password on each file of an archive, in both places that have it."""
    changed = bytearray(content)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(sign)
        while place >= 0:
            changed[place + offset] |= 1
            place = changed.find(sign, place + 4)
    return bytes(changed)


def test_a_password_and_a_way_to_pack_that_are_not_known_here_are_told(whole: Path, tmp_path: Path) -> None:
    stored = packed(files_of(whole), tmp_path / "stored.zip", zipfile.ZIP_STORED)
    (tmp_path / "locked.zip").write_bytes(marked_as_encrypted(stored.read_bytes()))
    refused(tmp_path / "locked.zip", "put a password")
    refused(packed(files_of(whole), tmp_path / "bz2.zip", zipfile.ZIP_BZIP2), "packed this file in a way")


def test_two_files_of_one_name_and_a_link_are_refused(whole: Path, tmp_path: Path) -> None:
    files = files_of(whole)
    file = packed(files, tmp_path / "twice.zip")
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("rows/baby.jsonl", b"")
    refused(file, DAMAGED)
    link = zipfile.ZipInfo("rows/baby.jsonl")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    del files["rows/baby.jsonl"]
    file = packed(files, tmp_path / "link.zip")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    refused(file, DAMAGED)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.999])
def test_a_file_that_was_cut_off_is_refused(share: float, whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    (tmp_path / "in.zip").write_bytes(content[: int(len(content) * share)])
    assert is_whole_studio(tmp_path / "in.zip")
    refused(tmp_path / "in.zip", DAMAGED)


def flipped(whole: Path, folder: Path, times: int, seed: int) -> None:
    """Each byte that was changed on the way is told, or stands where it makes no row another."""
    content, wanted, rng = whole.read_bytes(), rows(whole.parent / FILE_NAME), Random(seed)
    file, made = folder / "in.zip", folder / FILE_NAME
    for _ in range(times):
        place = rng.randrange(len(content))
        file.write_bytes(
            content[:place] + bytes([content[place] ^ 1 << rng.randrange(8)]) + content[place + 1 :]
        )
        made.unlink(missing_ok=True)
        try:
            make_studio(file, made)
        except KnownError:
            assert not made.exists()
        else:
            assert rows(made) == wanted


def test_a_byte_that_was_changed_on_the_way_makes_no_row_another(whole: Path, tmp_path: Path) -> None:
    flipped(whole, tmp_path, 25, seed=16)


@pytest.mark.torture
def test_any_of_a_thousand_bytes_makes_no_row_another(whole: Path, tmp_path: Path) -> None:
    flipped(whole, tmp_path, 1_000, seed=17)


def test_a_full_disk_is_told_as_one(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = type("Usage", (), {"free": 10})
    monkeypatch.setattr(whole_studio.shutil, "disk_usage", lambda folder: free)
    refused(changed(whole, tmp_path / "in.zip", lambda files: None), "no room")


def test_a_restore_that_is_stopped_leaves_nothing(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_studio, "PORTION", 1)
    heard: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> bool:
        heard.append((done, of))
        return done < 3

    with pytest.raises(KnownError, match="stopped"):
        make_studio(whole, tmp_path / FILE_NAME, progress=progress)
    assert [done for done, _ in heard] == [1, 2, 3] and list(tmp_path.iterdir()) == []
    with pytest.raises(KnownError, match="stopped"):
        keys_in(whole, stopped=lambda: True)
