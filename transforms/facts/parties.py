"""Whose statement it is.

Parties come from the title, the signatures, the opening and the sides that the text names; never from counting names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from transforms.entities.model import Mention
from transforms.entities.names import is_japanese
from transforms.facts import speeches
from transforms.facts.evidence import Evidence
from transforms.facts.model import Facts
from transforms.parties_register import party_codes
from transforms.passages import Passage

TOPIC_AFTER = re.compile(
    r"による(?!共同|首脳|外相|声明|宣言|会談|会合)|問題|情勢|危機|紛争|における|をめぐる|に関する|関連|産|料理|制裁|支援|復興|和平"
)
TOPIC_BEFORE = re.compile(r"(?:対|反|駐|在)$")
"""Beside a country's name in a title: the paper is about it, not by it."""

VENUE = re.compile(
    r"[一-龥ァ-ヴー・]{0,12}(?:会合|会議|サミット|総会|理事会)(?:にて|に[出参合お際]|で|の(?:機会|際|場|折|途次)|\))"
)
"""After the name of a group: it met, and others met there."""

OUR = re.compile(r"[我わ]が国(?:は|が|から|より|として|政府)")
"""Whoever writes so in Japanese for no foreign agency is Japan."""

TO_COME = re.compile(r"[一-龥]{0,6}(?:会談|会合|会議|サミット|協議|対話)の(?:早期|年内)?の?(?:開催|再開|実施|実現|定例化)")
"""After states in a title that names others, too: what the talks that it is about agreed to hold."""

LEADERS = re.compile(r"両?(?:首脳|外相|国防相|防衛相|農相|財務相|閣僚|大臣|政府|国)が")
"""After states of one character in a title."""

SIDE = re.compile(r"(?:側|政府)(?:は|が|及び|と)")
HOLDER = "[^、。はがをに]{0,12}(?:大臣|大統領|首相|主席|議長|代表|[外財]相|防衛相|国防相|首脳|閣僚|長官)"
TOWN = "[一-龥ァ-ヴー・]{1,16}(?:[市県州省町村区]|自治[体区])"
SUBJECT = re.compile(rf"(?:政府|側|国民|{HOLDER}(?=及び|並びに|と)|{TOWN})?(?:と|及び|および|並びに|、|・|は|が|\()")
"""After the names of states that speak together: X国とY国は, X国甲市とY国乙市は."""

MEMBERS = re.compile("の?(?:加盟国|締約国|参加国|構成国)である")
"""After the name of a group whose members are listed behind it."""
JOINT = re.compile(
    rf"(?:{HOLDER}|{TOWN})?(?:、[ァ-ヴー一-龥]{{2,10}}(?=、))?(?:と|及び|および|並びに|、|・| )+|{MEMBERS.pattern}"
)
"""Between the names of a list of states, in which one that is unknown or misspelt may stand."""

ASSEMBLY = 3
"""States from which on those that open the text together are its parties, whoever of them led the meeting."""

TALKS = re.compile(r"会談|会見|懇談|表敬")
"""In a heading: one of several talks that a report tells of."""

MET = re.compile(r"\([^()]*(?:大臣|長官|相|次官|局長)\)\Z")
"""Ends a heading that names a state and whom of it somebody met: 1.チリ(農業大臣)."""

COUNTERPARTS = re.compile(
    r"(?:など)?の[^、。はがをに]{0,14}(?:首脳|大統領|首相|外相|大臣|閣僚|代表)(?:ら|又はその代表)?(?:と|が(?:出席|参加))"
)
"""After the last of the states whose leaders somebody met, or who were there."""

MEETS = re.compile(r"[一-龥]{0,6}(?:会議|会合|サミット)(?:は|が)")
"""After a state and a group whose meeting a sentence is about: 日ASEAN首脳会議は."""

OFFICE_OF = re.compile(r"[^、。はがをにの・]{0,14}(?:大臣|大統領|首相|外相)[とのは及並、]")
"""After a state whose minister goes by office alone: 日本国外務大臣と."""

GUEST = re.compile(
    "(?:公式|実務|国賓|友好)?訪問(?:した|し(?:ている|た)|中の)|国賓として|(?:訪[日中米韓露英仏独]|来[日訪])中の|を訪れ(?:た|ている)"
)
"""Before the name of a guest."""

