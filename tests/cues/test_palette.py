"""The palette of the class room, changed by its instructor."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from massage_studio.cues import palette_service
from massage_studio.cues.palette_keys import RESERVED, free_key
from massage_studio.cues.queries import vocabulary
from massage_studio.cues.views import PaletteChip
from massage_studio.errors import KnownError
from massage_studio.store.changes import Thing
from massage_studio.store.engine import Store


def palette(studio: Store) -> tuple[PaletteChip, ...]:
    with studio.read() as session:
        return vocabulary(session).palette


def chip(studio: Store, code: str) -> PaletteChip | None:
    return next((chip for chip in palette(studio) if chip.code == code), None)


def refused(session: Session, key: str, code: str = "smiles") -> str:
    with pytest.raises(KnownError) as told:
        palette_service.rekey(session, kind="cue", code=code, key=key)
    return str(told.value)


def test_a_cue_is_pinned_after_the_others_on_its_key(studio: Store) -> None:
    with studio.write() as session:
        changes = palette_service.pin(
            session, kind="cue", code="shakes_head", key="k", label="  Shakes\nhead "
        )
    assert changes.things == {Thing.CUES, Thing.STUDIO}
    assert palette(studio)[-1] == PaletteChip("cue", "shakes_head", "K", "Shakes head", "disengagement")


def test_pinning_what_is_there_moves_it_and_makes_no_second_chip(studio: Store) -> None:
    before = palette(studio)
    for _ in range(2):
        with studio.write() as session:
            palette_service.pin(session, kind="cue", code="smiles", key="K", label="Big smile")
    after = palette(studio)
    assert len(after) == len(before)
    assert [one.code for one in after] == [one.code for one in before]
    assert after[7] == PaletteChip("cue", "smiles", "K", "Big smile", "engagement")


def test_what_the_vocabulary_does_not_know_is_not_pinned(studio: Store) -> None:
    with studio.write() as session, pytest.raises(KnownError, match="no such cue"):
        palette_service.pin(session, kind="cue", code="cuddle", key="K", label="Cuddled")
    with studio.write() as session, pytest.raises(KnownError, match="no such cue"):
        palette_service.pin(session, kind="note", code="", key="K", label="Note")


def test_a_cue_is_taken_off_and_its_key_is_free_again(studio: Store) -> None:
    with studio.write() as session:
        palette_service.unpin(session, kind="cue", code="smiles")
        palette_service.rekey(session, kind="cue", code="babbles", key="S")
    assert chip(studio, "smiles") is None
    assert chip(studio, "babbles") == PaletteChip("cue", "babbles", "S", "Babbling", "engagement")


def test_the_six_states_stay(studio: Store) -> None:
    with studio.write() as session, pytest.raises(KnownError, match="six states stay"):
        palette_service.unpin(session, kind="state", code="crying")
    with studio.write() as session:
        palette_service.rekey(session, kind="state", code="crying", key="F12")
    crying = chip(studio, "crying")
    assert crying is not None and crying.key == "F12"


def test_a_key_belongs_to_one_chip(studio: Store) -> None:
    with studio.write() as session:
        assert "Z is already Looks away." in refused(session, "z")
        assert "F1 is already Waited." in refused(session, "f1")
        palette_service.rekey(session, kind="cue", code="smiles", key="S")
    assert [one.key for one in palette(studio)].count("S") == 1


@pytest.mark.parametrize("key", sorted(RESERVED | {"p", "l"}))
def test_the_class_room_keeps_its_own_keys(studio: Store, key: str) -> None:
    with studio.write() as session:
        assert "own work" in refused(session, key)


@pytest.mark.parametrize(
    "key", ["", " ", "AB", "F13", "F0", "\t", "\x08", "3", "٣", "\u0301", "\u202e", "🙂🙂"]
)
def test_a_key_is_one_sign_or_a_function_key(studio: Store, key: str) -> None:
    with studio.write() as session:
        assert "cannot be used" in refused(session, key)


@pytest.mark.parametrize("key", list('!"£$%^&*(@#'))
def test_a_sign_above_a_digit_would_choose_a_baby(studio: Store, key: str) -> None:
    with studio.write() as session:
        assert "digits choose a baby" in refused(session, key)


@pytest.mark.parametrize(
    ("key", "kept"), [("k", "K"), ("f11", "F11"), (";", ";"), ("ö", "Ö"), ("я", "Я"), ("ש", "ש")]
)
def test_keys_of_other_keyboards_are_kept_in_upper_case(studio: Store, key: str, kept: str) -> None:
    with studio.write() as session:
        palette_service.rekey(session, kind="cue", code="smiles", key=key)
    smiles = chip(studio, "smiles")
    assert smiles is not None and smiles.key == kept


def test_a_label_has_words(studio: Store) -> None:
    with studio.write() as session:
        palette_service.relabel(session, kind="response", code="feed", label="Breast & bottle")
        with pytest.raises(KnownError, match="label is empty"):
            palette_service.relabel(session, kind="response", code="feed", label=" \u202e ")
        palette_service.relabel(session, kind="response", code="voice", label="long " * 40)
    feed, voice = chip(studio, "feed"), chip(studio, "voice")
    assert feed is not None and feed.label == "Breast & bottle"
    assert voice is not None and len(voice.label) <= palette_service.LONGEST_CHIP


def test_what_is_no_longer_there_is_told(studio: Store) -> None:
    with studio.write() as session:
        palette_service.unpin(session, kind="cue", code="smiles")
        assert "no longer on the palette" in refused(session, "K")
        with pytest.raises(KnownError, match="no longer on the palette"):
            palette_service.relabel(session, kind="cue", code="smiles", label="Smile")
        palette_service.unpin(session, kind="cue", code="smiles")


def test_the_palette_comes_back_as_delivered_and_that_can_be_taken_back(studio: Store) -> None:
    delivered = palette(studio)
    with studio.write() as session:
        palette_service.unpin(session, kind="cue", code="smiles")
        palette_service.pin(session, kind="response", code="stop", key="F12", label="Stopped here")
    own = palette(studio)
    with studio.write() as session:
        palette_service.reset_palette(session)
    assert palette(studio) == delivered
    with studio.write() as session:
        palette_service.lay_palette(session, chips=own)
    assert palette(studio) == own


def test_a_free_key_is_of_its_row_first(studio: Store) -> None:
    taken = {one.key for one in palette(studio)}
    assert free_key(taken, "engagement") == "K"
    assert free_key(taken, "disengagement") == "K"
    assert free_key(taken, "") == "F11"
    assert free_key(taken - {"M"}, "disengagement") == "M"


def test_keys_run_out_in_the_end(studio: Store) -> None:
    taken = {one.key for one in palette(studio)}
    while key := free_key(taken, "engagement"):
        assert key not in RESERVED
        taken.add(key)
    assert len(taken) == 21 + 10


def test_a_chip_makes_way_for_a_key_that_has_its_own_work_by_now(studio: Store) -> None:
    with studio.write() as session:
        palette_service.pin(session, kind="response", code="wind", key="F11", label="Winded")
        session.execute(text("UPDATE palette_key SET key = 'F8' WHERE code = 'wind'"))
    [chip] = [one for one in palette(studio) if one.code == "wind"]
    assert (chip.key, chip.label) == ("F11", "Winded")
