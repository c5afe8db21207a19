"""The commands do what they say, and say in one line why not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from massage_studio import paths
from massage_studio.store.engine import FILE_NAME
from tests.cli.commands import behind, refused, run
from tests.conftest import ROOT


def test_courses_are_one_line_each_with_id_name_and_next_class(
    capsys: pytest.CaptureFixture[str], demo: Path
) -> None:
    code, out, err = run(capsys, "courses", "--data", demo)
    assert (code, err) == (0, "")
    rows = [line.split("\t") for line in out.splitlines()]
    assert {name for _, name, _ in rows} == {
        "Autumn course",
        "Afternoon course",
        "Summer course",
        "Winter course",
        "Open class",
    }
    assert dict(row[1:] for row in rows)["Summer course"] == "no class to come"


@pytest.mark.parametrize("command", ["courses", "sessions", "families", "check"])
def test_the_folder_may_stand_before_or_after_the_command(
    capsys: pytest.CaptureFixture[str], demo: Path, command: str
) -> None:
    before = run(capsys, "--data", demo, command)
    assert before == run(capsys, command, "--data", demo)
    assert before[0] == 0 and before[1]


def test_sessions_are_listed_with_their_week_and_how_they_stand(
    capsys: pytest.CaptureFixture[str], demo: Path
) -> None:
    _, out, _ = run(capsys, "sessions", "--data", demo)
    rows = [line.split("\t")[1:] for line in out.splitlines()]
    assert len(rows) == 21
    assert ["Autumn course, week 2 of 5: Tummy and colic routine", "2026-11-12 10:00 finished"] in rows
    assert ["Summer course, week 1 of 5: Legs and feet", "2026-09-30 13:00 finished"] in rows


def test_families_of_every_script_are_listed_by_name(capsys: pytest.CaptureFixture[str], demo: Path) -> None:
    _, out, _ = run(capsys, "families", "--data", demo)
    names = [line.split("\t")[1] for line in out.splitlines()]
    assert len(names) == 31
    assert "Mia Okafor, Grace Okafor, Daniel Okafor" in names
    assert "يوسف الحسن, ليلى الحسن" in names


def test_a_folder_without_a_studio_is_told_and_stays_empty(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for command in ("courses", "sessions", "families", "backup", "check"):
        assert refused(capsys, command, "--data", tmp_path).startswith("There is no studio in this folder.")
    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_it_is_this_users_studio(capsys: pytest.CaptureFixture[str], demo: Path) -> None:
    shutil.copytree(demo, paths.studio_folder())
    _, out, _ = run(capsys, "courses")
    assert "Autumn course" in out


def test_demo_makes_a_studio_that_only_its_owner_can_enter(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "studio"
    code, out, _ = run(capsys, "demo", "--data", folder, "--today", "2026-03-30")
    assert (code, out) == (0, f"The demo studio is in {folder}\n")
    _, out, _ = run(capsys, "sessions", "--data", folder)
    # Ten o'clock stays ten o'clock over the night of 28 March, when the clocks go forward.
    assert "2026-03-23 10:00" in out and "2026-03-30 10:00" in out
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_demo_twice_is_refused(capsys: pytest.CaptureFixture[str], demo: Path) -> None:
    assert refused(capsys, "demo", "--data", demo).startswith("There is already a studio in this folder.")


def test_demo_never_lands_in_the_users_own_studio(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "demo")
    assert code == 2 and "--data" in err
    assert not paths.studio_folder().exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["demo", "--data", "x", "--today", "19/11/2026"],
        ["demo", "--data", "x", "--size", "huge"],
        ["import", "file.csv"],
        ["handouts", "--session", "yesterday", "--out", "x"],
        ["events", "--session", "yesterday", "--out", "x.csv"],
        ["events", "--session", "latest"],
        ["tour"],
    ],
)
def test_wrong_usage_ends_with_2_and_says_how_it_goes(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: massage-studio")


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    for command in (
        "tour",
        "demo",
        "import",
        "handouts",
        "events",
        "courses",
        "sessions",
        "families",
        "backup",
        "restore",
        "check",
    ):
        assert f"\n    {command} " in out


def test_backup_prints_where_it_is(capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path) -> None:
    code, out, _ = run(capsys, "backup", "--data", demo)
    assert code == 0 and Path(out.rstrip("\n")).parent == demo / "backups"
    code, out, _ = run(capsys, "backup", "--data", demo, "--to", tmp_path / "stick.db")
    assert (code, out) == (0, f"{tmp_path / 'stick.db'}\n")
    again = refused(capsys, "backup", "--data", demo, "--to", tmp_path / "stick.db")
    assert again.startswith("There is already a file of that name")


def test_check_tells_a_whole_studio_from_a_damaged_one(
    capsys: pytest.CaptureFixture[str], demo: Path
) -> None:
    code, out, _ = run(capsys, "check", "--data", demo)
    assert code == 0 and all(line.startswith("ok\t") for line in out.splitlines())
    assert "ok\tfamily\t31" in out.splitlines()
    with (demo / FILE_NAME).open("r+b") as file:
        file.seek((demo / FILE_NAME).stat().st_size // 2)
        file.write(bytes(range(256)) * 64)
    assert "damaged" in refused(capsys, "check", "--data", demo)
    assert "damaged" in refused(capsys, "courses", "--data", demo)


def test_a_truncated_studio_is_refused(capsys: pytest.CaptureFixture[str], demo: Path) -> None:
    with (demo / FILE_NAME).open("r+b") as file:
        file.truncate((demo / FILE_NAME).stat().st_size // 2)
    assert "damaged" in refused(capsys, "families", "--data", demo)


def test_a_studio_of_a_newer_version_is_refused_and_not_touched(
    capsys: pytest.CaptureFixture[str], demo: Path
) -> None:
    behind(demo, "UPDATE alembic_version SET version_num = '9999'")
    before = (demo / FILE_NAME).read_bytes()
    for command in ("courses", "backup", "check"):
        assert refused(capsys, command, "--data", demo).startswith(
            "This studio was written by a newer version"
        )
    assert (demo / FILE_NAME).read_bytes() == before


def test_another_programs_database_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    behind(tmp_path, "CREATE TABLE recipe (name TEXT)")
    for command in ("courses", "check"):
        assert "not a studio" in refused(capsys, command, "--data", tmp_path)


def test_a_file_where_the_folder_should_be_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "studio").write_text("in the way")
    for command in ("demo", "courses"):
        assert "folder" in refused(capsys, command, "--data", tmp_path / "studio")


def test_a_folder_that_cannot_be_written_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever runs the tests as root may write anywhere, so the system's answer is given for it.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert "cannot be written to" in refused(capsys, "demo", "--data", tmp_path / "studio")
    assert not (tmp_path / "studio" / FILE_NAME).exists()


def test_without_a_screen_the_window_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert refused(capsys).startswith("There is no screen to open the window on.")
    monkeypatch.setenv("DISPLAY", ":47119")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-gone")
    assert refused(capsys).startswith("There is no screen to open the window on.")
    assert refused(capsys, "--demo").startswith("There is no screen to open the window on.")


def test_a_tour_that_cannot_be_kept_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    assert refused(capsys, "tour", "--out", tmp_path / "taken").startswith("The pictures cannot be written")


def test_as_a_real_process_it_prints_every_script_and_no_traceback(demo: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    def process(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "massage_studio", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)

    listed = process("families", "--data", str(demo))
    assert (listed.returncode, listed.stderr) == (0, b"")
    assert "陈雨桐, 陈静" in listed.stdout.decode("utf-8")
    told = process("courses", "--data", str(demo / "nowhere"))
    assert told.returncode == 1 and told.stdout == b""
    assert told.stderr.decode("utf-8").splitlines() == [
        "There is no studio in this folder. Choose its folder with --data."
    ]


def test_the_commands_are_read_before_anything_heavy_is_imported() -> None:
    code = (
        "import sys; from massage_studio.cli import main; main(['dance']);"
        "sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'reportlab', 'alembic', 'PySide6')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0


def test_a_fault_of_the_program_is_told_by_where_it_is_and_by_none_of_its_words(
    capsys: pytest.CaptureFixture[str], demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from massage_studio.errors import BugError
    from massage_studio.store import opening

    def fail(*_: object) -> None:
        raise BugError("Zephyrine has no carer")

    monkeypatch.setattr(opening, "open_studio", fail)
    code, out, err = run(capsys, "families", "--data", demo)
    assert (code, out) == (3, "")
    assert "is safe" in err and "BugError" in err and "fail test_commands.py:" in err
    assert "Zephyrine" not in err and "Traceback" not in err
