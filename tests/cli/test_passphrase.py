"""The commands on a studio with a passphrase: asked for on a terminal or read from a file, told nowhere."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import pytest

from massage_studio.safekeeping.key_change import encrypt
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.keys import key_file, let_go
from tests.cli.commands import refused, run
from tests.studio_fixtures import a_family, filled

WORDS = "warm hands, quiet hall"


@pytest.fixture
def locked(studio_folder: Path) -> Path:
    """The folder of an encrypted studio with one family."""
    filled(studio_folder, a_family)
    let_go(encrypt(studio_folder, passphrase=WORDS, recovery_key=new_recovery_key()).id)
    return studio_folder


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A file with the passphrase, as an editor of Windows writes it."""
    file = tmp_path / "words.txt"
    file.write_bytes(b"\xef\xbb\xbf" + WORDS.encode() + b"\r\n")
    return file


def lock_again(folder: Path) -> None:
    let_go((folder / FILE_NAME).read_bytes()[:16])


def test_without_the_passphrase_nothing_is_told(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("families", "courses", "check", "backup"):
        told = refused(capsys, command, "--data", locked)
        assert told.startswith("This studio has a passphrase.") and "--passphrase-file" in told
    assert not (locked / "backups").exists()


def test_a_file_or_a_terminal_gives_it_to_every_command(
    locked: Path,
    words: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    code, out, _ = run(capsys, "families", "--data", locked, "--passphrase-file", words)
    assert code == 0 and "Mia" in out
    lock_again(locked)
    made = tmp_path / "stick.db"
    code, out, _ = run(capsys, "--passphrase-file", words, "backup", "--data", locked, "--to", made)
    assert (
        (code, out) == (0, f"{made}\n")
        and key_file(made).exists()
        and b"CREATE TABLE" not in made.read_bytes()
    )
    lock_again(locked)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda asked: WORDS)
    assert run(capsys, "check", "--data", locked)[0] == 0
    lock_again(locked)
    other = tmp_path / "new laptop"
    assert run(capsys, "restore", made, "--data", other)[0] == 0
    assert key_file(other / FILE_NAME).exists()


def test_a_wrong_passphrase_is_told_and_slowed(
    locked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not these words")
    for _ in range(5):
        told = refused(capsys, "families", "--data", locked, "--passphrase-file", wrong)
        if "wait" in told:
            break
        assert told.startswith("This is not the passphrase.")
    assert "wait" in told and "not these words" not in told


def test_a_file_that_cannot_be_read_is_told(
    locked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "utf16.txt").write_bytes("wörter".encode("utf-16"))
    for name in ("missing.txt", "utf16.txt"):
        assert "cannot be read" in refused(
            capsys, "families", "--data", locked, "--passphrase-file", tmp_path / name
        )


def test_a_plain_studio_is_never_asked(
    studio_folder: Path, capsys: pytest.CaptureFixture[str], words: Path
) -> None:
    assert run(capsys, "families", "--data", studio_folder)[0] == 0
    assert run(capsys, "families", "--data", studio_folder, "--passphrase-file", words)[0] == 0
    assert not list(studio_folder.glob("*tries"))
