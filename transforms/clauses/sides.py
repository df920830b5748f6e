"""Which side a person stands for whose state the document does not say: the host's, whose papers name only the guest's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from transforms.entities.model import Mention


def settle(mentions: Iterable[Mention], parties: tuple[str, ...]) -> list[Mention]:
    """The mentions, with the other party's state given to office holders without one where all known ones are of one party."""
    found = list(mentions)
    holders = [mention for mention in found if mention.type == "person" and mention.office]
    known = {mention.entity_id: mention.country for mention in holders if mention.country in parties}
    if len(parties) != 2 or len(set(known.values())) != 1:
        return found
    (other,) = set(parties) - set(known.values())
    return [_on(mention, other) if mention.entity_id not in known else mention for mention in found]


def _on(mention: Mention, side: str) -> Mention:
    is_unknown = mention.type == "person" and mention.office is not None and mention.country is None
    return replace(mention, country=side) if is_unknown else mention
