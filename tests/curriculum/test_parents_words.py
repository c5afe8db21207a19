"""Words that parents read are those that parents use."""

from massage_studio.curriculum import content


def test_a_baby_has_a_tummy_in_all_that_parents_read() -> None:
    shipped = content.load()
    read = [area.label for area in shipped.areas]
    read += [words for stroke in shipped.strokes for words in (stroke.plain_name, stroke.how)]
    assert "Tummy" in read
    assert not [words for words in read if "stomach" in words.lower()]
