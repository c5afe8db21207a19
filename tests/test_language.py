"""The sentences of the program: in another language, and as Qt's lupdate finds them for a translator."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from massage_studio import language
from massage_studio.errors import KnownError
from tests.conftest import ROOT, load_by_path

GERMAN = {"Row {row} has no name.": "Zeile {row} hat keinen Namen.", "Mend it.": "Bitte ergänzen."}
translations = load_by_path(ROOT / "packaging" / "update_translations.py")
# What lupdate looks for, and which argument is the sentence.
CALLS = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}


@pytest.fixture
def german() -> Iterator[None]:
    language.use(lambda context, text, comment, count: GERMAN.get(text, text))
    yield
    language.use()


def test_a_refusal_is_told_in_the_language_of_the_screen(german: None) -> None:
    error = KnownError("Row {row} has no name.", "Mend it.", row=7)
    assert str(error) == "Zeile 7 hat keinen Namen. Bitte ergänzen."


def test_brackets_that_ask_for_nothing_stay_as_they_are() -> None:
    assert str(KnownError("A field is written as {baby}.")) == "A field is written as {baby}."


def test_what_a_person_wrote_is_never_read_as_a_field() -> None:
    error = KnownError("{key} is already {chip}.", key="A", chip="{key} & {0}")
    assert str(error) == "A is already {key} & {0}."


def test_a_number_stands_in_place_of_its_sign_without_a_translator() -> None:
    assert language.translate("Rooms", "Classes: %n", None, 3) == "Classes: 3"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Return every context with its sentences in the file that a translator gets."""
    file = tmp_path_factory.mktemp("translations") / "de.ts"
    translations.update(file)
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ElementTree.parse(file).getroot().iter("context")
        for message in context.iter("message")
    }


def calls(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, ast.Call, str]]:
    """Return every call of the idiom: its name, the call and the class that it stands in."""
    ahead = [(node, inside) for node in ast.iter_child_nodes(tree)]
    for node, within in ahead:
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            # Text and painters have a `translate` of their own, which takes no context.
            if name in CALLS and (name == "tr" or isinstance(node.func, ast.Name)):
                yield name, node, within
        within = node.name if isinstance(node, ast.ClassDef) else within
        ahead.extend((child, within) for child in ast.iter_child_nodes(node))


