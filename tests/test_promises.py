"""The table of promises in CONTRIBUTING.md names tests that are there."""

from __future__ import annotations

import re

from tests.conftest import ROOT

TORTURE = "pytest.mark.torture"


def test_each_promise_names_its_tests_and_the_slow_ones_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if row.startswith("|") and "test_" in row]
    assert len(rows) == 11
    for row in rows:
        _, _, tests, slow, _ = row.split("|")
        files = [ROOT / "tests" / name for name in re.findall(r"`([a-z_/]+\.py)`", tests)]
        assert files and all("def test_" in file.read_text(encoding="utf-8") for file in files), row
        assert bool(slow.strip()) is any(TORTURE in file.read_text(encoding="utf-8") for file in files), row
