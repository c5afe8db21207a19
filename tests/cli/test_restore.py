"""The command restore brings a backup back and says what it did."""

from __future__ import annotations

from pathlib import Path

import pytest

from massage_studio.safekeeping.check import check
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.opening import open_studio
from tests.cli.commands import behind, refused, run
from tests.studio_fixtures import a_family


@pytest.fixture
def kept(capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path) -> Path:
    """A backup of the demo studio, which has lost a table since."""
    made = tmp_path / "kept.db"
    assert run(capsys, "backup", "--data", demo, "--to", made)[0] == 0
    behind(demo, "DROP TABLE particular")
    assert "damaged" in refused(capsys, "check", "--data", demo)
    return made


def test_restore_counts_what_came_back_and_names_what_it_set_aside(
    capsys: pytest.CaptureFixture[str], demo: Path, kept: Path
) -> None:
    code, out, err = run(capsys, "restore", kept, "--data", demo)
    assert (code, err) == (0, "")
    [restored, aside] = [line.split("\t") for line in out.splitlines()]
    assert restored[0] == "restored" and restored[1].startswith("31 families, ")
    assert aside[0] == "set aside" and (Path(aside[1]) / FILE_NAME).is_file()
    assert dict(check(demo).counts)["family"] == 31
    assert [path.name for path in demo.iterdir() if path.name.startswith((".", "studio"))] == [FILE_NAME]


def test_restore_refuses_a_studio_that_is_open_in_a_window(
    capsys: pytest.CaptureFixture[str], demo: Path, kept: Path
) -> None:
    from massage_studio.gui.safekeeping.lock import take_lock

    before = (demo / FILE_NAME).read_bytes()
    held = take_lock(demo)
    for more in ((), ("--take-over",)):
        assert "open in another window" in refused(capsys, "restore", kept, "--data", demo, *more)
    held.unlock()
    assert (demo / FILE_NAME).read_bytes() == before


def test_restore_takes_over_a_studio_that_another_computer_left_open_when_told_to(
    capsys: pytest.CaptureFixture[str], demo: Path, kept: Path
) -> None:
    (demo / "studio.lock").write_text("4711\nmassage-studio\ngrace-old-laptop\n1f2e3d\n9a8b7c\n")
    line = refused(capsys, "restore", kept, "--data", demo)
    assert "grace-old-laptop" in line and "--take-over" in line
    assert run(capsys, "restore", kept, "--data", demo, "--take-over")[0] == 0
    assert check(demo).newest and not (demo / "studio.lock").exists()


def test_restore_refuses_what_is_no_backup_and_makes_no_folder_for_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "nowhere"
    assert "no such backup" in refused(capsys, "restore", tmp_path / "no.db", "--data", folder)
    assert not folder.exists()


def test_every_command_keeps_away_from_a_studio_whose_restore_was_cut_off(
    capsys: pytest.CaptureFixture[str], demo: Path, kept: Path, tmp_path: Path
) -> None:
    aside = demo / "set-aside" / "20261119T100000Z"
    aside.mkdir(parents=True)
    (aside / "restoring.db").write_bytes(kept.read_bytes())
    for command in ("families", "check", "backup"):
        assert "cut off" in refused(capsys, command, "--data", demo)
    assert run(capsys, "restore", kept, "--data", demo)[0] == 0
    assert check(demo).newest


def test_restore_lists_what_there_is_and_shows_what_would_be_lost_before_it_is_done(
    capsys: pytest.CaptureFixture[str], demo: Path
) -> None:
    made = Path(run(capsys, "backup", "--data", demo)[1].rstrip("\n"))
    store = open_studio(demo)
    with store.write() as session:
        a_family(session)
    store.close()
    before = (demo / FILE_NAME).read_bytes()
    code, out, err = run(capsys, "restore", "--data", demo)
    [line] = [line.split("\t") for line in out.splitlines()]
    assert (code, err) == (0, "") and line[0] == str(made) and line[2] == "backup"
    code, out, _ = run(capsys, "restore", made, "--dry-run", "--data", demo)
    assert code == 0 and "would lose\t1 family, 0 classes held, 0 notes" in out.splitlines()
    assert (demo / FILE_NAME).read_bytes() == before and not (demo / "set-aside").exists()


def test_restore_makes_a_damaged_studio_whole_from_its_own_file(
    capsys: pytest.CaptureFixture[str], demo: Path
) -> None:
    behind(demo, "DROP TRIGGER venue_capacity")
    code, out, err = run(capsys, "restore", "--data", demo)
    assert code == 0 and "damaged" in err
    [file, _, kind, holds] = out.rstrip("\n").split("\t")
    assert (file, kind) == (str(demo / FILE_NAME), "mended") and holds.startswith("31 families, ")
    assert run(capsys, "restore", file, "--data", demo)[0] == 0
    assert check(demo).newest
