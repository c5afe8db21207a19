"""What the page of safety and services asks, at once."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from massage_studio.curriculum import content
from massage_studio.curriculum.content_views import evidence_view, signpost_views, source_view
from massage_studio.curriculum.queries import current, local_services
from massage_studio.curriculum.safety_views import Cited, LimitView, PostView, ReasonView, SafetyPageData
from massage_studio.store.profile import profile

# About families in moderate difficulty, with low mood, and at low risk.
_GAINS = ("att1", "att3", "att4", "att5")


def safety_page(session: Session) -> SafetyPageData:
    """Return reasons, rules, signposts, local services, and who a course is for."""
    now = current(session)

    def cited(keys: Iterable[str]) -> tuple[Cited, ...]:
        return tuple(
            Cited(
                source_view(now, key).citation.replace("?.", "?"),
                now.source(key).url,
                now.source(key).checked,
            )
            for key in keys
        )

    ships = {limit.code: limit for limit in content.load().limits}
    limits = [(limit, False) for limit in now.limits]
    limits += [(limit, True) for limit in now.away["limit"]]
    found = [finding for code in _GAINS if (finding := now.finding(code)) is not None]
    return SafetyPageData(
        reasons=tuple(ReasonView(item, cited(item.sources)) for item in now.contraindications),
        limits=tuple(
            LimitView(limit, ships.get(limit.code), hidden, cited(limit.sources)) for limit, hidden in limits
        ),
        posts=tuple(
            PostView(view, cited(item.sources))
            for item, view in zip(now.signposting, signpost_views(now), strict=True)
            if not view.own
        ),
        services=local_services(session),
        gains=tuple((evidence_view(now, finding), cited(finding.sources)) for finding in found),
        wait_hours=profile(session).wait_hours,
        content=now,
    )
