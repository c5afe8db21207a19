"""The commands: each one opens the studio, asks a room, and prints; without a command there is the window.

Rooms are imported inside the commands, so that the window's first paint never waits for the database.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from massage_studio import __version__, paths
from massage_studio.errors import DamagedError, KnownError, NotWritableError
from massage_studio.language import translate

if TYPE_CHECKING:
    import argparse
    from uuid import UUID

    from massage_studio.bookings.views import SessionView
    from massage_studio.families.views import CarerView
    from massage_studio.safekeeping.restore import PassphraseAfter
    from massage_studio.store.copying import Contents
    from massage_studio.store.engine import Store

DONE, TOLD, USAGE, FAULT = 0, 1, 2, 3
LATEST = "latest"
# As store/engine.py has it, which is imported only by the commands that need it.
_FILE = "studio.db"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done, 1 told on stderr why not, 2 wrong usage, 3 a fault of the program, told on stderr as a report.
    """
    # Every file and folder of a studio is for its owner alone.
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if not (sys.argv[1:] if argv is None else argv):
            # The window as an icon starts it: its first paint does not wait for the parser.
            return _show(None, demo=False)
        chosen = _parser().parse_args(argv)
        command: Callable[[argparse.Namespace], int] = chosen.command
        return command(chosen)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else USAGE
    except KnownError as error:
        found = translate("Commands", "Found: {words}.").format(words=error.found) if error.found else ""
        print(f"{error} {found}".strip(), file=sys.stderr)
        return TOLD
    except BrokenPipeError:
        # Whoever reads has enough; what is left goes nowhere, so that closing does not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return TOLD
    except Exception as error:  # noqa: BLE001
        # A fault of the program; its words may name a family, so only where it happened is told.
        from massage_studio.fault_reports import report_of

        print(
            translate(
                "Commands",
                "The program met a fault. All that was said to be saved is safe. Please send this report to "
                "the makers; nothing in it is about families:",
            ),
            report_of(type(error), error.__traceback__),
            sep="\n",
            file=sys.stderr,
        )
        return FAULT


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="massage-studio", description="Bookings, class plans, cue notes and take-home sheets."
    )
    parser.set_defaults(command=_window)
    parser.add_argument("--version", action="version", version=f"Massage Studio {__version__}")
    parser.add_argument("--demo", action="store_true", help="open a throwaway demo studio")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the studio's folder")
    # A second default would overwrite what stood before the command.
    anywhere = argparse.ArgumentParser(add_help=False)
    anywhere.add_argument("--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="the same")
    words = "a file whose first line is the studio's passphrase; without it a terminal is asked"
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=words)
    anywhere.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", default=argparse.SUPPRESS, help="the same"
    )
    commands = parser.add_subparsers(title="commands", metavar="")

    def add(name: str, command: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[anywhere], help=about, description=about)
        made.set_defaults(command=command)
        return made

    tour = add("tour", _tour, "walk through the main job and leave pictures and papers")
    tour.add_argument("--out", type=Path, required=True, metavar="DIR")
    demo = add("demo", _demo, "make a studio of invented families in --data DIR")
    demo.add_argument("--size", choices=("small", "career"), default="small")
    demo.add_argument("--today", type=_day, metavar="DATE", help="such as 2026-11-19")
    bring = add("import", _import, "bring a file of bookings, CSV or Excel, into a course")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--course", required=True, metavar="NAME", help="the course's name or id")
    bring.add_argument("--dry-run", action="store_true", help="show what would happen and write nothing")
    bring.add_argument(
        "--answers", type=Path, metavar="FILE", help="a JSON object from the keys of its questions to answers"
    )
    handouts = add("handouts", _handouts, "print a class's take-home sheets as PDF files")
    handouts.add_argument("--session", type=_session, required=True, metavar="latest|ID")
    handouts.add_argument("--out", type=Path, required=True, metavar="DIR")
    events = add("events", _events, "write what was seen in a class as a table, for a spreadsheet or BORIS")
    events.add_argument("--session", type=_session, required=True, metavar="latest|ID")
    events.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="ending in .csv, .xlsx, or .tsv or .boris for BORIS",
    )
    events.add_argument(
        "--names", action="store_true", help="name people and write the words that families may read"
    )
    calendar = add("calendar", _calendar, "write the classes as a file for calendar programs")
    calendar.add_argument("--out", type=Path, required=True, metavar="FILE", help="ending in .ics")
    calendar.add_argument("--course", metavar="NAME", help="only this course, by name or id")
    add("courses", _courses, "one line each: id, name, next class")
    add("sessions", _sessions, "one line each: id, name, when and how it stands; latest first")
    add("families", _families, "one line each: id, names, next class; newest first")
    export = add("export", _export, "write the whole studio into one open file, or one family's data")
    export.add_argument("--family", type=_key, metavar="ID", help="this family, into the folder --out")
    export.add_argument(
        "--safeguarding", action="store_true", help="with safeguarding references of the family"
    )
    export.add_argument(
        "--asked-by", metavar="NAME", help="the adult of the family who asks, or all for your own eyes"
    )
    export.add_argument("--out", type=Path, required=True, metavar="FILE.zip|DIR")
    backup = add("backup", _backup, "write a verified copy of the studio")
    backup.add_argument("--to", type=Path, metavar="FILE")
    restore = add(
        "restore", _restore, "make a backup the studio, and set what was there aside; without FILE, list them"
    )
    restore.add_argument("file", type=Path, metavar="FILE", nargs="?")
    restore.add_argument("--dry-run", action="store_true", help="show what would be lost and change nothing")
    restore.add_argument(
        "--take-over", action="store_true", help="even if another computer has left the studio open"
    )
    add("check", _check, "look whether the studio is whole")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError("a date looks like 2026-11-19") from None


