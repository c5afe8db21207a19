"""What a session is put together from: every planned part is in the library, songs say whose they are."""

from __future__ import annotations

from massage_studio.curriculum.content import load


def test_every_activity_of_a_plan_comes_from_an_item_of_the_library() -> None:
    content = load()
    for plan in content.plans:
        for part in (part for session in plan.sessions for part in session.activities):
            item = content.activity(part.item)
            assert item.kind == part.kind
            assert set(part.benefits) & set(item.benefits) or part.topic


def test_every_activity_says_how_it_goes_and_what_to_change_for_whom() -> None:
    content = load()
    assert all(len(item.instructions) >= 2 for item in content.activities)
    for adaptation in ("born_early", "colic", "twins", "crawling", "disability", "online"):
        assert any(getattr(item, f"for_{adaptation}") for item in content.activities), adaptation
    massage = [item for item in content.activities if item.kind == "massage"]
    assert massage and all("baby_says_no" in item.leave_out for item in massage)


def test_every_song_tells_whose_words_it_has() -> None:
    content = load()
    for song in content.songs:
        assert song.origin and song.words and song.how
        hers = song.origin == "Words of our own"
        assert ("practice" in song.sources) == hers, song.code
        assert hers or all(content.source(key).url for key in song.sources)


def test_every_topic_has_points_that_rest_on_a_source() -> None:
    for topic in load().topics:
        assert 2 <= len(topic.points) <= 4 and topic.sources


def test_a_second_grouping_of_the_benefits_maps_to_ours() -> None:
    content = load()
    assert [part.code for part in content.frameworks] == [
        "interaction",
        "stimulation",
        "relief",
        "relaxation",
    ]
    assert {code for part in content.frameworks for code in part.benefits} == {
        benefit.code for benefit in content.benefits
    }