PAIR = re.compile("関係|両国|双方|首脳|外相|国交|間の|友好|協力")
"""After two states of one character: what they have together."""

DESTINATION = re.compile(
    r"(?:\([^()]{1,12}\))?(?:[をへ]?の?(?:公式|実務|国賓)?訪問(?!中の)|[をに](?:公式に)?(?:出張|訪れ)|への(?:出張|訪問))"
)
"""After the state to which somebody went."""


ISSUED = "boilerplate/issuer"
"""The rule of a line that is the name of a Japanese ministry or embassy."""

OWN_OFFICE = re.compile(
    r"(?:農林水産|経済産業|国土交通|厚生労働|文部科学)(?:副?大臣|大臣政務官|審議官)"
    r"|(?:^|[、 ])(?:外務|財務|防衛|環境|法務|総務)(?:副大臣|大臣政務官)"
)
"""Offices that without the name of a state before them are Japan's, as no other state's are called so in Japanese."""

KOREAS = re.compile(r"南北|北南")
"""In the title or opening of a paper of the two Koreas, which call themselves south and north."""

OF_KOREAS = re.compile(r"南と北|北と南|[南北]側")
KOREAN = re.compile(r"朝鮮|韓国|韓半島|ソウル|平壌|ピョンヤン|板門店|開城")


def read(evidence: Evidence, facts: Facts) -> None:
    """`parties` (sorted codes); the flag `no_parties`; `speaker` of a minister's own record that names no other party."""
    parties = next(_candidates(evidence, facts), set())
    if not parties and (state := speeches.on_record(evidence)):
        parties, facts.speaker = {state}, state
    if facts.speaker is None and evidence.is_report and _is_japans(evidence, bool(parties)):
        parties = parties | {"JPN"}
    facts.parties = tuple(sorted(parties))
    if not facts.parties:
        facts.flags.add("no_parties")


def party_code(mention: Mention) -> str | None:
    """The code of a state or of an organisation that can be a party; None for all else, and for a state that is called former."""
    if mention.type != "country":
        return party_codes().get(mention.entity_id)
    return None if mention.surface.startswith("旧") else mention.entity_id.removeprefix("country/")


def _candidates(evidence: Evidence, facts: Facts) -> Iterator[set[str]]:
    """Sets of parties, the surest source first: of two or more, but for the one of a speech and a group's."""
    title = list(_title_codes(evidence, facts))
    signatures = list(_codes(evidence, evidence.having("signature")))
    if facts.speaker:
        # Of what one says about others in the text none is a party; at talks of two, both are.
        named = () if speeches.is_alone(evidence) else (title, signatures, _talks(evidence))
        yield from (found for source in named if len(found := set(source)) >= 2)
        yield {facts.speaker}
        return
    if facts.announcer:
        yield {facts.announcer}
        return
    surest: tuple[Iterable[str], ...] = (
        title,
        signatures,
        _talks(evidence),
        _meeting(evidence, evidence.opening[:1]),
        _assembled(evidence),
        [*_leaders(evidence, evidence.opening), *_counterparts(evidence, evidence.opening)],
        _subjects(evidence, evidence.opening),
        _sides(evidence, evidence.body),
        _koreas(evidence),
    )
    others: tuple[Iterable[str], ...] = (
        [*title, *signatures, *_leaders(evidence, evidence.opening)],
        [*_leaders(evidence, evidence.opening), *_destinations(evidence, [*evidence.titles, *evidence.opening[:1]])],
        [*title, *_codes(evidence, evidence.opening[:1])],
        [*_codes(evidence, evidence.opening[:1]), *_leaders(evidence, evidence.opening[:1])],
        _hosts(evidence, evidence.opening[:1]),
        _owners(evidence, evidence.titles),
        _owners(evidence, evidence.opening[:1]),
        _pairs(evidence),
    )
    yield from (found for source in surest[:2] if len(found := set(source)) >= 2)
    if len(alone := set(_groups(evidence))) == 1 and alone.issuperset(title) and _speaks_as_group(evidence):
        yield alone
    yield from (found for source in surest[2:] if len(found := set(source)) >= 2)
    if len(alone) == 1 and alone.issuperset(title):
        # What names a group and no state beside it is its statement alone, wherever it met.
        yield alone
    yield from (found for source in others if len(found := set(source)) >= 2)
    if len(alone) == 1:
        yield alone