def _key(text: str) -> UUID:
    from uuid import UUID

    try:
        return UUID(text)
    except ValueError:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError("an id from the command families") from None


def _session(text: str) -> UUID | str:
    from uuid import UUID

    try:
        return text if text == LATEST else UUID(text)
    except ValueError:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError("latest, or an id from the command sessions") from None


def _window(chosen: argparse.Namespace) -> int:
    return _show(chosen.data, demo=chosen.demo)


def _show(data: Path | None, *, demo: bool) -> int:
    from massage_studio.screen import has_screen

    if sys.platform not in ("win32", "darwin") and not has_screen():
        raise KnownError(
            "There is no screen to open the window on.",
            "The command tour needs none; --help lists the others.",
        )
    from massage_studio.app import run_window

    return run_window(data, demo)


def _tour(chosen: argparse.Namespace) -> int:
    from massage_studio.app import run_tour

    try:
        chosen.out.mkdir(parents=True, exist_ok=True)
        writable = os.access(chosen.out, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise KnownError("The pictures cannot be written there.", "Choose another folder with --out.")
    print(run_tour(chosen.out))
    return DONE


def _demo(chosen: argparse.Namespace) -> int:
    if chosen.data is None:
        print("massage-studio demo: name a folder with --data DIR", file=sys.stderr)
        return USAGE
    from zoneinfo import ZoneInfo

    from massage_studio.demo import make_demo

    today = chosen.today or datetime.now(ZoneInfo("Europe/London")).date()
    make_demo(chosen.data, today=today, size=chosen.size)
    print(f"The demo studio is in {chosen.data}")
    return DONE


def _import(chosen: argparse.Namespace) -> int:
    from massage_studio.bookings.course_list_queries import course_named
    from massage_studio.exchange.answer_files import read_answers, told
    from massage_studio.exchange.queries import preview
    from massage_studio.exchange.reading import read_file
    from massage_studio.exchange.service import commit
    from massage_studio.safekeeping.automatic import back_up_if_changed

    answers = read_answers(chosen.answers) if chosen.answers else {}
    table = read_file(chosen.file)
    now = _now()
    if not chosen.dry_run:
        folder = _studio_folder(chosen)
        _unlock(chosen, folder / _FILE)
        back_up_if_changed(folder, now=now)
    with _studio(chosen) as store, store.read() if chosen.dry_run else store.write() as session:
        course = course_named(session, name=chosen.course, now=now)
        # In the transaction that writes, so that what is told is what was done.
        found = preview(session, table=table, course_id=course.id, now=now, answers=answers)
        if not chosen.dry_run and not found.asked:
            commit(
                session,
                table=table,
                course_id=course.id,
                now=now,
                answers=answers,
                file_name=chosen.file.name,
            )
    for line in told(found):
        print(line)
    if found.asked:
        print(
            f"Nothing was written. Open questions: {len(found.asked)}. Answer them with --answers FILE.",
            file=sys.stderr,
        )
        return TOLD
    if chosen.dry_run:
        print("Nothing was written.")
    return DONE


def _handouts(chosen: argparse.Namespace) -> int:
    from massage_studio.bookings.class_queries import latest_session, sessions
    from massage_studio.handouts.pdf_files import keep
    from massage_studio.handouts.service import take_homes

    now = _now()
    # One write around all: papers that did not reach the folder were not handed out.
    with _studio(chosen) as store, store.write() as session:
        rows = sessions(session)
        if chosen.session == LATEST:
            # A class that the clock began and nobody opened has no papers; the one held before it has.
            held = [row.id for row in rows if row.status in ("running", "finished")]
            wanted = [latest_session(session, now=now).id, *held[:1]]
        else:
            wanted = [row.id for row in rows if row.id == chosen.session]
            if not wanted:
                raise KnownError("There is no class with that id.", "The command sessions lists them.")
        made = (take_homes(session, session_id=key, now=now) for key in wanted)
        papers = next((papers for papers in made if papers), ())
        if not papers:
            raise KnownError("Nobody is marked in that class yet.", "Mark its register, then print again.")
        kept = [keep(chosen.out, paper) for paper in papers]
    for path in kept:
        print(path)
    return DONE


def _events(chosen: argparse.Namespace) -> int:
    from massage_studio.bookings.class_queries import sessions
    from massage_studio.exchange.event_formats import format_of
    from massage_studio.exchange.events import event_table
    from massage_studio.exchange.queries import record_of
    from massage_studio.exchange.saving import already_there, save

    now, made = _now(), format_of(chosen.out)
    if chosen.out.exists():
        raise already_there()
    with _studio(chosen, to_read=True) as store, store.read() as session:
        rows = sessions(session)
        if chosen.session == LATEST:
            # Not one that the clock began and nobody opened: nothing was seen in it.
            wanted = next((row.id for row in rows if row.status in ("running", "finished")), None)
            if wanted is None:
                raise KnownError("No class has been held yet.", "The command sessions lists those to come.")
        else:
            wanted = next((row.id for row in rows if row.id == chosen.session), None)
            if wanted is None:
                raise KnownError("There is no class with that id.", "The command sessions lists them.")
        record = record_of(session, session_id=wanted)
    table = event_table(record, now=now, pseudonyms=not chosen.names, texts=chosen.names)
    save(chosen.out, made(table))
    print(chosen.out)
    return DONE


def _calendar(chosen: argparse.Namespace) -> int:
    from massage_studio.bookings.calendar_queries import for_calendars
    from massage_studio.bookings.course_list_queries import course_named
    from massage_studio.exchange.calendar_files import calendar_file, save_calendar
    from massage_studio.store.profile import profile

    now, key, name = _now(), None, "Massage Studio"
    with _studio(chosen, to_read=True) as store, store.read() as session:
        if chosen.course is not None:
            course = course_named(session, name=chosen.course, now=now)
            key, name = course.id, course.name
        entries, about = for_calendars(session, course_id=key), profile(session)
    save_calendar(chosen.out, calendar_file(entries, made=now, name=name, profile=about))
    print(chosen.out)
    return DONE


def _courses(chosen: argparse.Namespace) -> int:
    from massage_studio.bookings.course_list_queries import courses

    with _studio(chosen, to_read=True) as store, store.read() as session:
        for course in courses(session, now=_now()):
            _line(course.id, course.name, _when(course.next))
    return DONE


def _sessions(chosen: argparse.Namespace) -> int:
    from massage_studio.bookings.class_queries import sessions

    with _studio(chosen, to_read=True) as store, store.read() as session:
        for row in sessions(session):
            name = f"{row.course}, week {row.number} of {row.of}: {row.title}"
            _line(row.id, name, f"{_when(row)} {row.status}")
    return DONE


def _families(chosen: argparse.Namespace) -> int:
    from massage_studio.bookings.booking_queries import babies_booked
    from massage_studio.bookings.course_list_queries import courses_to_come
    from massage_studio.families.queries import families, family_by_baby

    now = _now()
    with _studio(chosen, to_read=True) as store, store.read() as session:
        today = now.astimezone().date()
        coming: dict[UUID, SessionView | None] = {}
        # Courses come by their next date, so the first one that names a family is the soonest.
        soonest = courses_to_come(session, now=now)
        booked = babies_booked(session, course_ids=[course.id for course in soonest])
        family_of = family_by_baby(session, ids={baby_id for babies in booked.values() for baby_id in babies})
        for course in soonest:
            for baby_id in booked.get(course.id, ()):
                coming.setdefault(family_of[baby_id], course.next)
        for family in families(session, today=today):
            names = ", ".join((*(baby.name for baby in family.babies), *family.carers))
            if family.restricted:
                names = translate("Commands", "{names} (contact restriction)").format(names=names)
            _line(family.id, names, _when(coming.get(family.id)))
    return DONE


def _export(chosen: argparse.Namespace) -> int:
    from massage_studio.exchange.family_files import save_family
    from massage_studio.exchange.whole_studio_queries import write_studio
    from massage_studio.families.queries import called, family

    now = _now()
    with _studio(chosen, to_read=True) as store, store.read() as session:
        if chosen.family is None:
            print(write_studio(session, chosen.out, now=now))
            print("Anybody who has this file can read it: it has no passphrase.", file=sys.stderr)
            return DONE
        if not any(called(session, family_ids=[chosen.family])[chosen.family]):
            raise KnownError("There is no family with that id.", "The command families lists them.")
        from massage_studio.handouts import session_card
        from massage_studio.handouts.access_pack_queries import access_pack

        adults = family(session, family_id=chosen.family, today=now.astimezone().date()).carers
        pack = access_pack(
            session,
            family_id=chosen.family,
            now=now,
            safeguarding=chosen.safeguarding,
            asked_by=_asker(adults, chosen.asked_by),
        )
    made = save_family(chosen.out, pack.rows, lambda: session_card.build(pack.sheet, "Your data"))
    print(*made, sep="\n")
    return DONE


def _asker(adults: Sequence[CarerView], name: str | None) -> UUID | None:
    """Return the adult of this name who asks; nobody where that does not matter, or all is wanted."""
    from massage_studio.families.homes import it_matters_who_asks

    if not it_matters_who_asks(adults) or name == "all":
        return None
    match [one.id for one in adults if name in (one.name, one.given_name)]:
        case [asking]:
            return asking
    raise KnownError(
        "Adults of this family have homes of their own, or a contact rule: it matters who asks.",
        "Name the adult with --asked-by, or write --asked-by all for your own eyes.",
    )


def _backup(chosen: argparse.Namespace) -> int:
    from massage_studio.safekeeping.automatic import back_up_now
    from massage_studio.safekeeping.backup import backup

    folder = _studio_folder(chosen)
    _unlock(chosen, folder / _FILE)
    print(backup(folder, target=chosen.to, now=_now()) if chosen.to else back_up_now(folder, now=_now()))
    return DONE


def _restore(chosen: argparse.Namespace) -> int:
    folder = _folder(chosen)
    if chosen.file is None:
        return _list_backups(folder)
    from massage_studio.safekeeping.restore import PassphraseAfter, passphrase_after

    file: Path = chosen.file
    after = passphrase_after(folder, file)
    if chosen.dry_run or after is PassphraseAfter.GONE:
        # What anybody can read is encrypted as the studio is, whose passphrase is asked for that.
        _unlock(chosen, folder / _FILE)
    _unlock(chosen, file)
    if chosen.dry_run:
        return _preview(folder, file)
    from massage_studio.app import run_restore
    from massage_studio.store.copying import contents

    after = passphrase_after(folder, file)
    restored = run_restore(folder, file, take_over=chosen.take_over)
    print("restored", _holds(contents(restored.file)), sep="\t")
    print("set aside", restored.aside, sep="\t")
    _tell_passphrase(after)
    return DONE


def _list_backups(folder: Path) -> int:
    """Print what the studio can be restored from, newest first: file, when it was made, what it holds."""
    from massage_studio.safekeeping.backup_list import backups
    from massage_studio.safekeeping.check import check

    damaged = False
    try:
        check(folder)
    except KnownError as error:
        print(error.message, file=sys.stderr)
        damaged = isinstance(error, DamagedError)
    for kept in backups(folder, damaged=damaged):
        holds = _holds(kept.holds) if kept.holds else "has a passphrase" if kept.locked else "cannot be read"
        print(kept.file, f"{kept.at.astimezone():%Y-%m-%d %H:%M}", kept.kind, holds, sep="\t")
    return DONE


def _preview(folder: Path, file: Path) -> int:
    from massage_studio.safekeeping.backup_list import looked_at, preview
    from massage_studio.safekeeping.restore import refuse_unusable

    refuse_unusable(folder, file)
    kept, found = looked_at(file), preview(folder, file)
    print("made", f"{kept.at.astimezone():%Y-%m-%d %H:%M}", sep="\t")
    print("holds", _holds(found.holds), sep="\t")
    print("would lose", "cannot be told" if found.lost is None else _holds(found.lost), sep="\t")
    _tell_passphrase(found.passphrase)
    print("Nothing was changed.")
    return DONE


def _tell_passphrase(after: PassphraseAfter) -> None:
    from massage_studio.safekeeping.restore import PassphraseAfter

    if after is not PassphraseAfter.AS_NOW:
        print("passphrase", after, sep="\t")


def _holds(found: Contents) -> str:
    return ", ".join(
        (
            translate("Commands", "%n families", None, found.families),
            translate("Commands", "%n classes held", None, found.classes),
            translate("Commands", "%n notes", None, found.notes),
        )
    )


def _check(chosen: argparse.Namespace) -> int:
    from massage_studio.safekeeping.check import check

    _unlock(chosen, _folder(chosen) / _FILE)
    found = check(_folder(chosen))
    print("ok\tall of it can be read, and nothing is missing")
    print(f"ok\tversion {found.version}{'' if found.newest else ', brought up to date when it is opened'}")
    for table, rows in found.counts:
        print(f"ok\t{table}\t{rows}")
    return DONE


def _folder(chosen: argparse.Namespace) -> Path:
    return chosen.data or paths.studio_folder()


def _studio_folder(chosen: argparse.Namespace) -> Path:
    """Return the chosen folder; one without a studio stays as it is, because nobody mistypes on purpose."""
    from massage_studio.store.engine import FILE_NAME
    from massage_studio.store.opening import refuse_unfinished

    folder = _folder(chosen)
    refuse_unfinished(folder)
    if not (folder / FILE_NAME).exists():
        raise KnownError("There is no studio in this folder.", "Choose its folder with --data.")
    return folder


@contextmanager
def _studio(chosen: argparse.Namespace, *, to_read: bool = False) -> Iterator[Store]:
    """Yield the chosen studio; `to_read` does with one whose disk takes nothing."""
    from massage_studio.store.opening import open_studio, open_to_read

    folder = _studio_folder(chosen)
    _unlock(chosen, folder / _FILE)
    try:
        store = open_studio(folder)
    except NotWritableError:
        if not to_read:
            raise
        store = open_to_read(folder)
    try:
        yield store
    finally:
        store.close()


def _unlock(chosen: argparse.Namespace, file: Path) -> None:
    """Hold the key of an encrypted database: its passphrase stands in a file, or is asked on the terminal."""
    from massage_studio.store.keys import id_in, is_held, key_files

    key_id = id_in(file)
    if key_id is None or is_held(key_id) or not key_files(file):
        return
    from massage_studio.safekeeping.unlocking import unlock

    unlock(file, _passphrase(chosen), now=_now())


def _passphrase(chosen: argparse.Namespace) -> str:
    if chosen.passphrase_file is not None:
        try:
            lines: list[str] = chosen.passphrase_file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            raise KnownError(
                "The file with the passphrase cannot be read.", "Name another one with --passphrase-file."
            ) from None
        return lines[0] if lines else ""
    if not sys.stdin.isatty():
        raise KnownError(
            "This studio has a passphrase.",
            "Run the command in a terminal, which asks for it, or name a file with --passphrase-file.",
        )
    from getpass import getpass

    return getpass(translate("Commands", "Passphrase: "))


def _now() -> datetime:
    return datetime.now(UTC)


def _when(session: SessionView | None) -> str:
    return f"{session.starts:%Y-%m-%d %H:%M}" if session else "no class to come"


def _line(key: UUID, name: str, next_one: str) -> None:
    print(key, name, next_one, sep="\t")
