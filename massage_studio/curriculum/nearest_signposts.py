"""Which signposts stand nearest to what an instructor wrote: a reminder where to turn, and no diagnosis."""

from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.content_views import signpost_views
from massage_studio.curriculum.safety import plain_words, says
from massage_studio.curriculum.views import SignpostView

MOST = 3
# Where nothing that was written leads to another.
_USUAL = ("mood", "isolation", "baby_general")
_LEAST_LETTERS = 5


def nearest(content: Content, written: str, most: int = MOST) -> tuple[SignpostView, ...]:
    """Return where to turn: what the words lead to, her own local services first, then the usual places."""
    posts = signpost_views(content)
    led = [post for post in posts if says(written, content.signpost_words.get(post.code, ()))]
    near = [post for post in posts if post.own and _shares_a_word(post.when, written)]
    grave = [post for post in led if post.code in ("mood_crisis", "safeguarding")]
    hers = [post for post in posts if post.own]
    usual = [post for code in _USUAL for post in posts if post.code == code]
    return tuple(dict.fromkeys((*grave, *near, *led, *hers[:1], *usual)))[:most]


def _shares_a_word(when: str, written: str) -> bool:
    told = set(plain_words(written).split())
    return any(word in told for word in plain_words(when).split() if len(word) >= _LEAST_LETTERS)
