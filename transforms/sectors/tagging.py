"""The sectors of clauses, by the order of evidence.

1. A word of courtesy in thanks, congratulations or condolences: no policy content. Else the clause's own terms; those in a
   purpose or basis where there are no others.
2. A word of ceremony in a narrated visit or meeting: no policy content.
3. What これ or この points back to; the agreement that a bare 協定 means; the clause's group; the lead-in of its bullet.
4. The headings below the outermost one, innermost first; the other clauses of the sentence; the outermost heading;
   the one subject of the title.
5. Weak terms.
6. The clause before it, where it goes on with that.
7. Nothing: the relation between the parties itself (POL), or no policy content (X00) where the clause only narrates.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

from transforms import lexicon
from transforms.clauses.model import Clause
from transforms.entities.model import Mention
from transforms.passages import Passage
from transforms.sectors.context import NARRATIVE_ACTS, place
from transforms.sectors.evidence import X00, Finding, Own, Span, weigh
from transforms.sectors.headings import inherited, lead, of_subject
from transforms.sectors.model import SectorTag
from transforms.sectors.neighbours import neighbours
from transforms.sectors.terms import Hit, occurrences

CAP_MAJOR = {row["code"]: int(row["cap_major"]) for row in lexicon.rows("sectors.csv")}

_NAMES = frozenset(("organization", "person", "place", "country"))
# この点に関し and この関連で point back as well; そのため, そのうえで and その他 do not.
_POINTS_BACK = re.compile(
    r"これ(?:ら|を|に|は|が|の)|この(?!ため|協定|条約|議定書|覚書|取極|宣言|声明|共同|文書|たび|度|中)|こうした|このよう|そうした|その(?:実施|履行|実現|早期|具体|進展|成果|重要)|"
    r"同(?:覚書|協定|条約|会議|会合|計画|決議|枠組|対話|委員会|事業|問題|分野|取組|協力|イニシアティブ|プロジェクト)|当該|前記|上記"
)
_OPENS_LIST = re.compile(
    r"(?:次|以下|下記|左記)の(?:とおり|通り|諸?点|事項|結論|認識|共通認識|了解|合意)[^、。]{0,12}[。:]?\s*\Z"
)
"""Says only that something follows."""
# Alone, an agreement is one named before; この協定 and 本協定 are the document itself, 漁業協定 says what it is on.
_BARE_AGREEMENT = re.compile(
    r"(?:(?<![一-鿿々ァ-ヺー」)\]の])|(?<=同)|(?<=両))(?P<kind>協定|条約|覚書|議定書|取極|取決め)(?=(?:案|文書)?[のはがをに])"
)
_REACH = 40
"""How many clauses back an agreement is looked for that is only called 協定."""
_NEW_SUBJECT = re.compile(r"は|が(?![、ら])|^\s*(?:また|さらに|更に|このほか|加えて|続いて|一方|他方|なお|次に|最後に)")
"""Marks what a clause is about, or that it turns to another thing; one without it goes on with what was said."""
_POINTS_TO_HEADING = re.compile(r"(?:この|これらの|同|当該|本|右)分野")


def tag(
    clauses: Sequence[Clause], mentions: Sequence[Mention], facts_parties: Sequence[str] = (), title: str | None = None
) -> list[list[SectorTag]]:
    """Sectors of each clause, primary first; X00 alone; never empty.

    `clauses`: of one document, in order. `mentions`: the names found in it. `facts_parties`: whose document it is; a situation
    in a party's own country is no regional situation. `title`: the document's; one on a single subject stands above all headings.
    """
    of_title = _from_title(title)
    homes: dict[int, list[int]] = {}
    for index, clause in enumerate(clauses):
        homes.setdefault(id(clause.passage), []).append(index)
    own = _own(clauses, mentions, frozenset(facts_parties))
    tags: list[list[SectorTag]] = []
    for index in range(len(clauses)):
        above = homes.get(id(clauses[index].passage.lead_in), ())
        tags.append(_decide(index, clauses, own, tags, of_title, above=above))
    return tags


def _own(clauses: Sequence[Clause], mentions: Sequence[Mention], parties: frozenset[str]) -> list[Own]:
    named = _by_passage(mentions)
    searched: dict[int, tuple[list[Hit], list[Span], str | None]] = {}
    own = []
    for clause in clauses:
        passage = clause.passage
        if id(passage) not in searched:
            inside = named.get(id(passage), [])
            searched[id(passage)] = _hits(passage, inside, parties), _name_spans(inside), lead(passage)
        hits, names, leading = searched[id(passage)]
        within = _within(hits, clause.start, clause.end)
        seen = place(passage.text, (clause.start, clause.end), clause.act, parties, within, tokens=clause.tokens)
        own.append(weigh(within, seen, names, leading))
    return own


def _by_passage(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(id(mention.passage), []).append(mention)
    return found


def _hits(passage: Passage, mentions: Sequence[Mention], parties: frozenset[str]) -> list[Hit]:
    """Terms of the lexicon but in persons' names (錫 in 尹錫悦), and what names beside each other say where no term stands."""
    people = sorted((mention.start, mention.end) for mention in mentions if mention.type == "person")
    hits = [hit for hit in occurrences(passage.text) if not _is_within(hit, people)]
    if not (extra := neighbours(passage.text, mentions, parties)):
        return hits
    taken = {at for hit in hits for at in range(hit.start, hit.end)}
    return sorted(hits + [hit for hit in extra if hit.end - 1 not in taken], key=lambda hit: hit.start)


