"""What anybody could read is restored into a studio with a passphrase: it keeps it, or its owner is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from massage_studio.cli import main
from massage_studio.errors import KnownError
from massage_studio.families.queries import families
from massage_studio.safekeeping.automatic import BackupStatus, status
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.backup_list import Kind, backups, looked_at, preview
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.key_change import encrypt
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.safekeeping.restore import PassphraseAfter, passphrase_after, restore
from massage_studio.safekeeping.unlocking import unlock
from massage_studio.store.copying import Contents, Examined
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.keys import id_in, key_file, let_go
from massage_studio.store.opening import open_studio
from tests.exchange.open_files import exported
from tests.studio_fixtures import NOW, a_family

WORDS = "warm hands, quiet hall"
MARK = "Zephyrine"


@pytest.fixture(params=["backup", "export"])
def chosen(request: pytest.FixtureRequest, studio_folder: Path, tmp_path: Path) -> Path:
    """A backup or export that anybody can read, of a studio with a passphrase and a family more since."""
    store = open_studio(studio_folder)
    with store.write() as session:
        a_family(session, MARK)
    store.close()
    if request.param == "backup":
        made = backup(studio_folder, target=tmp_path / "stick.db", now=NOW)
    else:
        made = exported(studio_folder, tmp_path / "stick.zip")
    encrypt(studio_folder, passphrase=WORDS, recovery_key=new_recovery_key())
    store = open_studio(studio_folder)
    with store.write() as session:
        a_family(session, f"{MARK} the second")
    store.close()
    return made


def lock(folder: Path) -> None:
    key_id = id_in(folder / FILE_NAME)
    assert key_id is not None
    let_go(key_id)


def babies(folder: Path) -> set[str]:
    store = open_studio(folder)
    with store.read() as session:
        found = {row.babies[0].name for row in families(session, today=NOW.date())}
    store.close()
    return found


def readable(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()]


def test_a_studio_that_was_unlocked_keeps_its_passphrase_and_is_readable_to_nobody(
    chosen: Path, studio_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, written = {path.name for path in studio_folder.rglob("*")}, list[bool]()
    replace = Path.replace

    def watched(path: Path, target: Path) -> Path:
        # As a program finds it that is killed here, or a stranger who copies the disk.
        written.append(bool(readable(studio_folder)))
        return replace(path, target)

    found = preview(studio_folder, chosen)
    assert found.passphrase is PassphraseAfter.KEPT
    assert (found.holds, found.lost) == (Contents(1, 0, 0), Contents(1, 0, 0))
    assert {path.name for path in studio_folder.rglob("*")} == names, "a look leaves nothing"
    monkeypatch.setattr(Path, "replace", watched)
    restored = restore(studio_folder, chosen, now=NOW)
    monkeypatch.undo()
    assert written and not any(written) and not readable(studio_folder)
    assert babies(studio_folder) == {MARK}
    lock(studio_folder)
    assert not readable(studio_folder)
    unlock(studio_folder / FILE_NAME, WORDS, now=NOW)
    assert babies(studio_folder) == {MARK} and check(studio_folder).newest
    # What was there is set aside, opens with the same words, and is restored again.
    aside = restored.aside / FILE_NAME
    assert passphrase_after(studio_folder, aside) is PassphraseAfter.AS_NOW
    restore(studio_folder, aside, now=NOW)
    assert babies(studio_folder) == {MARK, f"{MARK} the second"}


def test_of_a_studio_that_is_locked_its_owner_is_told_that_it_opens_without_afterwards(
    chosen: Path, studio_folder: Path
) -> None:
    lock(studio_folder)
    found = preview(studio_folder, chosen)
    assert (found.passphrase, found.lost) == (PassphraseAfter.GONE, None)
    restored = restore(studio_folder, chosen, now=NOW)
    assert babies(studio_folder) == {MARK} and not key_file(studio_folder / FILE_NAME).exists()
    # She has found her passphrase: it still opens what was set aside.
    unlock(restored.aside / FILE_NAME, WORDS, now=NOW)
    assert passphrase_after(studio_folder, restored.aside / FILE_NAME) is PassphraseAfter.ITS_OWN
    restore(studio_folder, restored.aside / FILE_NAME, now=NOW)
    assert babies(studio_folder) == {MARK, f"{MARK} the second"}


@pytest.mark.parametrize("left", [b"", b"nothing that opens" * 1000, None])
def test_a_damaged_studio_whose_passphrase_was_typed_keeps_it(
    left: bytes | None, chosen: Path, studio_folder: Path
) -> None:
    file = studio_folder / FILE_NAME
    key_id = id_in(file)
    file.unlink() if left is None else file.write_bytes(left)
    assert passphrase_after(studio_folder, chosen) is PassphraseAfter.KEPT
    restore(studio_folder, chosen, now=NOW)
    assert id_in(file) == key_id and babies(studio_folder) == {MARK}
    lock(studio_folder)
    unlock(file, WORDS, now=NOW)
    assert babies(studio_folder) == {MARK}


def test_a_database_that_is_missing_beside_its_key_file_is_told_of_too(
    chosen: Path, studio_folder: Path
) -> None:
    lock(studio_folder)
    (studio_folder / FILE_NAME).unlink()
    assert passphrase_after(studio_folder, chosen) is PassphraseAfter.GONE


def test_on_a_new_laptop_an_export_says_that_a_passphrase_can_be_set(chosen: Path, tmp_path: Path) -> None:
    new = tmp_path / "new laptop"
    open_studio(new).close()
    export = chosen.suffix == ".zip"
    assert passphrase_after(new, chosen) is (PassphraseAfter.NONE if export else PassphraseAfter.AS_NOW)


def test_nothing_of_what_is_restored_counts_as_a_backup(
    chosen: Path, studio_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> tuple[BackupStatus, list[Path]]:
        return status(studio_folder), [kept.file for kept in backups(studio_folder)]

    before = told()
    assert looked_at(chosen).holds == Contents(1, 0, 0)
    preview(studio_folder, chosen)
    assert told() == before
    monkeypatch.setattr("massage_studio.safekeeping.restore.examine", _not_whole)
    with pytest.raises(KnownError, match="Not whole"):
        restore(studio_folder, chosen, now=NOW)
    monkeypatch.undo()
    assert told() == before and not list(studio_folder.glob(".*"))
    restore(studio_folder, chosen, now=NOW)
    assert status(studio_folder) == before[0]
    assert [kept.kind for kept in backups(studio_folder)] == [Kind.ASIDE]


def _not_whole(file: Path) -> Examined:
    raise KnownError("Not whole.")


def test_the_command_asks_for_the_studios_passphrase_and_keeps_it(
    chosen: Path, studio_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(studio_folder)
    arguments = ["restore", "--data", str(studio_folder), str(chosen)]
    assert main(arguments) == 1
    assert "This studio has a passphrase." in capsys.readouterr().err
    secret = tmp_path / "secret"
    secret.write_text(WORDS)
    assert main([*arguments, "--dry-run", "--passphrase-file", str(secret)]) == 0
    kept = "passphrase\tthe studio keeps its own, though the file has none"
    assert kept in capsys.readouterr().out
    lock(studio_folder)
    assert main([*arguments, "--passphrase-file", str(secret)]) == 0
    assert kept in capsys.readouterr().out
    assert id_in(studio_folder / FILE_NAME) is not None and not readable(studio_folder)
