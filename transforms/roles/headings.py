"""Which paragraphs are headings, and how deep each stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.numbering import INNER, Mark
from transforms.roles.paragraphs import MIDDLE, Paragraph, Wrapping, is_under_way
from transforms.roles.view import View, is_verbal

LONGEST_PLAIN, LONGEST_MARKED, LONGEST_SENTENCE = 48, 70, 90
"""Characters of a heading: without a mark, with one, and with one and 。 at its end."""

LONGEST_LABEL = 20
"""Characters of a heading that ends in a colon."""

BRACKETED = re.compile(r"[【〔《〈<\[][^】〕》〉>\]]{1,40}[】〕》〉>\]]|[―—–─-]{1,3} ?[^―—–─、。-]{1,30} ?[―—–─-]{1,3}")
ANNEX = re.compile(
    r"[【〔(<\[]?(?:附属|付属|別添|別紙|添付|附録|付録|付表|附表|(?:署名|交換)(?:された)?文書|協力文書|成果文書|[Aa]nnex|ANNEX|[Aa]ppendix)"
)
SECOND_TITLE = re.compile(r"^.{6,}(?:共同声明|共同宣言|行動計画|共同コミュニケ|実施計画)$")
"""A paper of its own below the first one."""

OUTERMOST = "annex"
"""The key of headings that stand above all others."""

PREAMBLE = re.compile(r"[【\[<〔(]?(?:前文|序文|序|序言|前言|はじめに)[】\]>〕)]?(?: ?\[編集\])?")
BLOCK = re.compile(r"h[1-6]")
STATED = re.compile(r"[をにでと、][^をにでと、]{0,12}。$")
"""A verbal noun with its object, which states something: 支援を継続。"""

LABELLED = re.compile(
    r"(?:日 ?[時程]|期 ?間|会 ?[期場]|場 ?所|開催地|出席者|参加者|同席者|出張者|議 ?[題長]|主 ?催|[^、。:]{1,8}側) ?:(?=.)"
)
"""A field of a meeting's particulars: 場所:東京."""
SCHEDULED = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:\([月火水木金土日](?:曜日?)?\))? *(?:[ 、]|午[前後]|[朝夕夜]|\d)")
"""A line of a schedule: 8月9日(水) 外相会談."""

CUT_OFF = ("…", "‥", "..", "・・・", "[…]")
"""How a text ends that a page shows in part."""
CASED = re.compile("[はがをに]")

MOST_DELEGATES = 120
"""Lines of them."""

ATTENDANTS = "(?:出席|参加|同席|列席|参列)者"
ATTENDANCE = re.compile(rf"(?:主な|主要)?{ATTENDANTS}(?:等|一覧)?")
"""The heading of a list of those who were there."""

SPEAKER = re.compile(r"[^、。「」]{2,24} (?:[^、。「」 ]{0,12})(?:総理|首相|大統領|大臣|外相|主席|長官|氏|議長|報道官|教授|記者)")
"""Who speaks the words in quotes on the next line: 甲野太郎 外相."""

APPOINTED = re.compile("全権委員[をヲ](?:任命|選任|指名)")
CREDENTIALS = re.compile("委任状")
"""What opens and closes the list of those who made a treaty, in its preamble."""

TOPIC = re.compile(r"^[^、。]{1,30}は[、 ]?")
HEADING_BULLETS = frozenset({"circle", "star"})
"""Bullets that open headings in some documents."""

LIST_BLOCKS = frozenset({"li", "tr", "td", "dd", "dt"})
LEAD_IN = re.compile(
    r"(?<!質疑応答が)(?:以下|次|下記|左記)の|(?:次|以下)(?:を|に|が|で)|(?:とおり|通り)(?:。|です|である|$)|これには|具体的には|[::]$"
    r"|(?:含む|含まれる|である|あげられる|挙げられる|挙げた|挙げました)。$"
)
"""Words of a last sentence that announce a list."""


def find(text: list[Paragraph], listed: list[bool], how: Wrapping) -> list[bool]:
    """For every paragraph, in order: is it a heading? `listed` says which ones are items of a list."""
    kinds = _heading_kinds(text, listed, how)
    found = [not listed[at] and _is_heading(text, at, kinds, how) for at in range(len(text))]
    _leave_attendants(text, found)
    _leave_outer_items(text, found, listed)
    return found


