"""Killed at every call that puts something on the disk or changes a name: the old studio or the new one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.safekeeping.kill_jobs import JOBS, LATER, Job
from tests.safekeeping.killed import Rows, State, leftovers, readable, rows_before_a_start, start, state_of
from tests.safekeeping.strace import forker


class Killed:
    """A job that is killed in `place` again and again, and what there is before it and after its end."""

    def __init__(self, job: Job, folder: Path) -> None:
        self.job = job
        self.place, self._begun, self._look = folder / "place", folder / "begun", folder / "look"
        self._begun.mkdir()
        job.prepare(self._begun)
        self.begin()
        self._old = self._found()

    def begin(self) -> None:
        """Put everything back as it was before the job."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self._begun, self.place)

    def done(self) -> None:
        """Take what is found now for what the job leads to."""
        self._new = self._found()
        self._started = state_of(self.place)
        assert self._new != self._old and not leftovers(self.place)

    def outcome(self) -> str:
        """Start the program after a kill and return which studio there is, "old" or "new"; it is whole.

        What was not done is done after that, to its end.
        """
        found = self._found()
        assert found in (self._old, self._new)
        is_new = found == self._new
        assert not leftovers(self.place)
        if not is_new and not self.job.migrates:
            self.job.do(self.place)
            assert self._found() == self._new and not leftovers(self.place)
        assert state_of(self.place) == self._started
        if self.job.hides:
            assert not readable(self.place)
        return "new" if is_new else "old"

    def _found(self) -> State | Rows:
        """Start the program and return what there is; for what a start does too, what was there before."""
        before = rows_before_a_start(self.place, self._look) if self.job.migrates else None
        start(self.place, now=LATER)
        return state_of(self.place) if before is None else before


@pytest.mark.parametrize(("name", "steps"), [("first migration", 50), ("import", 30)])
def test_killed_while_the_database_works_there_is_the_old_studio_or_the_new_one(
    name: str, steps: int, tmp_path: Path
) -> None:
    killed = Killed(JOBS[name], tmp_path)
    killed.begin()
    killed.job.do(killed.place)
    killed.done()
    killed.begin()
    command = [sys.executable, "-m", "tests.safekeeping.kill_jobs", name, str(killed.place), str(steps)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode not in (0, 1), f"{ended.returncode}: it was not killed {ended.stderr}"
    assert killed.outcome() == "old"


if sys.platform == "linux":  # strace is nowhere else

    @pytest.mark.torture
    @pytest.mark.timeout(3600)
    @pytest.mark.parametrize("name", JOBS)
    def test_killed_at_every_call_on_the_disk_there_is_the_old_studio_or_the_new_one(
        name: str, tmp_path: Path, record_property: Callable[[str, object], None]
    ) -> None:
        killed, counts = Killed(JOBS[name], tmp_path), Counter[str]()
        with forker("tests.safekeeping.kill_jobs", tmp_path / "trace") as program:
            killed.begin()
            calls = program.calls_of(name, killed.place)
            killed.done()
            for call in calls:
                killed.begin()
                program.kill_before(call, name, killed.place)
                try:
                    counts[killed.outcome()] += 1
                except Exception as error:
                    raise AssertionError(f"{name}, killed before {call}") from error
        record_property(name, f"{len(calls)} kills, old {counts['old']}, new {counts['new']}")
        # What is decided in one call or another is seen before and after it.
        assert counts["old"] and counts["new"]
