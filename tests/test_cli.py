"""The commands do what they say, and say in one line why not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio import paths
from massage_studio.cli import main
from massage_studio.store.engine import FILE_NAME
from tests.demo_studio import demo_once

ROOT = Path(__file__).resolve().parent.parent
BOOKINGS = """\
Booking reference,Event title,Attendance status,First name,Last name,Email,Telephone,Baby's name,Baby's DOB
ABCDE,"Baby massage, 5 weeks",Complete,Olwen,Parry,olwen.parry@example.org,07700900401,Macsen Parry,17/09/2026
FGHIJ,"Baby massage, 5 weeks",Complete,Femi,Balogun,femi.balogun@example.org,07700900402,Tade,01/08/2026
KLMNO,"Baby massage, 5 weeks",Cancelled,Rosa,Ferri,rosa.ferri@example.org,07700900403,Nico,11/08/2026
"""


@pytest.fixture(autouse=True)
def _careless_umask() -> Iterator[None]:
    """The usual umask before, so that a file of a studio is private only by the program's doing."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """The folder of a demo studio to do with as one likes."""
    return Path(shutil.copytree(demo_once(tmp_path_factory), tmp_path / "demo"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Return the exit code, what was printed, and what was told on stderr."""
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """Return the one line with which a command is refused."""
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (1, "")
    [line] = err.splitlines()
    return line


def behind(folder: Path, statement: str) -> None:
    """Run one statement on a studio behind the program's back."""
    connection = driver.connect(str(folder / FILE_NAME), isolation_level=None)
    connection.execute(statement)
    connection.close()


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
        "check",
    ):
        assert f"\n    {command} " in out


def test_import_reads_a_workbook_and_takes_no_list_that_nobody_matched(
    capsys: pytest.CaptureFixture[str], demo: Path
) -> None:
    files = ROOT / "tests" / "exchange" / "files"
    command = ["import", files / "bookings-real-dates.xlsx", "--course", "afternoon course", "--data", demo]
    code, out, _ = run(capsys, *command, "--dry-run")
    assert code == 0 and "rows 4, 5" in out and "rows 6" in out
    own = files / "own-list-duplicate-titles.csv"
    line = refused(capsys, "import", own, "--course", "afternoon course", "--data", demo)
    assert line.startswith("The file has no column") and "match the columns in the window" in line


def test_import_tells_what_it_does_and_the_second_time_does_nothing(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    (tmp_path / "bookings.csv").write_text(BOOKINGS, encoding="utf-8")
    command = ["import", tmp_path / "bookings.csv", "--course", "afternoon course", "--data", demo]
    code, out, _ = run(capsys, *command)
    assert code == 0
    assert "new\t2\trows 2, 3\n" in out and "cancelled\t1\trows 4\n" in out
    _, out, _ = run(capsys, *command)
    assert "new\t0\tno rows\n" in out and "duplicate\t2\trows 2, 3\n" in out
    _, out, _ = run(capsys, "families", "--data", demo)
    assert "Macsen Parry, Olwen Parry" in out


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path) -> None:
    (tmp_path / "bookings.csv").write_text(BOOKINGS, encoding="utf-8")
    before = run(capsys, "check", "--data", demo)
    command = ["import", tmp_path / "bookings.csv", "--course", "afternoon course", "--data", demo]
    code, out, _ = run(capsys, *command, "--dry-run")
    assert code == 0 and out.endswith("Nothing was written.\n")
    assert run(capsys, "check", "--data", demo) == before


def test_an_unknown_course_or_file_is_told(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    (tmp_path / "bookings.csv").write_text(BOOKINGS, encoding="utf-8")
    line = refused(capsys, "import", tmp_path / "bookings.csv", "--course", "Tango", "--data", demo)
    assert line.startswith("There is no course of that name.")
    line = refused(capsys, "import", tmp_path / "none.csv", "--course", "Autumn course", "--data", demo)
    assert line.startswith("This file cannot be opened.")


def issued(folder: Path) -> int:
    """Count the papers that the studio remembers to have handed out."""
    connection = driver.connect(str(folder / FILE_NAME), isolation_level=None)
    [[count]] = connection.execute("SELECT count(*) FROM handout_issued")
    connection.close()
    return int(count)


def test_handouts_leave_a_private_pdf_for_every_baby_of_a_class(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    _, out, _ = run(capsys, "sessions", "--data", demo)
    key = next(line.split("\t")[0] for line in out.splitlines() if "2026-11-12" in line)
    code, out, _ = run(capsys, "handouts", "--session", key, "--out", tmp_path / "papers", "--data", demo)
    assert code == 0
    papers = [Path(line) for line in out.splitlines()]
    assert len(papers) == 7 and sorted(papers) == sorted((tmp_path / "papers").iterdir())
    assert all(paper.read_bytes().startswith(b"%PDF-") for paper in papers)
    assert issued(demo) > 0
    if os.name == "posix":
        assert {paper.stat().st_mode & 0o777 for paper in papers} == {0o600}


def test_papers_that_reach_no_folder_were_not_handed_out(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    (tmp_path / "papers").write_text("in the way")
    line = refused(capsys, "handouts", "--session", "latest", "--out", tmp_path / "papers", "--data", demo)
    assert line.startswith("The papers cannot be written there.")
    assert issued(demo) == 0


def test_the_latest_class_is_the_one_that_was_held_last(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    # Whatever the clock says about the classes that nobody opened, week 2 was held last.
    code, out, _ = run(
        capsys, "handouts", "--session", "latest", "--out", tmp_path / "papers", "--data", demo
    )
    assert code == 0
    assert all("week 2" in line for line in out.splitlines()) and len(out.splitlines()) == 7


def test_a_class_without_a_register_has_no_papers(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    _, out, _ = run(capsys, "sessions", "--data", demo)
    key = next(line.split("\t")[0] for line in out.splitlines() if line.endswith("planned"))
    line = refused(capsys, "handouts", "--session", key, "--out", tmp_path / "papers", "--data", demo)
    assert line.startswith("Nobody is marked in that class yet.")
    assert not (tmp_path / "papers").exists()


def test_a_class_that_nobody_knows_is_told(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    unknown = "00000000-0000-7000-8000-000000000000"
    line = refused(capsys, "handouts", "--session", unknown, "--out", tmp_path / "papers", "--data", demo)
    assert line.startswith("There is no class with that id.")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".tsv"])
def test_events_of_the_class_held_last_leave_as_a_private_file_without_names(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"events{ending}"
    code, out, err = run(capsys, "events", "--session", "latest", "--out", target, "--data", demo)
    assert (code, out, err) == (0, f"{target}\n", "")
    if ending != ".xlsx":
        text = target.read_text(encoding="utf-8-sig")
        assert "Autumn course, week 2" in text and "Baby 1" in text
        assert "Mia" not in text and "Grace" not in text
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob(".*")) == []


def test_events_name_people_when_asked(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    _, out, _ = run(capsys, "sessions", "--data", demo)
    key = next(line.split("\t")[0] for line in out.splitlines() if "2026-11-12" in line)
    target = tmp_path / "events.tsv"
    code, _, _ = run(capsys, "events", "--session", key, "--out", target, "--names", "--data", demo)
    text = target.read_text(encoding="utf-8")
    assert code == 0 and "\tMia\t" in text and "Baby 1" not in text


def test_events_never_replace_a_file_nor_guess_a_format(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    (tmp_path / "events.csv").write_text("mine")
    command = ["events", "--session", "latest", "--data", demo, "--out"]
    line = refused(capsys, *command, tmp_path / "events.csv")
    assert line.startswith("There is already a file of that name.")
    assert (tmp_path / "events.csv").read_text() == "mine"
    line = refused(capsys, *command, tmp_path / "events.ods")
    assert line.startswith("Events are not written in that format.")
    line = refused(capsys, *command, tmp_path / "nowhere" / "events.csv")
    assert line.startswith("The file cannot be written there.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo", "events.csv"]


def test_a_class_in_which_nothing_was_seen_has_no_events(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    _, out, _ = run(capsys, "sessions", "--data", demo)
    planned = next(line.split("\t")[0] for line in out.splitlines() if line.endswith("planned"))
    unknown = "00000000-0000-7000-8000-000000000000"
    target = tmp_path / "events.csv"
    for key, words in (
        (planned, "Nothing has been noted in that class yet."),
        (unknown, "There is no class with that id."),
    ):
        line = refused(capsys, "events", "--session", key, "--out", target, "--data", demo)
        assert line.startswith(words)
    behind(demo, "UPDATE class_session SET status = 'planned'")
    line = refused(capsys, "events", "--session", "latest", "--out", target, "--data", demo)
    assert line.startswith("No class has been held yet.")
    assert not target.exists()


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
    assert refused(capsys, "--demo").startswith("There is no screen to open the window on.")


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


def test_the_calendar_of_a_course_is_written_and_brought_up_to_date(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "autumn.ics"
    wanted = ("calendar", "--course", "Autumn course", "--out", target, "--data", demo)
    assert run(capsys, *wanted) == (0, f"{target}\n", "")
    assert target.read_bytes().count(b"BEGIN:VEVENT") == 5
    behind(demo, "UPDATE class_session SET status = 'cancelled', revision = 1 WHERE number = 5")
    assert run(capsys, *wanted)[0] == 0
    assert target.read_bytes().count(b"STATUS:CANCELLED") == 1
    everything = tmp_path / "all.ics"
    assert run(capsys, "calendar", "--out", everything, "--data", demo)[0] == 0
    assert everything.read_bytes().count(b"BEGIN:VEVENT") == 21


def test_a_calendar_without_a_date_or_over_another_file_is_refused(
    capsys: pytest.CaptureFixture[str], demo: Path, tmp_path: Path
) -> None:
    other = tmp_path / "holiday.ics"
    other.write_text("mine")
    assert "already a file" in refused(capsys, "calendar", "--out", other, "--data", demo)
    assert other.read_text() == "mine"
    assert ".ics" in refused(capsys, "calendar", "--out", tmp_path / "x.csv", "--data", demo)
    connection = driver.connect(str(demo / FILE_NAME), isolation_level=None)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("DELETE FROM class_session")
    connection.close()
    assert "no date" in refused(capsys, "calendar", "--out", tmp_path / "empty.ics", "--data", demo)
    assert not (tmp_path / "empty.ics").exists()