def _leave_outer_items(text: list[Paragraph], found: list[bool], listed: list[bool]) -> None:
    """Numbers in brackets over a list of another kind are items themselves where a numbered sentence announces them: in place.

    3. 双方は、次の措置を進める。 (a) 警報の整備 (i) レーダーの更新
    """
    is_announced = is_inner = False
    for at, paragraph in enumerate(text):
        mark = paragraph.first.mark
        is_inner = is_inner and not paragraph.is_sentence
        if paragraph.is_sentence or (found[at] and not (mark and mark.kind in INNER)):
            is_announced = paragraph.is_sentence and mark is not None and mark.is_number and leads_in(paragraph.text)
        elif found[at] and is_announced and (is_inner or listed[min(at + 1, len(text) - 1)]):
            found[at], is_inner = False, True


def _leave_attendants(text: list[Paragraph], found: list[bool]) -> None:
    """Phrases without mark below the heading of a list of those who were there are names, no headings: in place."""
    in_list = False
    for at, paragraph in enumerate(text):
        if found[at] and (ATTENDANCE.fullmatch(paragraph.body) or paragraph.mark or _is_title_block(paragraph.first)):
            in_list = ATTENDANCE.fullmatch(paragraph.body) is not None
        elif not paragraph.is_phrase:
            in_list = False
        elif in_list:
            found[at] = False


def find_listed(text: list[Paragraph]) -> list[bool]:
    """For every paragraph: is it in a run of noun phrases of one kind, one below the other, and so no heading?"""
    found = [False] * len(text)
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and _neighbours(text[end - 1], text[end]):
            end += 1
        if _is_list(text, at, end):
            found[at:end] = [True] * (end - at)
        at = end
    for delegates in find_delegates([paragraph.text for paragraph in text]):
        found[delegates.start : delegates.stop] = [True] * len(delegates)
    return found


def find_delegates(texts: Sequence[str]) -> Iterator[range]:
    """Where those who made a treaty stand, between the sentence that appoints them and the one on their full powers."""
    start = None
    for at, text in enumerate(texts):
        if CREDENTIALS.search(text):
            if start is not None and 1 < at - start <= MOST_DELEGATES:
                yield range(start + 1, at)
            start = None
        elif APPOINTED.search(text):
            start = at


def leads_in(text: str) -> bool:
    """Does the last sentence of a text announce a list?"""
    last = text.rstrip("。").rpartition("。")[2]
    return bool(LEAD_IN.search(last + ("。" if text.endswith("。") else "")))


def key(view: View) -> str:
    """Headings of the same key are of the same level."""
    if view.line.block and BLOCK.fullmatch(view.line.block):
        return view.line.block
    if ANNEX.match(view.body) or SECOND_TITLE.search(view.body):
        return OUTERMOST
    if view.mark:
        return view.mark.kind if view.mark.kind != "hash" else f"h{len(view.text) - len(view.text.lstrip('#'))}"
    return "bracketed" if BRACKETED.fullmatch(view.text) else "plain"


def levels(headings: list[View]) -> list[int]:
    """The level of each heading, 0 the outermost: by what holds what, found from order and restarted numbers."""
    ranks = _ranks(headings)
    stack: list[int] = []
    found = []
    for view in headings:
        rank = ranks[key(view)]
        while stack and stack[-1] >= rank:
            stack.pop()
        found.append(len(stack))
        stack.append(rank)
    return found


def _ranks(headings: list[View]) -> dict[str, int]:
    order = list(dict.fromkeys(key(view) for view in headings))
    blocks = sorted(name for name in order if BLOCK.fullmatch(name))
    for loose in ("bracketed", "plain"):
        if loose in order and not _restarts_below(headings, loose):
            order.remove(loose)
            order.append(loose)
    order = blocks + [name for name in order if name not in blocks]
    return {name: rank for rank, name in enumerate(order)} | {OUTERMOST: -1}


def _restarts_below(headings: list[View], outer: str) -> bool:
    """Do numbers begin again under several headings of the key `outer`?"""
    starts = set()
    current = -1
    for at, view in enumerate(headings):
        if key(view) == outer:
            current = at
        elif view.mark and view.mark.is_first and current >= 0:
            starts.add(current)
    return len(starts) > 1


