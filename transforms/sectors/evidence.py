"""What a clause's own words say: its terms, weighed and put in order.

Order of the codes, the first being the primary one:
1. a threat (安全保障上の脅威) leads the list of what threatens, a scheme of aid (円借款) what it pays for;
   and what counts fields among it (観光を含む人的交流) these;
2. what holds a list of three fields or more (パートナーシップ, a commission, a dialogue) leads the list;
3. plain terms in the order of the text, that of the heading above first; but not where that heading holds other fields;
4. names of bodies and places likewise, unless with が: they take part in a thing, or it happens there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from transforms.sectors.context import Place, body_end, event, in_basis, in_purpose, is_venue, matching
from transforms.sectors.serving import Part, means, serving
from transforms.sectors.surroundings import (
    holds_list,
    in_anniversary,
    is_aided,
    is_frame,
    is_object,
    is_of_body,
    is_office,
    is_shared_value,
)
from transforms.sectors.terms import Entry, Hit

LIST_OF_FIELDS = 3
X00 = "X00"
MONEY = frozenset(("ODA", "FIN"))
"""Aid and loans: what they are given for is what the clause is about as well."""

MEETINGS = frozenset(("出席", "参加", "会談", "会見", "協議", "会議", "会合", "対話", "式典", "フォーラム"))
TALKS = frozenset(("POL", "MLT"))
"""A meeting has a subject where its name says more than who talks; whoever is present or seen on a journey is none."""
_OWN_NAME = frozenset(("name", "holder", "ceremony", "courtesy"))

Span = tuple[int, int]


class Finding(NamedTuple):
    """A code and the term that gave it."""

    code: str
    term: str
    start: int
    role: str
    cap_major: int | None


class Own(NamedTuple):
    """Findings of a clause by weight: `aside` those in a purpose or basis.

    `courtesy` is a word of welcome, congratulation or condolence in an act of ceremony, `ceremony` any word that tells of one.
    """

    strong: tuple[Finding, ...]
    aside: tuple[Finding, ...]
    weak: tuple[Finding, ...]
    courtesy: str | None
    ceremony: str | None


_NOTHING = Own((), (), (), None, None)


def weigh(hits: Sequence[Hit], place: Place, names: Sequence[Span], lead: str | None) -> Own:
    """Findings of a clause. `names`: spans of bodies' names in the passage; `lead`: code of the heading above.

    Plain terms in a purpose, in a basis or inside a body's name count only where nothing else does.
    """
    if not hits:
        return _NOTHING
    found: dict[str, list[Finding]] = {"strong": [], "holder": [], "aside": [], "weak": [], "ceremony": [], "courtesy": []}
    inside: dict[Span, list[Finding]] = {}
    for hit in hits:
        for entry in () if _says_nothing(hit, place) else matching(hit, place):
            name = None if entry.role in _OWN_NAME else _name(hit, place, names)
            if name and entry.role != "weak":
                inside.setdefault(name, []).extend(_findings(entry, hit, place))
            elif not name:
                found[_weight(entry, hit, place)].extend(_findings(entry, hit, place))
    lent = [] if "ceremony" in place.flags else list(_of_names(inside))
    strong = _strong(_with_serving(found["strong"], lent or found["holder"], place), found["holder"], lent)
    if found["aside"] and strong and _are_means(strong, place):
        strong = [finding._replace(role="strong") for finding in found["aside"]] + strong
    if told := event(place):
        strong = [finding for finding in strong if finding.code not in TALKS and told in MEETINGS]
        if not strong:
            return _NOTHING._replace(courtesy=_first(found["courtesy"]), ceremony=told)
    courtesy, ceremony = (_first(found[role]) if "ceremony" in place.flags else None for role in ("courtesy", "ceremony"))
    return Own(
        _paid_for(_ordered(strong, lead), found["aside"]),
        _ordered(found["aside"], lead),
        _ordered(_fields(found["weak"]), None),
        courtesy,
        courtesy or ceremony,
    )


def _first(findings: list[Finding]) -> str | None:
    return findings[0].term if findings else None


def _says_nothing(hit: Hit, place: Place) -> bool:
    """Whether the term is of who was there, of what is celebrated, or of what the parties have in common."""
    told = "narrative" in place.flags and in_anniversary(hit, place)
    return told or is_venue(hit, place) or is_office(hit, place) or is_shared_value(hit, place)


def _weight(entry: Entry, hit: Hit, place: Place) -> str:
    if entry.role in ("weak", "ceremony", "courtesy"):
        return entry.role
    if in_anniversary(hit, place) or (entry.codes[:1] == ("ECO",) and is_frame(hit, place)):
        return "aside"
    if in_basis(hit, place) or (entry.role != "holder" and in_purpose(hit, place)):
        return "aside"
    return "holder" if entry.role == "holder" else "strong"


def _findings(entry: Entry, hit: Hit, place: Place) -> list[Finding]:
    """A body that is subject or object is what the clause is about: a plain term. What counts fields among it leads."""
    is_goal = "RGN" in entry.codes and is_aided(hit, place)
    is_subject = entry.role == "name" and (is_goal or ("RGN" not in entry.codes and is_object(hit, place)))
    role = "strong" if is_subject else entry.role
    if role == "strong" and holds_list(hit, place):
        role = "lead"
    if role == "holder" and "upgrade" in place.flags and "POL" in entry.codes:
        role = "relation"
    codes = entry.codes
    if entry.role == "name" and "MLT" in codes and is_of_body(hit, place):
        codes = ("MLT", *(code for code in codes if code != "MLT"))
    return [Finding(code, entry.term, hit.start, role, entry.cap_major) for code in codes]


def _name(hit: Hit, place: Place, names: Sequence[Span]) -> Span | None:
    """The name that the term is a part of. One that ends the name is its head, and speaks for it (ビジネス評議会)."""
    before = bisect_right(names, hit.start, key=itemgetter(0))
    if before and hit.end < names[before - 1][1]:
        return names[before - 1]
    end_of_body = body_end(hit, place)
    return (place.start, end_of_body) if end_of_body else None


def _of_names(inside: dict[Span, list[Finding]]) -> Iterable[Finding]:
    """A name whose words are all of one sector lends it; one of several lends none."""
    for findings in inside.values():
        if len({finding.code for finding in findings}) == 1:
            yield findings[0]._replace(role="name")


def _strong(plain: list[Finding], holders: list[Finding], lent: list[Finding]) -> list[Finding]:
    """A holder counts where it holds a list, stands alone, or is what the clause does; a link between places, where all else
    serves; what a name lends, where no plain term stands."""
    if not plain:
        return lent or holders
    if len({finding.code for finding in plain}) >= LIST_OF_FIELDS:
        return plain + holders
    if all(finding.role == "serving" for finding in plain):
        return plain + [finding for finding in holders if finding.code == "LOC"]
    return plain + [finding for finding in holders if finding.role == "relation"]


def _paid_for(strong: tuple[Finding, ...], aside: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, and where they speak of money alone what it is given for; development as such is no field."""
    if not strong or any(finding.code not in MONEY for finding in strong):
        return strong
    return _ordered([*strong, *(finding._replace(role="purpose") for finding in aside if _is_given_for(finding))], None)