Said = list[tuple[str, str, ast.Call, str]]


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    """Return every module of the program, read once."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in translations.sources()
    }


@pytest.fixture(scope="module")
def said(trees: dict[str, ast.Module]) -> Said:
    """Return every call of the idiom in the program: its file, its name, the call and its class."""
    return [(file, *call) for file, tree in trees.items() for call in calls(tree)]


@pytest.fixture(scope="module")
def refusals(trees: dict[str, ast.Module]) -> list[ast.Call]:
    """Return every call of the program that makes a KnownError."""
    made: list[ast.Call] = translations.refusals(list(trees.values()))
    return made


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_a_translator_gets_every_sentence_of_the_program_in_its_context(
    found: set[tuple[str, str]], said: Said
) -> None:
    asked, elsewhere = set(), []
    for file, name, call, inside in said:
        sentence = literal(call.args[CALLS[name]])
        context = inside if name == "tr" else literal(call.args[0])
        if sentence is None or context is None or (name == "tr" and ast.unparse(call.func) != "self.tr"):
            elsewhere.append(f"{file}: {ast.unparse(call)}")
        else:
            asked.add((context, sentence))
    # The two sentences of a KnownError are the only ones that are no literals where they are translated.
    of_refusals = "translate('Rooms', text, None, n if '%n' in text else -1)"
    assert elsewhere == [f"massage_studio/errors.py: {of_refusals}"]
    assert len(asked) > 1300
    assert asked - found == set()


def told_by(refusals: list[ast.Call]) -> set[str]:
    return {text for call in refusals for argument in call.args if (text := literal(argument)) is not None}


def test_a_translator_gets_every_sentence_of_a_refusal(
    found: set[tuple[str, str]], refusals: list[ast.Call]
) -> None:
    told = told_by(refusals)
    assert {"This was stopped.", "There is no free place on this course."} <= told
    assert len(told) > 250
    assert {("Rooms", sentence) for sentence in told} - found == set()


def test_a_translator_gets_every_sentence_of_the_forms(found: set[tuple[str, str]]) -> None:
    shown = {
        (root.findtext("class", ""), text.text or "")
        for form in (ROOT / "ui").glob("*.ui")
        for root in [ElementTree.parse(form).getroot()]
        for text in root.iter("string")
        if text.get("notr") != "true" and text.text
    }
    assert shown - found == set()


def test_a_refusal_says_literals_or_sentences_that_are_marked(
    trees: dict[str, ast.Module], refusals: list[ast.Call]
) -> None:
    marked = {
        target.id
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name) and ast.unparse(node.value.func) == "QT_TRANSLATE_NOOP"
    }
    assert {"RESTORE_ADVICE", "EXPORT"} <= marked
    hidden = [
        ast.unparse(call)
        for call in refusals
        for argument in call.args
        if literal(argument) is None and not (isinstance(argument, ast.Name) and argument.id in marked)
    ]
    assert hidden == []


def test_there_is_one_way_to_say_a_sentence(trees: dict[str, ast.Module]) -> None:
    own = [
        f"{file}:{node.lineno}"
        for file, tree in trees.items()
        if file != "massage_studio/language.py"
        for node in ast.walk(tree)
        if (isinstance(node, ast.FunctionDef) and node.name.strip("_") in CALLS)
        or (
            isinstance(node, ast.Attribute)
            and node.attr == "translate"
            and ast.unparse(node) == "QCoreApplication.translate"
        )
    ]
    # The window gives Qt's own to the module that everything else asks.
    assert [place.split(":")[0] for place in own] == ["massage_studio/gui/translations.py"]


def forms_of(file: Path) -> dict[tuple[str, str], list[str]]:
    """Return the forms of every sentence that counts something, by context and sentence."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): [
            form.text or "" for form in message.iter("numerusform")
        ]
        for context in ElementTree.parse(file).getroot().iter("context")
        for message in context.iter("message")
        if message.get("numerus") == "yes"
    }


def wrong_forms(file: Path) -> list[tuple[str, str]]:
    """Return the sentences that lack one of the two English forms, or whose many are not as they stand."""
    return [key for key, (one, *other) in forms_of(file).items() if not one or other != [key[1]]]


def test_every_sentence_with_a_number_has_both_english_forms_and_no_other_is_kept(tmp_path: Path) -> None:
    assert len(forms_of(translations.ENGLISH)) > 110
    assert wrong_forms(translations.ENGLISH) == []
    fresh = Path(shutil.copy(translations.ENGLISH, tmp_path))
    translations.update(fresh)
    assert fresh.read_text(encoding="utf-8") == translations.ENGLISH.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ('translate("Rooms", "%n new ones", None, 3)', ("Rooms", "%n new ones")),
        ('class Page:\n    def show(self):\n        self.tr("%n other", "", 3)', ("Page", "%n other")),
        ('raise KnownError("%n are too many.", "Take fewer.", n=3)', ("Rooms", "%n are too many.")),
    ],
)
def test_a_new_sentence_with_a_number_is_missed_in_english(
    tmp_path: Path, code: str, missing: tuple[str, str]
) -> None:
    fresh = Path(shutil.copy(translations.ENGLISH, tmp_path))
    package = tmp_path / "package"
    package.mkdir()
    (package / "added.py").write_text(code + "\n", encoding="utf-8")
    translations.update(fresh, package, tmp_path)
    assert wrong_forms(fresh) == [missing]


def test_a_sentence_has_a_number_in_it_wherever_it_is_given_one(said: Said, refusals: list[ast.Call]) -> None:
    without = []
    for file, name, call, _ in said:
        sentence, given = literal(call.args[CALLS[name]]), len(call.args) - CALLS[name] - 1 == 2
        if sentence is not None and "%n" in sentence and not given:
            without.append(f"{file}: {sentence}")
    for call in refusals:
        counts = any("%n" in (literal(argument) or "") for argument in call.args)
        if counts != any(word.arg == "n" for word in call.keywords):
            without.append(ast.unparse(call))
    assert without == []


