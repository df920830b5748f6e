"""Languages of adoption, and whether the text at hand is an original or a translation."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms import lexicon
from transforms.facts.evidence import Evidence
from transforms.facts.model import Facts
from transforms.lines import CLAUSE_ROLES

DOCUMENT_LANGUAGE = "ja"
AUTHENTIC = re.compile(r"正文|作成|採択|署名|調印|語(?:、|及び|および|・|と|並びに|\)|で|により|のテキスト)")
"""Words of a clause that says in which languages a paper was made."""

TRANSLATION = re.compile(
    r"[(\[【](?:外務省)?(?:仮|抄|和|邦|試|非公式)?訳[)\]】]|仮訳$|日本語(?:仮)?訳|機械翻訳|翻訳[::]|訳者[::]"
    r"|(?:仮翻訳|仮訳|試訳|参考訳|私訳|抄訳|和訳|邦訳)(?:です|である|であり|で、|になります|となります)"
)
LONGEST_FRAME_LINE = 80


def read(evidence: Evidence, facts: Facts) -> None:
    """`languages` (ISO 639-1) and `text_origin`."""
    facts.languages = _languages(evidence)
    facts.text_origin = "translation" if _is_called_translation(evidence) else _origin(facts)


def _languages(evidence: Evidence) -> tuple[str, ...]:
    closing = [*evidence.having("adoption", "signature"), *evidence.body[-2:]]
    for passage in closing:
        names = [match[1] for match in _pattern().finditer(passage.text)]
        is_formula = passage.role in ("adoption", "signature") or "正文" in passage.text
        if names and is_formula and AUTHENTIC.search(passage.text):
            return tuple(sorted({_codes()[name] for name in names}))
    return ()


def _is_called_translation(evidence: Evidence) -> bool:
    """True where a line of the frame or the title says so: (仮訳)."""
    frame = (passage.text for passage in evidence.passages if passage.role not in CLAUSE_ROLES)
    return any(TRANSLATION.search(text) for text in frame if len(text) <= LONGEST_FRAME_LINE)


def _origin(facts: Facts) -> str | None:
    """A paper adopted in other languages is a translation; one of a party that speaks Japanese is an original."""
    if facts.languages:
        return "original" if DOCUMENT_LANGUAGE in facts.languages else "translation"
    return "original" if "JPN" in facts.parties else None


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {name: row["code"] for row in lexicon.rows("languages.csv") for name in lexicon.split(row["names"])}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("(" + "|".join(sorted(map(re.escape, _codes()), key=len, reverse=True)) + ")")