def _neighbours(before: Paragraph, after: Paragraph) -> bool:
    """Are these two phrases of the same kind, the second next to the first in its series?"""
    if _is_title_block(before.first) or _is_title_block(after.first):
        return False
    first, second = before.first.mark, after.first.mark
    if first is None or second is None:
        return first is second and before.is_phrase and after.is_phrase
    same = second.follows(first) if first.is_number else first.kind == second.kind
    if before.is_sentence or after.is_sentence:
        return same and before.is_nominal and after.is_nominal
    return same


def _is_list(text: list[Paragraph], at: int, end: int) -> bool:
    """Is the run [at, end) of neighbours a list? Two of a series are; phrases without marks only where they are announced."""
    first = text[at]
    if first.first.mark is None:
        return end - at > 1 and first.is_phrase and _is_announced(text, at)
    if end - at > 1:
        return not first.is_sentence or _is_announced(text, at)
    is_last = end == len(text)
    return is_last and first.first.mark.is_first and first.is_phrase and _is_announced(text, at)


def _is_announced(text: list[Paragraph], at: int) -> bool:
    return at > 0 and (leads_in(text[at - 1].text) or ANNEX.match(text[at - 1].text) is not None)


def _is_title_block(view: View) -> bool:
    return bool(view.line.block and BLOCK.fullmatch(view.line.block))


def _heading_kinds(text: list[Paragraph], listed: list[bool], how: Wrapping) -> frozenset[str]:
    """Kinds of marks that open headings in this document: at least half of their paragraphs look like one."""
    totals: Counter[str] = Counter()
    like: Counter[str] = Counter()
    for at, paragraph in enumerate(text):
        mark = paragraph.first.mark
        if mark and not listed[at]:
            totals[mark.kind] += 1
            like[mark.kind] += _looks_like_one(text, at, how)
    return frozenset(kind for kind, count in like.items() if count and count * 2 >= totals[kind])


def _looks_like_one(text: list[Paragraph], at: int, how: Wrapping) -> bool:
    """A short one without an end, over text."""
    paragraph = text[at]
    if paragraph.is_open or not paragraph.body or len(paragraph.body) > LONGEST_MARKED:
        return False
    if paragraph.is_sentence and not _is_phrase_with_stop(paragraph):
        return False
    if says(paragraph) or at + 1 == len(text) or _goes_on(paragraph, text[at + 1]):
        return False
    below = text[at + 1]
    if len(paragraph.views) == 1 and how.is_full(paragraph.first) and below.first.mark is None:
        return False
    mark = paragraph.first.mark
    if mark is not None and mark.nature != "bullet":
        return True
    return below.is_sentence and (below.first.mark is None or _names_points(paragraph, below))


def _names_points(paragraph: Paragraph, below: Paragraph) -> bool:
    """A few words over points that have another mark: ○ 二国間関係 over － 双方は、…."""
    mark, inner, body = paragraph.first.mark, below.first.mark, paragraph.body
    is_label = len(body) <= LONGEST_LABEL and "、" not in body and not TOPIC.match(body)
    return is_label and mark is not None and inner is not None and inner.nature == "bullet" and inner.kind != mark.kind


def _is_phrase_with_stop(paragraph: Paragraph) -> bool:
    """A noun phrase that ends in 。 as a sentence does: 1.経済分野における協力。"""
    body = paragraph.body
    is_one = body.endswith("。") and body.count("。") == 1
    return is_one and len(body) <= LONGEST_PLAIN and not is_verbal(body) and not TOPIC.match(body) and not STATED.search(body)


def _goes_on(paragraph: Paragraph, below: Paragraph) -> bool:
    """Does its sentence go on in the line below?"""
    return is_under_way(paragraph.views[-1]) and not (below.first.mark or below.first.gap)


def is_cut_off(paragraph: Paragraph) -> bool:
    """Is it the beginning of a sentence of which the page shows no more?"""
    text = paragraph.text
    return text.endswith(CUT_OFF) and CASED.search(text) is not None


def says(paragraph: Paragraph) -> bool:
    """Is it a sentence that leaves out its 。: a topic with a verb?"""
    return not paragraph.is_phrase and TOPIC.match(paragraph.body) is not None