def _title_codes(evidence: Evidence, facts: Facts) -> Iterator[str]:
    """Parties and leaders that the title names, printed or derived, unless the paper is about them; those in its own name too."""
    own = () if evidence.is_report else ("instrument",)
    for passage in evidence.titles:
        names = evidence.names(passage, "country", "organization", "person", *own)
        if pair := _led_together(names):
            yield from pair
            continue
        given = [*_given(name for at, name in enumerate(names) if not TO_COME.match(passage.text, _run_end(names, at)))]
        yield from given if len({*given}) >= 2 else _given(names)
    if facts.title_is_derived and facts.title:
        for passage in evidence.opening:
            at = passage.text.find(facts.title)
            inside = [
                name for name in evidence.names(passage, "country", "organization") if at <= name.start < at + len(facts.title)
            ]
            yield from (code for name in inside if at >= 0 and (code := party_code(name)))


def _led_together(names: Sequence[Mention]) -> list[str]:
    """The states whose leaders a title names together, whatever else it tells: 日米首脳が会見、北朝鮮に言及."""
    for at, name in enumerate(names):
        last = next((one for one in names if one.end == _run_end(names, at)), name)
        run = [one for one in names if name.start <= one.start <= last.start and one.type == "country"]
        if len(run) > 1 and LEADERS.match(name.passage.text, last.end):
            return [code for one in run if (code := party_code(one))]
    return []


def _groups(evidence: Evidence) -> Iterator[str]:
    """Organisations of states that the title names, or that the opening speaks for: 我々、G7外務大臣は."""
    for passage in [*evidence.titles, *evidence.opening[:1]]:
        for name in evidence.names(passage, "organization"):
            is_own = passage in evidence.titles or passage.text[: name.start].endswith(("我々、", "我々", "われわれ"))
            if is_own and (code := party_code(name)):
                yield code


def _speaks_as_group(evidence: Evidence) -> bool:
    """Does a paper open with what a group says of itself: 我々、G7首脳は? Whom it names besides were its guests."""
    return not evidence.is_report and any(
        party_code(name) and passage.text[: name.start].endswith(("我々、", "我々", "われわれ", "われわれ、"))
        for passage in [*evidence.opening, *evidence.body[:1]]
        for name in evidence.names(passage, "organization")
    )


def _given(names: Iterable[Mention]) -> Iterator[str]:
    """Codes of the names in a title that it is not about."""
    for name in names:
        if not _is_topic(name):
            yield from name.members
            code = name.country if name.type == "person" else party_code(name)
            yield from (code,) if code else ()


def _run_end(names: Sequence[Mention], at: int) -> int:
    """Where the states that stand together with a name end: 日中韓."""
    while at + 1 < len(names) and names[at + 1].start == names[at].end:
        at += 1
    return names[at].end


def _is_topic(mention: Mention) -> bool:
    text = mention.passage.text
    return bool(TOPIC_AFTER.match(text, mention.end) or TOPIC_BEFORE.search(text[: mention.start]))


def _codes(evidence: Evidence, passages: Iterable[Passage]) -> Iterator[str]:
    """Codes of all states and groups that are named, but for a group at whose meeting others met."""
    for passage in passages:
        places = {name.start for name in evidence.names(passage, "place")}
        for name in evidence.names(passage, "country", "organization"):
            if not _is_where(name, places):
                yield from name.members
                yield from (code,) if (code := party_code(name)) else ()


def _is_where(name: Mention, places: Collection[int]) -> bool:
    """Does the name only say where others met: フランスのカンヌ, G20サミットで? `places` are where the passage's places begin."""
    text = name.passage.text
    if name.type == "country":
        return text.startswith("の", name.end) and name.end + 1 in places
    return VENUE.match(text, name.end) is not None


