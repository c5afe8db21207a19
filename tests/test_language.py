"""The sentences of the program: in another language, and as Qt's lupdate finds them for a translator."""

from __future__ import annotations

import ast
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

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
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            # Text and painters have a `translate` of their own, which takes no context.
            if name in CALLS and (name == "tr" or isinstance(node.func, ast.Name)):
                yield name, node, inside
        yield from calls(node, node.name if isinstance(node, ast.ClassDef) else inside)


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    """Return every module of the program, read once."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in translations.sources()
    }


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_a_translator_gets_every_sentence_of_the_program_in_its_context(
    found: set[tuple[str, str]], trees: dict[str, ast.Module]
) -> None:
    asked, elsewhere = set(), []
    for file, tree in trees.items():
        for name, call, inside in calls(tree):
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


def test_a_translator_gets_every_sentence_of_a_refusal(
    found: set[tuple[str, str]], trees: dict[str, ast.Module]
) -> None:
    refusals = translations.sentences(list(trees.values()))
    assert {"This was stopped.", "There is no free place on this course."} <= set(refusals)
    assert len(refusals) > 250
    assert {("Rooms", sentence) for sentence in refusals} - found == set()


def test_a_translator_gets_every_sentence_of_the_forms(found: set[tuple[str, str]]) -> None:
    shown = {
        (root.findtext("class", ""), text.text or "")
        for form in (ROOT / "ui").glob("*.ui")
        for root in [ElementTree.parse(form).getroot()]
        for text in root.iter("string")
        if text.get("notr") != "true" and text.text
    }
    assert shown - found == set()


def test_a_refusal_says_literals_or_sentences_that_are_marked(trees: dict[str, ast.Module]) -> None:
    marked = {
        target.id
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name) and ast.unparse(node.value.func) == "QT_TRANSLATE_NOOP"
    }
    assert {"RESTORE_ADVICE", "EXPORT"} <= marked
    modules = list(trees.values())
    hidden = [
        ast.unparse(call)
        for call in translations.refusals(modules)
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
        or (isinstance(node, ast.Attribute) and ast.unparse(node) == "QCoreApplication.translate")
    ]
    # The window gives Qt's own to the module that everything else asks.
    assert [place.split(":")[0] for place in own] == ["massage_studio/gui/translations.py"]
