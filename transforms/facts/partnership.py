"""The partnership that a document names for its parties, and what it does to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from transforms import lexicon
from transforms.facts.evidence import Evidence
from transforms.facts.model import Facts
from transforms.lines import BODY_ROLES
from transforms.passages import Passage

ESTABLISHED = re.compile(r"\d+年に?(?:[^。、]{0,12})(?:確立|樹立|構築|締結|設立|合意)(?:さ|し)|以来|これまで|既存の")
"""The partnership stands already: told, not done by this document."""

UPGRADED = re.compile(
    r"^(?:関係|の(?:水準|レベル|段階))?(?:に|へと?|への)[^。、]{0,12}(?:格上げ|引き上げ|昇格|発展させることで|高め|移行)"
    r"|^(?:関係)?[のを](?:新たに)?(?:構築|樹立|確立|設立|設定|締結|立ち上げ|立上げ)(?!され|している|してき|以来|して以来)"
    r"|^[^。、]{0,40}(?:設立|樹立|構築)され(?:た|まし)"
)
CONFIRMED = re.compile(
    r"^(?:関係)?(?:であること)?(?:と|を)(?:改めて)?確認|^(?:(?:と|及び|並びに)[^。、]{1,20}?)?(?:関係)?(?:の|を|が|に|を?一[層段](?:の|と)?|を?更(?:なる|に)|をさらに|、)*[^。、]{0,12}"
    r"(?:再確認|強化|深化|深め|発展させ|推進|拡大)(?:さ?せ|し|する|を|に向け|へ|の(?:方針|決意|意向|重要)|に関する|る|ていく)"
)
"""What follows the partnership's name in its sentence."""


@dataclass(frozen=True, slots=True)
class _Naming:
    """One naming of a partnership: normal form, rank, and the event that its sentence tells."""

    level: str
    rank: int
    event: str


EVENTS = ("upgraded", "confirmed", "mentioned")


def read(evidence: Evidence, facts: Facts) -> None:
    """`partnership_level` and `partnership_event`: the highest level named, and the strongest thing done to it."""
    namings = [naming for passage in _passages(evidence) for naming in _namings(passage)]
    if not namings:
        return
    upgraded = [naming for naming in namings if naming.event == "upgraded"]
    highest = max(upgraded or namings, key=lambda naming: naming.rank)
    facts.partnership_level = highest.level
    facts.partnership_event = min((naming.event for naming in namings), key=EVENTS.index)


def normal_form(name: str) -> str:
    """Spelled with 的 and without な: 包括的な戦略パートナー関係 is 包括的戦略的パートナーシップ."""
    return _modifier().sub(lambda match: _normal()[match[1]] + match[2], name).replace("パートナー関係", "パートナーシップ")


def _passages(evidence: Evidence) -> Iterator[Passage]:
    yield from [*evidence.titles, *evidence.having("news_lead")]
    yield from (passage for passage in evidence.passages if passage.role in BODY_ROLES)


def _namings(passage: Passage) -> Iterator[_Naming]:
    for match in _pattern().finditer(passage.text):
        level = normal_form(match[0])
        start = passage.text.rfind("。", 0, match.start()) + 1
        end = passage.text.find("。", match.end())
        before, behind = passage.text[start : match.start()], passage.text[match.end() : end if end >= 0 else None]
        yield _Naming(level, len(_modifier().findall(match[0])) * 10 + _rank(level), _event(before, behind))


def _event(before: str, behind: str) -> str:
    behind = behind.removeprefix("」")
    stands_already = ESTABLISHED.search(before[-40:]) or ESTABLISHED.match(behind)
    if UPGRADED.search(behind) and not stands_already:
        return "upgraded"
    return "confirmed" if CONFIRMED.search(behind) else "mentioned"


def _rank(level: str) -> int:
    return sum(int(row["rank"]) for row in lexicon.rows("partnerships.csv") if row["normal"] in level)


@lru_cache(maxsize=1)
def _normal() -> dict[str, str]:
    return {form: row["normal"] for row in lexicon.rows("partnerships.csv") for form in lexicon.split(row["forms"])}


@lru_cache(maxsize=1)
def _modifier() -> re.Pattern[str]:
    forms = sorted(map(re.escape, _normal()), key=len, reverse=True)
    return re.compile(f"({'|'.join(forms)})な?(・?)")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, _normal()))
    name = r"パートナー(?:シップ(?!協定|条約|・?(?:フォーラム|対話|国))|関係)"
    return re.compile(f"(?:(?:{forms})な?・?)*(?<![ァ-ヶー]){name}")