def _owners(evidence: Evidence, passages: Iterable[Passage]) -> Iterator[str]:
    """States of the ministries, cities and other bodies that a paper is between."""
    for passage in passages:
        yield from (name.country for name in evidence.names(passage, "organization", "place") if name.country)


def _leaders(evidence: Evidence, passages: Iterable[Passage]) -> Iterator[str]:
    """Countries of the persons in office who open the document; a Japanese name with 大臣 needs none beside it."""
    for passage in passages:
        for name in evidence.names(passage, "person"):
            if name.office and (name.country or _is_japanese_minister(name)):
                yield name.country or "JPN"


def _is_japanese_minister(name: Mention) -> bool:
    return bool(name.office and speeches.JAPANESE.search(name.office)) and is_japanese(name.surface)


def _talks(evidence: Evidence) -> Iterable[str]:
    """Parties of the talks that a report's headings name, where there are several: 1 日・エストニア外相会談; where the trip went
    that they were held on, and whose minister held them."""
    headings = evidence.having("heading", "subheading")
    named = [passage for passage in headings if TALKS.search(passage.text) or MET.search(passage.text)]
    if not evidence.is_report or len(named) < 2:
        return ()
    opening = evidence.opening[:1]
    return [*_codes(evidence, named), *_destinations(evidence, opening), *_leaders(evidence, opening)]


def _meeting(evidence: Evidence, passages: Iterable[Passage]) -> Iterator[str]:
    """The state and the group whose meeting the text opens with: 第14回日ASEAN首脳会議は."""
    for passage in passages:
        for state, group in pairwise(evidence.names(passage, "country", "organization")):
            is_joint = passage.text[state.end : group.start] in {"", "・"} and MEETS.match(passage.text, group.end)
            if is_joint and (state.type, group.type) == ("country", "organization"):
                yield from (code for name in (state, group) if (code := party_code(name)))


def _assembled(evidence: Evidence) -> Iterable[str]:
    """The many states that open a statement together: 日本並びに…加盟国であるA、B及びCの首脳は."""
    found = set() if evidence.is_report else set(_subjects(evidence, evidence.body[:1]))
    return found if len(found) >= ASSEMBLY else ()


def _counterparts(evidence: Evidence, passages: Iterable[Passage]) -> Iterator[str]:
    """States whose leaders somebody met together (A、B及びCの首脳と), and those whose ministers stand beside them by office."""
    for passage in passages:
        names = evidence.names(passage, "country", "organization")
        for last in names:
            if COUNTERPARTS.match(passage.text, last.end):
                listed = [*_up_to(names, last)]
                hosts = [name for name in names if OFFICE_OF.match(passage.text, name.end)]
                yield from (code for name in [*listed, *hosts] if len(listed) > 1 and (code := party_code(name)))


def _destinations(evidence: Evidence, passages: Iterable[Passage]) -> Iterator[str]:
    """The states that somebody visited, and those of the cities: トルコ(アンカラ)に出張し, アンカラを訪れた."""
    for passage in passages:
        for name in evidence.names(passage, "country", "place"):
            if not DESTINATION.match(passage.text, name.end):
                continue
            listed = _up_to(evidence.names(passage, "country"), name) if name.type == "country" else (name,)
            yield from (code for one in listed if (code := party_code(one) if one.type == "country" else one.country))


def _pairs(evidence: Evidence) -> Iterable[str]:
    """The two states whose relations a report speaks of, where it names no other pair: 中日関係は, 韓米両国は."""
    pairs = {
        frozenset(code for name in (before, behind) if (code := party_code(name)))
        for passage in evidence.body
        for before, behind in pairwise(evidence.names(passage, "country"))
        if before.end == behind.start and PAIR.match(passage.text, behind.end)
    }
    return pairs.pop() if evidence.is_report and len(pairs) == 1 else ()


def _hosts(evidence: Evidence, passages: Iterable[Passage]) -> Iterator[str]:
    """The state of a guest, and that of the place where he was received: 西安市で、公式訪問したXの大統領と."""
    for passage in passages:
        guests = {name.country for name in evidence.names(passage, "person") if name.country and name.office}
        places = {name.country for name in evidence.names(passage, "place") if name.country}
        if GUEST.search(passage.text) and len(guests) == len(places) == 1:
            yield from guests | places