def _is_given_for(finding: Finding) -> bool:
    """Not development as such, nor a body or place that is named with the purpose."""
    return finding.code != "ECO" and finding.role != "name"


def _with_serving(findings: list[Finding], lent: list[Finding], place: Place) -> list[Finding]:
    """The findings, those marked whose codes only serve others; where all do, what names lend as well."""
    plain = [finding for finding in findings if finding.role == "strong"]
    if len({finding.code for finding in (*plain, *lent)}) < 2:
        return findings
    served = serving(_parts(plain), place.text, (place.start, place.end), place.tokens)
    spared = {finding.code for finding in findings if finding.start not in served}
    marked = [finding if finding.code in spared else finding._replace(role="serving") for finding in findings]
    return marked if spared else marked + [finding._replace(role="strong") for finding in lent if finding.role != "holder"]


def _are_means(findings: Sequence[Finding], place: Place) -> bool:
    """Whether there are only bodies through which something is done: what it is done for counts then."""
    if any(finding.role != "name" for finding in findings):
        return False
    return len(means(_parts(findings), place.text, (place.start, place.end))) == len(findings)


def _parts(findings: Sequence[Finding]) -> list[Part]:
    return [Part(finding.start, finding.start + len(finding.term), finding.term, finding.code) for finding in findings]


def _fields(weak: Sequence[Finding]) -> Sequence[Finding]:
    """Weak words of fields, else those of politics: 協議, 首脳会談 only say that the parties speak with each other."""
    fields = {finding.start for finding in weak if finding.code != "POL"}
    return [finding for finding in weak if finding.start in fields] or weak


def _ordered(findings: Sequence[Finding], lead: str | None) -> tuple[Finding, ...]:
    """One finding a code, the best ranked."""
    if len(findings) < 2:
        return tuple(findings)
    ranked = sorted(findings, key=lambda finding: (_rank(finding, lead), finding.start))
    first: dict[str, Finding] = {}
    for finding in ranked:
        first.setdefault(finding.code, finding)
    return tuple(first.values())


def _rank(finding: Finding, lead: str | None) -> int:
    if finding.role in ("threat", "lead", "relation"):
        return 0
    if finding.role == "holder":
        return 1
    if finding.role == "purpose":
        return 7
    if finding.role == "name":
        return 5 + (finding.code != lead)
    return 2 if finding.code == lead else 3 + (finding.role == "serving")