def _is_heading(text: list[Paragraph], at: int, kinds: frozenset[str], how: Wrapping) -> bool:
    view = text[at].first
    if _is_title_block(view):
        return True
    if view.line.block in LIST_BLOCKS and not _is_term(text, at):
        return False
    if view.mark:
        return _is_marked_heading(text, at, kinds, how)
    return _is_plain_heading(text, at, how)


def _is_term(text: list[Paragraph], at: int) -> bool:
    """Is it the term of a list over a whole sentence, as sections are set too? Over a phrase it is a field: 期間, 10月24日."""
    return text[at].first.line.block == "dt" and at + 1 < len(text) and text[at + 1].is_sentence


def _is_marked_heading(text: list[Paragraph], at: int, kinds: frozenset[str], how: Wrapping) -> bool:
    paragraph, mark = text[at], text[at].first.mark
    assert mark
    if mark.nature == "heading":
        is_provision = mark.kind == "ordinal_title" and is_verbal(paragraph.text)
        is_sentence = paragraph.is_sentence and (is_provision or not _is_heading_sentence(paragraph, at + 1 == len(text)))
        return bool(paragraph.body) and not is_sentence
    if _opens_series(text, at):
        return True
    if mark.kind not in kinds or (mark.nature == "bullet" and mark.kind not in HEADING_BULLETS):
        return False
    return _looks_like_one(text, at, how) or _is_heading_sentence(paragraph, at + 1 == len(text))


def _opens_series(text: list[Paragraph], at: int) -> bool:
    """A few words with a number right over the first of another kind (2. 会談 over (1) 漁業) or over points that say more."""
    paragraph = text[at]
    below = text[at + 1].first.mark if at + 1 < len(text) else None
    if not (below and paragraph.first.mark and paragraph.first.mark.is_number):
        return False
    if not (below.is_first if below.is_number else text[at + 1].is_sentence):
        return False
    is_label = paragraph.is_phrase and not paragraph.is_open and 0 < len(paragraph.body) <= LONGEST_LABEL
    is_outer = below.kind != paragraph.first.mark.kind or _holds(paragraph.first.mark, below)
    return is_label and is_outer and not (leads_in(paragraph.text) or MIDDLE.search(paragraph.body))


def _holds(mark: Mark, inner: Mark) -> bool:
    """Is one decimal the chapter of another: 1.0 of 1.1?"""
    chapter, _, zero = mark.number.rpartition(".")
    return zero == "0" and inner.number.startswith(f"{chapter}.")


def _is_heading_sentence(paragraph: Paragraph, is_last: bool) -> bool:
    """A heading that ends as a sentence does: a single short one without a topic."""
    body = paragraph.body
    return not is_last and len(body) <= LONGEST_SENTENCE and body.count("。") == 1 and not TOPIC.match(body)


def _is_plain_heading(text: list[Paragraph], at: int, how: Wrapping) -> bool:
    paragraph = text[at]
    if at + 1 == len(text) or paragraph.is_sentence or paragraph.is_open or says(paragraph) or is_cut_off(paragraph):
        return False
    below = text[at + 1]
    is_speaker = below.text.startswith("「") and SPEAKER.fullmatch(paragraph.text)
    if is_speaker or LABELLED.match(paragraph.text) or SCHEDULED.match(paragraph.text):
        return False
    if BRACKETED.fullmatch(paragraph.text):
        return True
    if _fills_section(text, at):
        return False
    is_cut = (len(paragraph.views) == 1 and how.is_full(paragraph.first)) or _goes_on(paragraph, below)
    if is_cut or len(paragraph.text) > LONGEST_PLAIN:
        return False
    names_section = len(paragraph.text) <= LONGEST_LABEL and below.first.mark is None and below.is_sentence
    return names_section or not leads_in(paragraph.text)


def _fills_section(text: list[Paragraph], at: int) -> bool:
    """Is a phrase all that stands between a heading and the next one of its kind: 2 場所, 県庁特別応接室, 3 出席者?"""
    if at == 0:
        return False
    above, below = text[at - 1].first, text[at + 1].first
    if _is_title_block(above) and above.line.block == below.line.block:
        return True
    is_series = above.mark is not None and below.mark is not None and above.mark.is_number and below.mark.follows(above.mark)
    return is_series and text[at - 1].is_phrase