def _up_to(names: list[Mention], last: Mention) -> Iterator[Mention]:
    """The names that a list holds up to its last one, from the last backwards."""
    at = names.index(last)
    yield last
    for name, before in pairwise(reversed(names[: at + 1])):
        if not JOINT.fullmatch(name.passage.text[before.end : name.start]):
            return
        yield before


def _subjects(evidence: Evidence, passages: Iterable[Passage]) -> Iterator[str]:
    """States that open a sentence together: X国とY国は, or A、B及びCの大統領は."""
    for passage in passages:
        names = evidence.names(passage, "country", "organization")
        run = [name for name in names if SUBJECT.match(passage.text, name.end)]
        if len(run) >= 2:
            listed = (name for name in _together(names, run[0]) if not MEMBERS.match(passage.text, name.end))
            yield from (code for name in listed if (code := party_code(name)))


def _together(names: list[Mention], first: Mention) -> Iterator[Mention]:
    """The names that a list holds from its first one on, at least two."""
    at = names.index(first)
    yield first
    for before, name in pairwise(names[at:]):
        between = name.passage.text[before.end : name.start]
        if name is not names[at + 1] and not JOINT.fullmatch(between):
            return
        yield name


def _sides(evidence: Evidence, passages: Iterable[Passage]) -> Iterator[str]:
    """States whose side or government speaks: X側は."""
    for passage in passages:
        names = evidence.names(passage, "country")
        yield from (code for name in names if SIDE.match(passage.text, name.end) and (code := party_code(name)))


def _is_japans(evidence: Evidence, has_parties: bool) -> bool:
    """Does a report tell of what Japan did, whether it names Japan or not?"""
    return _is_ours(evidence) or (
        has_parties and (_is_of_japan(evidence) or _is_ministers(evidence) or _is_trip_of_ministry(evidence))
    )


def _is_of_japan(evidence: Evidence) -> bool:
    """Does a report tell of a minister of Japan's whose office needs no name of a state: 経済産業副大臣の中東出張?"""
    for passage in [*evidence.titles, *evidence.opening[:1]]:
        ends = {name.end for name in evidence.names(passage, "country", "place", "organization")}
        if any(found.start() not in ends for found in OWN_OFFICE.finditer(passage.text)):
            return True
    return False


def _is_ministers(evidence: Evidence) -> bool:
    """Does the first sentence of a report begin with a minister of Japan's: 甲野外務大臣は、三国を訪問した?"""
    passage = next(iter(evidence.body), None)
    first = next(iter(evidence.names(passage, "person")), None) if passage else None
    if passage is None or first is None or first.start > passage.body_start or not first.office:
        return False
    is_japans = first.country == "JPN" or _is_japanese_minister(first)
    return is_japans and passage.text.startswith("は", first.end + len(first.office))


def _is_trip_of_ministry(evidence: Evidence) -> bool:
    """Does a page of a Japanese ministry open with where somebody went, and leave out who: 4日から6日まで、XとYを訪問し?"""
    first = next(iter(evidence.body), None)
    if first is None or not any(passage.lines[0].rule == ISSUED for passage in evidence.having("site_chrome")):
        return False
    sentence = first.text.partition("。")[0]
    names = [name for name in evidence.names(first, "country", "person", "organization") if name.end <= len(sentence)]
    went = any(name.type == "country" and DESTINATION.match(sentence, name.end) for name in names)
    return went and not any(sentence.startswith(("は", "が", "から"), name.end) for name in names)


def _is_ours(evidence: Evidence) -> bool:
    """Does a report open with what 我が国 did, and no foreign agency tell it?"""
    return any(OUR.search(passage.text) for passage in evidence.opening[:2]) and speeches.agency(evidence) is None


def _koreas(evidence: Evidence) -> Iterable[str]:
    """The two Koreas, where a paper of south and north names a place of theirs."""
    texts = [passage.text for passage in evidence.body]
    names = [passage.text for passage in [*evidence.titles, *evidence.opening]]
    is_theirs = any(map(KOREAS.search, names)) and any(map(OF_KOREAS.search, texts))
    return ("KOR", "PRK") if is_theirs and any(map(KOREAN.search, texts)) else ()
