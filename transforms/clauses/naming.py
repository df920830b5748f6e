"""Whom a topic phrase names or stands for: states, offices, groups, words for all or for a side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import ahocorasick_rs

from transforms import lexicon
from transforms.clauses.model import Topic
from transforms.clauses.words import words
from transforms.entities.model import Mention
from transforms.parties_register import party_codes

COUNTED = re.compile(
    r"(?<![0-9第一-鿿])[2-9二三四五六七八九](?:[かカヶヵケヶ]国|国|者|首脳|首相|大臣|外相|閣僚|長官|省|政府|大統領)|(?<![一-鿿])両(?!陛下|殿下)(?=[一-鿿])"
)
"""All who are counted: 三か国, 4首脳, 両税関当局."""

KOREAN = re.compile(r"(?:[南北](?:側|韓)?(?:代表団?|当局)?|(?P<all>南と北|北と南|南北|北南)(?:双方)?)\Z")
"""What the two Koreas call themselves in papers of their own."""

SUBJECT = re.compile("[一-鿿・]{1,12}")
"""What a minister is minister of."""

TALKS = re.compile(
    r"との(?:間の|間における)?[^のと]{0,12}(?:会談|会見|会合|懇談|協議|交渉|対話|討議|話し?合い|意見交換|意見の交換)\Z"
)
"""Behind those who met: 首相と総理大臣との会談."""

GROUPS = ("代表団", "使節団", "訪問団", "調査団", "視察団", "選手団", "派遣団", "一行")
"""Those who travel, named alone after whose they are was said."""

VISIT_OF = re.compile(r"[^、はがを]{0,8}の.{0,20}(?:訪問|来訪|訪日|来日)\Z")
"""Behind the visitor in the name of a visit: 大統領のインド訪問."""


def with_actors(topic: Topic, text: str, named: list[Mention], right: int, parties: tuple[str, ...]) -> Topic:
    """The topic of a phrase that ends at offset `right`, with whom the names in it stand for, or whose organ it is."""
    phrase = topic.phrase
    if not named and parties == ("KOR", "PRK") and (korean := KOREAN.match(phrase)):
        return topic._replace(actors=parties if korean["all"] else parties[:1] if phrase[0] == "南" else parties[1:])
    if len(named) > 1 and VISIT_OF.match(text, named[0].end, right):
        named = named[:1]
    actors = _region(phrase, named, parties) or _actors(named, parties)
    is_organ = not named and phrase.endswith(_ends("organ"))
    if phrase in GROUPS:
        return topic._replace(is_before=True, is_party=False, office=phrase)
    if (topic.office and not actors) or (is_organ and phrase.startswith("同")):
        return topic._replace(is_before=True, is_party=False)
    if is_organ:
        return topic._replace(actors=parties)
    is_name = any(mention.end == right and mention.type != "instrument" for mention in named)
    is_thing = not is_name and not (actors and can_act(phrase))
    return topic._replace(actors=actors, is_thing=is_thing, is_party=is_party(actors, parties))


def _region(phrase: str, named: Sequence[Mention], parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties beside Japan that 中米諸国 or アフリカ各国 stands for; empty for other phrases."""
    is_region = phrase.removesuffix("側").endswith(("諸国", "各国")) and any(name.subtype == "region" for name in named)
    others = tuple(party for party in parties if party != "JPN")
    return others if is_region and 2 <= len(others) < len(parties) else ()


def office_of(phrase: str) -> str:
    """The office that the phrase ends in, the longest; empty where it ends in none."""
    offices = _ends("office")
    return next(word for word in offices if phrase.endswith(word)) if phrase.endswith(offices) else ""


def office_after(name: Mention) -> str:
    """The office that stands right after the name of a person or state, as written; empty where none does.

    Between a state and the office its subject may stand, which is left out: 日本国農林水産副大臣.
    """
    text = name.passage.text
    subject = SUBJECT.match(text, name.end) if name.type == "country" else None
    starts = (name.end, *range(name.end + 1, subject.end())) if subject else (name.end,)
    offices = _ends("office")
    at = next((start for start in starts if text.startswith(offices, start)), None)
    return "" if at is None else next(word for word in offices if text.startswith(word, at))


