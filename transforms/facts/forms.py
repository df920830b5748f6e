"""The form of the document that this is or reports on, and its coverage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from transforms import lexicon
from transforms.facts import running, speeches
from transforms.facts.evidence import Evidence
from transforms.facts.model import Facts

ISSUING = re.compile(
    r"[」』]?(?:\([^()]{1,20}\))?(?:(?:を|が|に|の|として)[^。、]{0,12}?(?:発表|採択|署名|調印|発出|公表|作成|取りまとめ|とりまとめ|まとめ|出し)"
    r"|(?:で|の中で)[、「]|(?:に|には)[^。]{0,60}?(?:盛り込|明記|うた))"
)
"""What is done to the paper that a document is about, or what it says, unlike a paper that is cited."""

ISSUED_BEFORE = re.compile(r"(?<!年に)(?:発表|採択|署名|調印|発出|公表)(?:し|され)た[「『]?[一-龠]{0,4}$")
"""What was done to a paper, in front of its name: 会談後に発表した共同声明."""

OF_SUBJECT = re.compile("(?:に関する|についての)(宣言|声明)")
"""The end of a paper's name with its subject, without quotes: 鉱物資源に関する宣言."""

MEETING = re.compile(
    r"会談|会議|会合|会見|サミット|協議|電話|訪問|訪[日米中韓]|対話(?:に(?:出席|参加)|を?(?:開催|実施|行)|の結果|が[^。]{0,40}開催|」?を[^。、]{0,12}(?:開い|開催|行っ)|、[^。、]{0,6}開催)|表敬|面[会談]|懇談|出張"
)


def read(evidence: Evidence, facts: Facts) -> None:
    """`form` and `coverage`; the flag `form_conflict` where the adoption line calls the paper something else."""
    facts.coverage = "report" if evidence.is_report else "full_text" if evidence.body else None
    facts.form = next(_candidates(evidence, is_of_one=facts.speaker is not None or speeches.is_of_spokesman(evidence)), None)
    is_of_one = facts.announcer is not None or speeches.is_alone(evidence)
    if facts.form is None and evidence.is_report and not is_of_one and _tells_of_a_meeting(evidence):
        facts.form = "meeting_summary"
    if facts.form and any(form not in (None, facts.form) for form in map(form_named, _texts(evidence, "adoption"))):
        facts.flags.add("form_conflict")


def form_named(text: str) -> str | None:
    """The form that the last form word of a text names: of a title, its head noun."""
    found = list(_pattern().finditer(text))
    return _forms()[found[-1][0]] if found else None


def issued(text: str) -> Iterator[re.Match[str]]:
    """The form words of papers that the text says were issued: 共同声明を発表した, but not 共同声明に基づき.

    A paper that says one thing only (交渉を開始する旨の共同発表) is none that a document is about.
    """
    return (word for word in _pattern().finditer(text) if _is_issued(text, word) and not text.endswith("旨の", 0, word.start()))


def _is_issued(text: str, word: re.Match[str]) -> bool:
    if word[0].endswith("交換"):
        return True
    clause = text[text.rfind("、", 0, word.start()) + 1 : word.start()]
    is_told_before = ISSUED_BEFORE.search(clause) and "年" not in clause
    return bool(is_told_before or ISSUING.match(text, word.end()))


def issued_form(text: str) -> str | None:
    """The form of the first paper that the text says was issued. Agreements signed on the way are not what it is about."""
    return next((form for word in issued(text) if (form := _forms()[word[0]]) != "agreement"), None)


def _candidates(evidence: Evidence, *, is_of_one: bool) -> Iterator[str]:
    """Forms by the strength of their evidence: title, notice and lead, what was issued, the text's name for itself, adoption.

    `is_of_one`: the statement of one state, which is no joint one.
    """
    titles = [passage.text for passage in evidence.titles] or [head.title for head in (running.head(evidence),) if head]
    if evidence.is_report:
        titles = [title for title in titles if ISSUING.search(title) or _pattern().search(title)]
    tests = [
        *((_reported_form if evidence.is_report else form_named, text) for text in reversed(titles)),
        *((_weak_form, text) for text in reversed(titles) if not (is_of_one or evidence.is_report)),
        *((issued_form, passage.text) for passage in evidence.opening),
        *((form_named, text) for text in _texts(evidence, "fulltext_notice")),
        *((_own_name, passage.text) for passage in evidence.body),
        *((form_named, text) for text in _texts(evidence, "adoption")),
        *((issued_form, passage.text) for passage in evidence.body),
        *((_quoted_form, passage.text) for passage in evidence.opening),
        *((form_named, text) for text in (evidence.metadata.title,) if text),
    ]
    for test, text in tests:
        if form := test(text):
            yield form


def _reported_form(title: str) -> str | None:
    """The form that a report's title names; an agreement only where it was made, not where its entry into force is welcomed."""
    form = form_named(title)
    return form if form != "agreement" or any(_forms()[word[0]] == form for word in issued(title)) else None


def _weak_form(title: str) -> str | None:
    """The form of a full text whose title ends in a word that names one: 西安宣言, 声明「…」."""
    match = _weak_patterns()[0].search(title)
    return _weak_forms()[match[1]] if match else None


def _quoted_form(text: str) -> str | None:
    """The form of a paper that is named in quotes or with its subject and was issued: 「西安宣言」に署名した."""
    patterns = (_weak_patterns()[1], OF_SUBJECT)
    found = (match[1] for one in patterns for match in one.finditer(text) if ISSUING.match(text, match.end()))
    return next((_weak_forms()[word] for word in found), None)


def _own_name(text: str) -> str | None:
    """この共同声明, 本協定: what the document calls itself."""
    match = _own_pattern().search(text)
    return _forms()[match[1]] if match else None


def _tells_of_a_meeting(evidence: Evidence) -> bool:
    return any(MEETING.search(passage.text) for passage in [*evidence.titles, *evidence.opening])


def _texts(evidence: Evidence, role: str) -> list[str]:
    return [passage.text for passage in evidence.having(role)]


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    return {row["word"]: row["form"] for row in lexicon.rows("forms.csv") if not row["is_weak"]}


@lru_cache(maxsize=1)
def _weak_forms() -> dict[str, str]:
    return {row["word"]: row["form"] for row in lexicon.rows("forms.csv") if row["is_weak"]}


@lru_cache(maxsize=1)
def _weak_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """At the end of a title, but for the year, brackets, quotes, 全文 and what follows a colon; and at the end of quotes."""
    words = "|".join(map(re.escape, _weak_forms()))
    return re.compile(rf"({words})(?:全文)?[」』]?(?:(?:19|20)\d\d\b)?(?:[:(〔<「『~-].*|\s+.*)?$"), re.compile(
        rf"[「『][^「」『』]{{2,60}}({words})(?=[」』])"
    )


@lru_cache(maxsize=1)
def _words() -> str:
    return "|".join(sorted(map(re.escape, _forms()), key=len, reverse=True))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(_words())


@lru_cache(maxsize=1)
def _own_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:この|本|当)({_words()})")
