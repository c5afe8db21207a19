"""The whole studio goes out by one command and comes back on a new laptop by another."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from massage_studio.cli import main
from massage_studio.families.service import add_carer
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import a_family


@pytest.fixture
def studio_with_mia(studio_folder: Path) -> Path:
    store = open_studio(studio_folder)
    with store.write() as session:
        a_family(session, "Mia", "Grace")
    store.close()
    return studio_folder


def test_the_whole_studio_is_restored_from_its_export_on_a_new_laptop(
    studio_with_mia: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, new = tmp_path / "whole.zip", tmp_path / "new laptop"
    assert main(["export", "--data", str(studio_with_mia), "--out", str(file)]) == 0
    assert main(["restore", "--data", str(new), str(file)]) == 0
    capsys.readouterr()
    assert main(["families", "--data", str(new)]) == 0
    assert "Mia, Grace" in capsys.readouterr().out


def test_a_file_that_is_no_export_changes_nothing(
    studio_with_mia: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "whole.zip"
    assert main(["export", "--data", str(studio_with_mia), "--out", str(file)]) == 0
    file.write_bytes(file.read_bytes()[:-40])
    assert main(["restore", "--data", str(studio_with_mia), str(file)]) == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert main(["families", "--data", str(studio_with_mia)]) == 0
    assert "Mia, Grace" in capsys.readouterr().out


def test_one_family_is_exported_by_its_id_and_nobody_by_another(
    studio_with_mia: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["families", "--data", str(studio_with_mia)]) == 0
    key = capsys.readouterr().out.split("\t")[0]
    arguments = ["export", "--data", str(studio_with_mia), "--out", str(tmp_path / "out"), "--family"]
    assert main([*arguments, key]) == 0
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".pdf", ".json"}
    assert main([*arguments, str(uuid4())]) == 1
    assert "There is no family with that id" in capsys.readouterr().err


def test_of_a_family_of_two_homes_the_command_asks_who_asks(
    studio_with_mia: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_studio(studio_with_mia)
    with store.write() as session:
        dyad = a_family(session, "Noah", "Ben")
        add_carer(session, family_id=dyad.family, carer_id=uuid4(), given_name="Ann", lives_apart=True)
    store.close()
    arguments = ["export", "--data", str(studio_with_mia), "--family", str(dyad.family)]
    assert main([*arguments, "--out", str(tmp_path / "nobody")]) == 1
    assert "it matters who asks" in capsys.readouterr().err and not (tmp_path / "nobody").exists()
    assert main([*arguments, "--out", str(tmp_path / "ann"), "--asked-by", "Ann"]) == 0
    assert main([*arguments, "--out", str(tmp_path / "all"), "--asked-by", "all"]) == 0
    left_out = [next((tmp_path / who).glob("*.json")).read_text("utf-8") for who in ("ann", "all")]
    assert ["another home" in text for text in left_out] == [True, False]