def group_after(name: Mention) -> str:
    """The group that stands right behind whose it is: ロシア外務省代表団; empty where none does."""
    return next((word for word in GROUPS if name.passage.text.startswith(word, name.end)), "")


def joins_offices(phrase: str) -> bool:
    """True for two holders of offices, or one and the speaker: 総理大臣と大統領, 大統領と私."""
    parts = [part for part in re.split("と|及び|並びに", phrase) if part]
    ends = (*_ends("office"), *_ends("own"))
    return len(parts) == 2 and phrase.endswith(ends) and all(part.endswith(ends) for part in parts)


def is_talk(phrase: str, named: Sequence[Mention], parties: tuple[str, ...]) -> bool:
    """True for a talk with one of two parties, the other of which needs no name: 大統領との会談."""
    return bool(named) and TALKS.search(phrase) is not None and set(_actors(named, parties)) < set(parties)


def is_party(actors: tuple[str, ...], parties: tuple[str, ...]) -> bool:
    return bool(set(actors) & set(parties)) if parties else bool(actors)


def _actors(named: Sequence[Mention], parties: tuple[str, ...]) -> tuple[str, ...]:
    """Whom names stand for: the parties among them, else all. A joint body stands for both parties."""
    codes: list[str] = []
    for mention in named:
        codes += codes_of(mention, parties)
    return tuple(sorted({code for code in codes if code in parties} or set(codes)))


def _owner(ministry: Mention, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Whose a ministry is that is named without its state: the only party's, or Japan's (財務省); nobody's elsewhere.

    Nor where it stands in brackets to say what another one would be called here: 外交部(外務省).
    """
    if len(parties) == 1:
        return parties
    is_own = ministry.surface in words("own_ministries") and not ministry.passage.text.startswith("(", ministry.start - 1)
    return ("JPN",) if "JPN" in parties and is_own else ()


def codes_of(mention: Mention, parties: tuple[str, ...]) -> tuple[str, ...]:
    if mention.subtype == "joint_body":
        return parties
    if mention.country is not None:
        return (mention.country,)
    if mention.type == "country":
        return (mention.entity_id.removeprefix("country/"),)
    if mention.type != "organization":
        return ()
    if mention.subtype == "ministry" and (owner := _owner(mention, parties)):
        return owner
    return (party_codes().get(mention.entity_id, mention.entity_id),)


def reference(phrase: str, is_named: bool) -> str | None:
    """What a word of the lexicon in the phrase refers to; words that need it count only where the phrase names no one."""
    matches = _searcher().find_matches_as_indexes(phrase)
    found = [_words()[index][1] for index, start, _ in matches if not _is_in_name(phrase, start)]
    if "all" in found or COUNTED.search(phrase):
        return "all"
    if is_named:
        return None
    if "unnamed" in found:
        return "all"
    return next((kind for kind in ("writer", "state", "rest", "other", "own", "before") if kind in found), None)


def _is_in_name(phrase: str, start: int) -> bool:
    """True for a 三 that ends a person's name: 晋三首相 is one prime minister, not three."""
    return phrase[start] == "三" and start > 0 and "一" <= phrase[start - 1] <= "鿿"


def can_act(phrase: str) -> bool:
    """True where the phrase ends in people, an organ of a state or a word for parties."""
    last = phrase.rstrip("」』)").removesuffix("ら")
    return last.endswith(_who_act())


@lru_cache(maxsize=1)
def _who_act() -> tuple[str, ...]:
    """Words for people, organs and parties, and all offices that may stand behind a name."""
    offices = (row["surface"] for row in lexicon.rows("offices.csv") if len(row["surface"]) > 1)
    return (*_ends("all", "unnamed", "before", "other", "rest", "own", "writer", "state", "organ", "office"), *offices)


@lru_cache(maxsize=1)
def _words() -> list[tuple[str, str]]:
    return [(row["word"], row["refers"]) for row in lexicon.rows("actors.csv") if row["refers"] not in {"organ", "office"}]


@lru_cache(maxsize=1)
def _searcher() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick([word for word, _ in _words()], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


@lru_cache
def _ends(*kinds: str) -> tuple[str, ...]:
    """Words of these kinds, the longest first."""
    return tuple(
        sorted((row["word"] for row in lexicon.rows("actors.csv") if row["refers"] in kinds), key=lambda word: (-len(word), word))
    )
