"""What pages give to the database: verbs and queries that lack nothing but the session."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import massage_studio.gui

GUI = Path(massage_studio.gui.__file__).parent
# What those who write an action of a class or an operation of the office add to the verb that they are given.
ADDED = {"session_id", "booking_id", "action_id", "operation_id", "now"}


def trees(package: Path = GUI) -> Iterator[tuple[str, ast.Module]]:
    """Every module of the window but the compiled forms, by its path."""
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if not name.startswith("forms/"):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def parameters(tree: ast.AST) -> Iterator[tuple[ast.arg, bool]]:
    """Every parameter of a function, and whether it stands for any keywords."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arguments):
            for one in (*node.posonlyargs, *node.args, *node.kwonlyargs):
                yield one, False
            if node.kwarg is not None:
                yield node.kwarg, True


def untyped(package: Path = GUI) -> list[str]:
    """Every parameter through which what a page asks or writes would pass unchecked."""
    return [
        f"{name}:{one.lineno} {one.arg}"
        for name, tree in trees(package)
        for one, any_keywords in parameters(tree)
        if one.annotation is not None
        and (words := ast.unparse(one.annotation))
        and (
            (one.arg in ("verb", "question", "work") and (words == "Any" or words.startswith("Callable[...")))
            or (any_keywords and words == "Any")
        )
    ]


def test_no_verb_or_question_passes_through_the_window_untyped() -> None:
    assert not untyped()


@pytest.mark.parametrize(
    "line",
    [
        "def write(verb: Any) -> None: ...",
        "def read(question: Callable[..., T]) -> None: ...",
        "def write(verb: Verb, **arguments: Any) -> None: ...",
    ],
)
def test_an_untyped_verb_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "page.py").write_text(line + "\n", encoding="utf-8")
    assert len(untyped(tmp_path)) == 1


def with_a_session(package: Path = GUI) -> list[str]:
    """Every function of the window that gets the database itself; the shape of a verb is no function."""
    found = list[str]()
    for name, tree in trees(package):
        shapes = {
            id(inner)
            for outer in ast.walk(tree)
            if isinstance(outer, ast.ClassDef) and "Protocol" in map(ast.unparse, outer.bases)
            for inner in ast.walk(outer)
        }
        found += [
            f"{name}:{one.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.arguments) and id(node) not in shapes
            for one, _ in parameters(node)
            if one.arg == "session"
            and (one.annotation is None or ast.unparse(one.annotation) in ("Any", "Session", "object"))
        ]
    return found


def test_verbs_and_queries_stand_in_the_rooms_and_not_in_the_window() -> None:
    assert not with_a_session()


@pytest.mark.parametrize(
    "line",
    [
        "def ask(session: Any) -> Plans: ...",
        "tasks.read(lambda session: session.get_one(Course, key), show)",
        "class Page:\n    def ask(self, session: Session) -> None: ...",
    ],
)
def test_a_function_of_the_window_that_takes_a_session_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "page.py").write_text(line + "\ndef show(session: SessionView): ...\n", encoding="utf-8")
    assert len(with_a_session(tmp_path)) == 1


def missing(call: ast.Call, verb: Callable[..., object], more: set[str]) -> list[str]:
    """What a verb needs beside the session, what it is given, and what is added later."""
    needed = list(inspect.signature(verb).parameters.values())[1:]
    given = {keyword.arg for keyword in call.keywords} | more
    return [one.name for one in needed if one.default is one.empty and one.name not in given]


def verbs_in(node: ast.expr, module: object) -> Iterator[Callable[..., object]]:
    """The functions of the rooms that an expression names."""
    if isinstance(node, ast.IfExp):
        yield from verbs_in(node.body, module)
        yield from verbs_in(node.orelse, module)
        return
    found: Any = module
    for name in ast.unparse(node).split("."):
        found = getattr(found, name, None)
    if inspect.isfunction(found) and next(iter(inspect.signature(found).parameters), "") == "session":
        yield found


def test_a_verb_is_given_every_argument_that_nobody_adds_later() -> None:
    """Mypy checks the names and types that `partial` is given, not that none is missing."""
    wrong, checked = list[str](), 0
    for name, tree in trees():
        module = import_module("massage_studio.gui." + name.removesuffix(".py").replace("/", "."))
        at_once = {
            id(call.args[0])
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in ("read", "write")
            and call.args
        }
        for call in ast.walk(tree):
            if not (isinstance(call, ast.Call) and ast.unparse(call.func) == "partial" and call.args):
                continue
            for verb in verbs_in(call.args[0], module):
                if any(keyword.arg is None for keyword in call.keywords):
                    continue
                checked += 1
                lacks = missing(call, verb, set() if id(call) in at_once else ADDED)
                wrong += [f"{name}:{call.lineno} {verb.__name__} lacks {one}" for one in lacks]
    assert not wrong
    assert checked > 100


def test_a_missing_argument_is_found() -> None:
    def verb(session: object, *, one: int, now: int, reason: str = "") -> None: ...

    call = ast.parse("partial(verb, one=1)").body[0].value  # type: ignore[attr-defined]
    assert missing(call, verb, set()) == ["now"] and missing(call, verb, ADDED) == []
    assert list(verbs_in(ast.Name("partial"), partial)) == []