def _is_within(hit: Hit, spans: Sequence[Span]) -> bool:
    """Whether the term stands inside one of the spans, which are in order and do not overlap."""
    before = bisect_right(spans, hit.start, key=itemgetter(0))
    return bool(before) and hit.end <= spans[before - 1][1]


def _name_spans(mentions: Sequence[Mention]) -> list[Span]:
    return [(mention.start, mention.end) for mention in mentions if mention.type in _NAMES]


def _within(hits: list[Hit], start: int, end: int) -> list[Hit]:
    first = bisect_left(hits, (start,))
    return hits[first : bisect_left(hits, (end,), lo=first)]


def _decide(
    index: int,
    clauses: Sequence[Clause],
    own: Sequence[Own],
    before: Sequence[list[SectorTag]],
    of_title: list[SectorTag],
    *,
    above: Sequence[int],
) -> list[SectorTag]:
    """`above` are the clauses of the lead-in of the clause's bullet."""
    clause, found = clauses[index], own[index]
    if found.courtesy:
        return [SectorTag(X00, "term", found.courtesy, CAP_MAJOR[X00])]
    if found.strong:
        return _tags(found.strong, "term")
    if found.aside and not _points_to_heading(clause):
        return _tags(found.aside, "term")
    if found.ceremony:
        return [SectorTag(X00, "term", found.ceremony, CAP_MAJOR[X00])]
    headings = _from_headings(clause.passage)
    return (
        _from_before(clause, clauses[index - 1] if index else None, before)
        or _nearest(_naming_agreement(index, clauses), own)
        or _nearest(_group(index, clauses), own)
        or _nearest(reversed(above), own)
        or [tag for tag in headings if tag.basis == "subheading"]
        or _nearest(_sentence(index, clauses), own)
        or headings
        or (of_title if clause.act not in NARRATIVE_ACTS else [])
        or _tags(found.weak, "term")
        or _continued(index, clauses, before)
        or _nothing(clause)
    )


def _nearest(others: Iterable[int], own: Sequence[Own]) -> list[SectorTag]:
    """The primary code of the first of these clauses that has one of its own."""
    for other in others:
        if found := own[other].strong or own[other].aside:
            return _tags(found[:1], "group")
    return []


def _group(index: int, clauses: Sequence[Clause]) -> list[int]:
    return [other for other in _sentence(index, clauses) if clauses[other].group == clauses[index].group]


def _sentence(index: int, clauses: Sequence[Clause]) -> Iterable[int]:
    """The other clauses of the sentence: those before it from the nearest on, then those after it."""
    clause = clauses[index]
    for step, stop in ((-1, -1), (1, len(clauses))):
        for other in range(index + step, stop, step):
            if clauses[other].passage is not clause.passage or clauses[other].sentence != clause.sentence:
                break
            yield other


def _from_before(clause: Clause, previous: Clause | None, before: Sequence[list[SectorTag]]) -> list[SectorTag]:
    """All codes of the clause before it, where これ or この points there."""
    if previous is None or previous.passage.section_path != clause.passage.section_path:
        return []
    if _points_to_heading(clause) or not _POINTS_BACK.search(clause.text):
        return []
    return [SectorTag(tag.code, "group", tag.evidence, tag.cap_major) for tag in before[-1] if tag.code != X00 and tag.evidence]


def _naming_agreement(index: int, clauses: Sequence[Clause]) -> Iterable[int]:
    """The clauses before it in its section that name the agreement which it only calls 協定, the last first."""
    clause = clauses[index]
    if not (match := _BARE_AGREEMENT.search(clause.text)):
        return
    named = re.compile(rf"[一-鿿々ァ-ヺー](?<![同本両]){match['kind']}")
    for other in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if clauses[other].passage.section_path != clause.passage.section_path:
            break
        if named.search(clauses[other].text):
            yield other


def _continued(index: int, clauses: Sequence[Clause], before: Sequence[list[SectorTag]]) -> list[SectorTag]:
    """Codes of the clause before it: all within the sentence; the first where the next sentence names no subject of its own."""
    clause, previous = clauses[index], clauses[index - 1] if index else None
    if previous is None or previous.passage is not clause.passage or _opens_list(clause):
        return []
    found = [SectorTag(tag.code, "group", tag.evidence, tag.cap_major) for tag in before[-1] if tag.code != X00 and tag.evidence]
    if previous.sentence == clause.sentence:
        return found
    return [] if clause.act in NARRATIVE_ACTS or _NEW_SUBJECT.search(clause.text) else found[:1]


def _opens_list(clause: Clause) -> bool:
    return _OPENS_LIST.search(clause.text) is not None


def _points_to_heading(clause: Clause) -> bool:
    """この分野 below a heading that names one field is that field."""
    return inherited(clause.passage) is not None and _POINTS_TO_HEADING.search(clause.text) is not None


def _from_headings(passage: Passage) -> list[SectorTag]:
    if found := inherited(passage):
        basis, heading, finding = found
        return [SectorTag(finding.code, basis, heading, _cap_major(finding))]
    return []


def _from_title(title: str | None) -> list[SectorTag]:
    if found := of_subject(title or ""):
        return [SectorTag(found.code, "heading", title, _cap_major(found))]
    return []


def _nothing(clause: Clause) -> list[SectorTag]:
    code = X00 if clause.act in NARRATIVE_ACTS or _opens_list(clause) else "POL"
    return [SectorTag(code, None, None, CAP_MAJOR[code])]


def _tags(findings: Iterable[Finding], basis: str) -> list[SectorTag]:
    return [SectorTag(finding.code, basis, finding.term, _cap_major(finding)) for finding in findings]


def _cap_major(finding: Finding) -> int:
    return finding.cap_major or CAP_MAJOR[finding.code]
