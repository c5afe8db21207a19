"""Counts the calls by which a program changes names and flushes files, and kills it before one of them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

FLUSHES = ("fsync", "fdatasync")
NAMES = ("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat")
NAMES += ("mkdir", "mkdirat", "rmdir", "truncate", "ftruncate")
# Not every kind of processor has each of them, which the question mark allows.
_TRACED = "trace=" + ",".join(f"?{name}" for name in (*FLUSHES, *NAMES))
_CALL = re.compile(r"^(\d+) +(\w+)\((.*)")


@dataclass(frozen=True, slots=True)
class Call:
    """The `number`th call of a name, counted from 1, and on what it was made, for whoever reads a failure."""

    name: str
    number: int
    about: str


class Forker:
    """A program that has imported all that it needs, and does each of its jobs in a fork under strace."""

    def __init__(self, program: subprocess.Popen[str], trace: Path) -> None:
        self._program = program
        self._trace = trace

    def calls_of(self, job: str, place: Path) -> tuple[Call, ...]:
        """Do a job to its end, and return the calls that it made below `place`, in their order."""
        status, said = self._run(job, place)
        assert status == 0, said
        found, counted, threads = [], Counter[str](), set()
        for line in self._trace.read_text(encoding="utf-8", errors="replace").splitlines():
            call = _CALL.match(line)
            if call is None:
                continue
            thread, name, about = call.groups()
            counted[name] += 1
            if str(place) in about:
                threads.add(thread)
                found.append(Call(name, counted[name], about.replace(str(place), "")))
        # strace counts the calls of each thread by themselves, and a second one would kill too soon.
        assert len(threads) == 1, threads
        return tuple(found)

    def kill_before(self, call: Call, job: str, place: Path) -> None:
        """Begin a job and kill it when it begins this call, which then does nothing."""
        status, said = self._run(job, place, f"inject={call.name}:signal=SIGKILL:when={call.number}")
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"{call}: {status} {said}"

    def _run(self, job: str, place: Path, *injected: str) -> tuple[int, str]:
        """Do a job in a fork that strace is attached to, and return how it ended and what strace said."""
        assert self._program.stdin is not None and self._program.stdout is not None
        self._program.stdin.write(f"{job}\t{place}\n")
        self._program.stdin.flush()
        fork = self._program.stdout.readline().strip()
        options = [part for told in (_TRACED, "signal=none", *injected) for part in ("-e", told)]
        # With paths that are not cut, and beside each number of a file its path.
        traced = ["strace", "-f", "-qq", "-y", "-s", "400", "-o", str(self._trace), *options, "-p", fork]
        done = subprocess.run(traced, capture_output=True, text=True, check=False)
        return int(self._program.stdout.readline()), done.stderr


@contextmanager
def forker(module: str, trace: Path) -> Iterator[Forker]:
    """Yield a program whose main function is `serve` of this module, and end it."""
    with subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=ROOT,
        # What is compiled on the way would be renamed too, the first time only.
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        yield Forker(program, trace)


def serve(do: Callable[[str, Path], None]) -> None:
    """Do each job that is told on the input in a fork, and say its number first and then how it ended."""
    for line in sys.stdin:
        job, place = line.rstrip("\n").split("\t")
        fork = os.fork()
        if not fork:
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            _wait_for_strace()
            do(job, Path(place))
            os._exit(0)
        _say(fork)
        _say(os.waitpid(fork, 0)[1])


def _wait_for_strace() -> None:
    while "TracerPid:\t0\n" in Path("/proc/self/status").read_text(encoding="ascii"):
        time.sleep(0.002)
    # It has taken hold of this program, and stops it in a moment.
    time.sleep(0.02)


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()