def test_a_widget_that_counts_has_no_kinds_of_its_own(trees: dict[str, ast.Module], said: Said) -> None:
    """PySide asks for the sentence of a kind first, and takes a number that it fills in for a translation."""
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    kinds = {ast.unparse(base).partition("[")[0] for one in classes for base in one.bases}
    counting = {inside for _, name, call, inside in said if name == "tr" and len(call.args) > 2}
    assert counting & {"TodayPage", "WeekStrip"} and counting & kinds == set()


# How a choice between one and many is written.
ONE_OR_MANY = {(ast.Eq, 1), (ast.NotEq, 1), (ast.Gt, 1), (ast.Lt, 2), (ast.LtE, 1), (ast.GtE, 2)}
# Chooses whose confidence it is: of the only carer, whose name is said, or of all.
OF_A_PERSON = "{carer}'s confidence"


def homemade(tree: ast.AST) -> list[str]:
    """Return the choices between one text for 1 and another for more."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.IfExp) and _asks_for_one(node.test, ONE_OR_MANY):
            chosen = [_texts(branch) for branch in (node.body, node.orelse)]
            if all(chosen) or literal(node.body) == "":
                found.append(ast.unparse(node))
        one_alone = isinstance(node, ast.If) and isinstance(node.test, ast.Compare)
        if one_alone and _asks_for_one(node.test, {(ast.Eq, 1), (ast.NotEq, 1)}):
            said = [call for part in (*node.body, *node.orelse) for _, call, _ in calls(part)]
            said += translations.refusals([ast.Module([*node.body, *node.orelse], [])])
            if said and OF_A_PERSON not in ast.unparse(node):
                found.append(ast.unparse(node))
    return found


def _asks_for_one(test: ast.expr, ways: set[tuple[type[ast.cmpop], int]]) -> bool:
    return any(
        isinstance(right, ast.Constant)
        and type(right.value) is int
        and (type(way), right.value) in ways
        and not isinstance(node.left, ast.BinOp)
        for node in ast.walk(test)
        if isinstance(node, ast.Compare)
        for way, right in zip(node.ops, node.comparators, strict=True)
    )


def _texts(node: ast.expr) -> list[str]:
    """Return what is said in an expression: its texts that have a letter."""
    said = [literal(part) or "" for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return [text for text in said if any(letter.isalpha() for letter in text)]


def test_no_plural_is_made_by_hand(trees: dict[str, ast.Module]) -> None:
    found = {file: homemade(tree) for file, tree in trees.items()}
    assert {file: choices for file, choices in found.items() if choices} == {}


@pytest.mark.parametrize(
    "code",
    [
        'words = self.tr("1 baby") if n == 1 else self.tr("{n} babies")',
        "words = f\"{n} week{'' if n == 1 else 's'}\"",
        'words = translate("Rooms", "{n} babies") if len(rows) > 1 else translate("Rooms", "one baby")',
        'words = self.tr("families")\nif n == 1:\n    words = self.tr("family")',
        'if free == 1:\n    raise KnownError("One is free.")',
    ],
)
def test_a_plural_made_by_hand_is_found(code: str) -> None:
    assert homemade(ast.parse(code)) != []


def test_no_sentence_is_written_for_one_and_many_at_once(said: Said, refusals: list[ast.Call]) -> None:
    shown = {literal(argument) or "" for *_, call, _ in said for argument in call.args} | told_by(refusals)
    for form in (ROOT / "ui").glob("*.ui"):
        shown |= {text.text or "" for text in ElementTree.parse(form).getroot().iter("string")}
    both = re.compile(r"\w\((s|es|ies)\)|\{(count|n|weeks|months|hours|seconds)\}")
    assert len(shown) > 1500
    assert sorted(text for text in shown if both.search(text)) == []


@pytest.mark.parametrize("form", sorted((ROOT / "ui").glob("*.ui")), ids=lambda form: form.stem)
def test_a_form_leaves_the_unit_of_a_number_to_the_code(form: Path) -> None:
    """One in a form has one form only: " weeks" behind 1 too."""
    assert ElementTree.parse(form).getroot().findall(".//property[@name='suffix']") == []
