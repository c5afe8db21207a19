"""Files that leave the program: whole or not at all, private, and over none unasked."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from massage_studio.errors import KnownError
from massage_studio.exchange.saving import save, save_new


def failing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the disk fail at the last moment."""

    def fail(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)


def test_a_file_is_private_and_never_written_over_unasked(tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    save(target, b"first")
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o600
    with pytest.raises(KnownError, match="already a file"):
        save(target, b"second")
    assert target.read_bytes() == b"first"
    save(target, b"second", replace=True)
    assert target.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, errno.ENOSPC)
    with pytest.raises(KnownError, match="cannot be written"):
        save(tmp_path / "events.csv", b"first")
    with pytest.raises(KnownError, match="cannot be written"):
        save_new(tmp_path, "events.csv", b"first")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KnownError, match="cannot be written"):
        save(tmp_path / "nowhere" / "events.csv", b"first")


def test_an_earlier_file_stays_whole_where_the_newer_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "events.csv"
    save(target, b"first")
    failing(monkeypatch, errno.EIO)
    with pytest.raises(KnownError, match="cannot be written"):
        save(target, b"second", replace=True)
    assert target.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The file cannot be written there: the disk is full. Free some space,"),
        (errno.EACCES, "The file cannot be written there. Close it where it is open,"),
    ],
)
def test_the_words_tell_what_to_do_and_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    failing(monkeypatch, number)
    with pytest.raises(KnownError) as failure:
        save(tmp_path / "Mia.pdf", b"first")
    assert str(failure.value) == f"{words} or choose another folder."
    assert failure.value.__cause__ is None and failure.value.__suppress_context__


def test_a_name_that_is_taken_gets_the_next_number(tmp_path: Path) -> None:
    (tmp_path / "Mia (2).pdf").mkdir()
    made = [save_new(tmp_path, "Mia.pdf", content).name for content in (b"1", b"2", b"3")]
    assert made == ["Mia.pdf", "Mia (3).pdf", "Mia (4).pdf"]
    assert (tmp_path / "Mia.pdf").read_bytes() == b"1"
