"""The wheel: what people install carries everything the program reads."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import ROOT

RESOURCES = ROOT / "resources"


def build(target: str, folder: Path) -> Path:
    """One build of the checkout, by the backend itself: no network, no isolation."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [built] = folder.iterdir()
    return built


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["fonts", "icons", "pictures", "themes"])
def test_the_wheel_carries_the_resources(names: set[str], folder: str) -> None:
    files = [path for path in (RESOURCES / folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert files
    missing = {f"massage_studio/resources/{path.relative_to(RESOURCES).as_posix()}" for path in files} - names
    assert not missing


def test_the_wheel_carries_the_content_compiled_and_not_its_source(names: set[str]) -> None:
    content = {name for name in names if name.startswith("massage_studio/resources/content/")}
    languages = [path for path in (RESOURCES / "content").iterdir() if path.is_dir()]
    assert content == {f"massage_studio/resources/content/{path.name}.json" for path in languages}


def test_the_wheel_carries_the_translations_with_their_source(names: set[str]) -> None:
    # The window reads the compiled one, the commands the source.
    for ending in ("qm", "ts"):
        assert f"massage_studio/resources/translations/en_GB.{ending}" in names


def test_the_wheel_carries_what_the_migrations_read(names: set[str]) -> None:
    assert "massage_studio/store/migrations/shipped_until_0008.json" in names


def test_the_wheel_carries_every_form_compiled(names: set[str]) -> None:
    wanted = {f"massage_studio/gui/forms/ui_{form.stem}.py" for form in (ROOT / "ui").glob("*.ui")}
    assert wanted | {"massage_studio/gui/forms/__init__.py"} <= names


def test_the_wheel_carries_every_module_and_nothing_else(names: set[str]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "massage_studio").rglob("*.py")}
    assert modules <= names
    assert {name.split("/")[0] for name in names} - {"massage_studio"} == {
        name.split("/")[0] for name in names if name.endswith("/METADATA")
    }


def test_the_source_archive_can_build_the_wheel_again(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path / "out")) as archive:
        inside = {"/".join(name.split("/")[1:]) for name in archive.getnames()}
    assert {"pyproject.toml", "packaging/build_hook.py", "LICENSE"} <= inside
    assert {"packaging/compile_forms.py", "packaging/compile_content.py"} <= inside
    assert {"packaging/compile_translations.py", "packaging/qt_programs.py"} <= inside
    assert "resources/translations/en_GB.ts" in inside and "resources/translations/en_GB.qm" not in inside
    assert "resources/content/en-GB/cues.yaml" in inside and "resources/content/en-GB.json" not in inside
    for folder in ("ui", "resources", "tests", "massage_studio"):
        assert not (ROOT / folder).is_dir() or any(name.startswith(f"{folder}/") for name in inside), folder
    assert not any(name.startswith("massage_studio/gui/forms/ui_") for name in inside)


@pytest.mark.torture
@pytest.mark.timeout(900)
def test_the_wheel_runs_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "empty", with_pip=True)
    scripts = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    away = {"cwd": tmp_path, "check": True}
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "packaging/requirements.lock"], **away)
    subprocess.run([*pip, "--no-deps", wheel], **away)
    studio = str(scripts / "massage-studio")
    shown = subprocess.run([studio, "--help"], capture_output=True, text=True, **away)
    assert "tour" in shown.stdout
    subprocess.run([studio, "demo", "--data", "studio", "--size", "small"], **away)
    courses = subprocess.run([studio, "courses", "--data", "studio"], capture_output=True, text=True, **away)
    assert "\t" in courses.stdout
