"""The head of a document: its title, and the news lead before a full text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from transforms import folding
from transforms.roles import masthead
from transforms.roles.coverage import is_gist_title, is_statement_title, notice
from transforms.roles.headings import ANNEX, BRACKETED
from transforms.roles.masthead import FIRST_HEADINGS
from transforms.roles.paragraphs import HEADING_BLOCK, Wrapping, is_under_way, paragraphs, wrapping
from transforms.roles.view import View
from transforms.source import Metadata

SUBTITLE = re.compile(
    r"[(\[~<「『〔―—–-].*[)\]~>」』〕―—–-]|[◆■▼▽●★].*[◆■▼▽●★]|[(\[<]?(?:日本語)?(?:仮訳|骨子|概要|要旨|抄訳|全訳)[)\]>]?"
    r"|.*(?:に向けて|に向けた|のために|を目指して)"
)
TRANSLATION_NOTE = re.compile(r"[(\[【<](?:仮|和|邦|抄|試|非公式|日本語仮)?訳[)\]】>]")
"""Above or below a title: (仮訳)."""
HEADLINE = re.compile(r"[、 「]|[るたすむくへ]$")
"""In a headline, unlike the heading of a section."""
LETTER = re.compile(r"[(\[【]?[^()]{1,14}側(?:往簡|返簡|書簡|口上書)[)\]】]?")
"""The heading of a letter in an exchange of notes."""

MEETING = re.compile(r"会談|会見|訪問|訪日|表敬|協議|首脳|外相|サミット|会合|会議|声明|共同|発表|合意|宣言|署名|関係|対話")
COLLECTION = re.compile(r"(?:各国|諸国|主要国|外国)(?:政府)?との")
"""In the name of a collection of papers."""
OFFICE_OR_COUNTRY = re.compile(
    r".{1,16}(?:国|省|庁|部|局|連邦|連合|報|社|網|版|官邸|大使館|トップ|ニュース|備忘録|ブログ)(?:\(.{1,12}\))?"
)
TITLE_JOINT = re.compile(r"\s*[|::»>]\s*|\s+[-–—]\s+")
"""Between a page's title and the names of its site and section."""
LONGEST_TITLE, SHORTEST_KNOWN, SHORTEST_TWICE, LONGEST_PLAIN = 120, 8, 15, 40
SHORTEST_PART, SHORTEST_HEADLINE = 12, 10
"""Characters of a part of the known title that the line may go on from, and of a headline over another."""
TRANSLATED = re.compile(r"[(\[<][^()]{1,6}訳?[)\]>]$")
OCCASION, NTH = re.compile(r"(?:対話|会議|会合|協議|サミット|フォーラム)$"), re.compile(r"第[\d一二三四五六七八九十]{1,3}回")
KIND_OF_LAW, LAW_NUMBER = re.compile("条約|告示|公示|公布|法律|政令"), re.compile(r"条約第?[\d一二三四五六七八九十百〇]{1,5}号")
"""The gazette's section, and the number of what it promulgates."""
FIELD = re.compile(r"^(?:Subject|SUBJECT|件名) ?: ?(?:(?:Re|RE|Fwd?|FW) ?: ?)*")
BARE_FORM = 10
"""Characters of a line that names a form and nothing else."""
LONGEST_LEAD_LABEL = 12
"""Characters of a phrase among the sentences before a full text that is none of them."""
WHO_SPEAKS = re.compile(r"[^、。「」]{1,10}(?:氏|首相|総理|大統領|大臣|[外財]相|国防相|防衛相|主席|報道官)")
"""A name over what the person said."""
LONGEST_HEAD = 30
"""Lines without a role that are looked through for a title."""


def assign(views: list[View], metadata: Metadata) -> None:
    """Marks the title lines, and as page frame what stands above them."""
    masthead.assign_days(views)
    masthead.leave_sections(views)
    masthead.leave_blogger(views)
    free = [view for view in views if not view.line.role or view.line.role == "title"]
    how = wrapping(free)
    listed = _listed_title(views)
    end = max(_first_text(free, how), next((at + 1 for at, view in enumerate(free) if view is listed), 0))
    head = free[:end]
    start = next((at for at, view in enumerate(head) if view is listed), None)
    if start is None:
        start = _title_start(head, folding.fold_text(metadata.title or ""), how, _bracketed_sections(free))
    if start is None:
        masthead.leave_widgets(views)
        masthead.leave_place(views)
        masthead.assign_beside_day(views)
        return
    for view in head[:start]:
        is_note = TRANSLATION_NOTE.fullmatch(view.text)
        view.line.role, view.line.rule = ("title", "head:note") if is_note else ("site_chrome", "head:above_title")
    start = masthead.repeated(head, start)
    masthead.leave_above(views, head[start])
    plain_below = _has_plain_phrases(free[end:], how)
    has_sections = any(_is_heading_block(view) for view in free[end:])
    below = free[start + 1 : end + 1]
    for view in _titles(head[start:], below, how, is_loose=not plain_below, has_sections=has_sections):
        if not view.line.role:
            view.line.role, view.line.rule = "title", "head:title"
    masthead.assign_labels(views, head[start])
    masthead.assign_below(views, head[start + 1 :], has_sections)


def _listed_title(views: list[View]) -> View | None:
    """The one line that names a paper behind a number, as collections list them, right above its day of adoption; or its gist
    behind a mark, first of all. No sentence stands above it."""
    text = next((at for at, view in enumerate(views) if view.is_sentence and not view.line.role), len(views))
    free = [view for view in views[:text] if not view.line.role]
    numbered = [
        view
        for view, below in pairwise(views)
        if view.mark and below.line.role == "adoption" and not view.is_sentence and is_statement_title(view.text)
    ]
    if len(numbered) == 1 and any(view is numbered[0] for view in free):
        return numbered[0]
    return free[0] if free and free[0].mark and not free[0].mark.is_number and is_gist_title(free[0].text) else None


def _bracketed_sections(free: list[View]) -> frozenset[int]:
    """Numbers of lines in brackets where there are several: headings of sections, not a title."""
    found = [view.line.number for view in free if BRACKETED.fullmatch(view.text)]
    return frozenset(found if len(found) > 1 else ())


def _has_plain_phrases(text: list[View], how: Wrapping) -> bool:
    """Are there short phrases without a mark in the text, as headings are?"""
    parts = [part.views[-1] for part in paragraphs(text, how) if len(part.views) == 1] if how.width else text
    return any(not (view.mark or view.is_sentence or view.is_open) and len(view.text) <= LONGEST_PLAIN for view in parts)


def assign_leads(views: list[View]) -> None:
    """In a full text, sentences before the notice, or before a title that follows them, are the news lead."""
    start = notice(views)
    if start is None:
        start = _late_title(views)
    else:
        _assign_title_below(views[start:])
    in_section = False
    for view in views[:start]:
        if not view.line.role and not (view.mark and view.mark.is_number):
            in_section = in_section or _is_section(view)
            if in_section:
                view.line.role, view.line.rule = "editorial", "head:before_text"
                continue
            is_label = not view.is_sentence and not view.is_open and len(view.text) <= LONGEST_LEAD_LABEL
            is_label = is_label and not WHO_SPEAKS.fullmatch(view.text)
            view.line.role, view.line.rule = ("site_chrome" if is_label else "news_lead"), "head:before_text"


def _is_section(view: View) -> bool:
    """Is a line above a full text the heading of a section that its publisher adds?"""
    return (view.mark is not None and view.mark.kind == "hash") or (_is_heading_block(view) and view.line.block != "h1")


def _assign_title_below(views: list[View]) -> None:
    """The paper's own title, first below the notice of its full text."""
    first = next((view for view in views if not view.line.role), None)
    is_title = first and not (first.is_sentence or (first.mark and first.mark.is_number)) and is_statement_title(first.text)
    if first and is_title and ("共同" in first.text or _without_note(first.text) in views[0].text):
        first.line.role, first.line.rule = "title", "head:title_below_lead"


def _without_note(title: str) -> str:
    """A title without the note that it is a translation."""
    return TRANSLATION_NOTE.sub("", title)


def _late_title(views: list[View]) -> int:
    """Index of a statement's own title below sentences that announce it; 0 where there is none."""
    sentences = 0
    for at, view in enumerate(views):
        if view.line.role and view.line.role != "title":
            continue
        if view.mark or sentences > 6:
            return 0
        if view.is_sentence:
            sentences += 1
        elif sentences and is_statement_title(view.text) and (_is_own_title(view) or _is_below_number(views, at)):
            if not any(below.is_sentence and not below.line.role for below in views[at + 1 :]):
                return 0
            if at and _is_occasion(views[at - 1], view):
                views[at - 1].line.role, views[at - 1].line.rule = "title", "head:title_below_lead"
            view.line.role, view.line.rule = "title", "head:title_below_lead"
            for same in views[at + 1 :]:
                if same.line.role or _bare(same.text) != _bare(view.text):
                    break
                same.line.role, same.line.rule = "title", "head:title_below_lead"
            return _behind_promulgation(views, at) if _is_below_number(views, at) else at
    return 0


def _is_occasion(above: View, view: View) -> bool:
    """Does a phrase right above a bare 共同声明 name the meeting whose it is?"""
    is_bare = len(TRANSLATED.sub("", view.text)) <= BARE_FORM and not view.gap
    return is_bare and not (above.line.role or above.is_sentence or above.mark) and MEETING.search(above.text) is not None


def _is_own_title(view: View) -> bool:
    """Does a line that names a paper below sentences name the one that follows? A joint one, or under a heading of the page."""
    return "共同" in view.text or (_is_heading_block(view) and ANNEX.match(view.text) is None)


def _behind_promulgation(views: list[View], at: int) -> int:
    """0: what stands above a law's number promulgates it and is no news; but the name of the gazette's section is the page's."""
    for view in views[:at]:
        if not view.line.role and KIND_OF_LAW.fullmatch(view.text):
            view.line.role, view.line.rule = "site_chrome", "head:section"
    return 0


def _bare(text: str) -> str:
    """A title without the field of a letter before it."""
    return FIELD.sub("", text)


def _is_below_number(views: list[View], at: int) -> bool:
    """Does the line stand right below the number under which an agreement was promulgated: 条約第十五号?"""
    return at > 0 and views[at - 1].line.role == "reference" and LAW_NUMBER.fullmatch(views[at - 1].text) is not None


def _first_text(free: list[View], how: Wrapping) -> int:
    """Index of the first line that is a sentence, or the beginning of one, or numbered."""
    headlines = _wrapped_headlines(free, how)
    for at, view in enumerate(free[:LONGEST_HEAD]):
        if view.line.role == "title" or (SUBTITLE.fullmatch(view.text) and not view.is_sentence):
            continue
        if view.line.number in headlines:
            continue
        if view.mark and view.mark.kind == "hash" and not view.is_sentence and (at == 0 or is_statement_title(view.text)):
            continue
        is_marked_title = at == 0 and _is_marked_title(free)
        if is_marked_title:
            continue
        if view.is_sentence or view.mark or len(view.text) > LONGEST_TITLE or view.text.endswith("、"):
            return at
        if at + 1 < len(free) and _begins_wrapped_text(view, free[at + 1], how):
            return at
    return min(len(free), LONGEST_HEAD)


def _is_marked_title(free: list[View]) -> bool:
    """Does the first line name a paper behind a bullet, as collections of by-laws print it, where no other line has it?"""
    first = free[0]
    if first.mark is None or first.mark.nature != "bullet" or first.is_sentence or not is_statement_title(first.body):
        return False
    return not any(view.mark and view.mark.kind == first.mark.kind for view in free[1:])


def _wrapped_headlines(free: list[View], how: Wrapping) -> set[int]:
    """Numbers of the lines of phrases that run over lines of a fixed width and end above a gap, before the first sentence."""
    found: set[int] = set()
    opening = paragraphs(free[:LONGEST_HEAD], how) if how.width else []
    for paragraph, below in pairwise(opening):
        if paragraph.is_sentence or paragraph.mark or paragraph.is_open or len(paragraph.text) > LONGEST_TITLE:
            break
        is_parted = below.first.gap or (how.indented and below.first.indent > max(paragraph.first.indent, how.margin))
        if is_parted and len(paragraph.views) > 1:
            found |= {view.line.number for view in paragraph.views}
    return found


def _begins_wrapped_text(view: View, below: View, how: Wrapping) -> bool:
    if is_statement_title(view.text):
        return False
    is_cut = how.is_full(view) or (is_under_way(view) and not below.gap)
    return is_cut and (below.is_sentence or how.is_full(below) or is_under_way(below))


def _titles(head: list[View], below: list[View], how: Wrapping, *, is_loose: bool, has_sections: bool) -> list[View]:
    """The title line with its continuations and subtitles; `below` has the line after each of `head`.

    `is_loose`: the document has no plain headings, so a phrase right under the title belongs to it. `has_sections`: its text
    has heading blocks; where it has none, one right under the title is a second headline.
    """
    titles = [head[0]]
    for at, view in enumerate(head[1:], 1):
        goes_on = (
            titles[-1].is_open or view.text == titles[-1].text or SUBTITLE.fullmatch(view.text) or is_statement_title(view.text)
        )
        has_text = at < len(below) and below[at].is_sentence
        is_second = _is_heading_block(view) and not has_sections and (HEADLINE.search(view.text) or not has_text)
        is_wrapped = how.width is not None and not view.gap and how.is_full(titles[-1])
        goes_on = goes_on or is_second or is_wrapped or _is_kicker(titles[-1], view) or _is_nth(titles[-1], view)
        goes_on = goes_on and not LETTER.fullmatch(view.text)
        ends_block = (is_loose and how.is_full(titles[-1])) or (at < len(below) and below[at].gap)
        if not goes_on and (FIRST_HEADINGS.fullmatch(view.text) or view.gap or not ends_block):
            break
        titles.append(view)
    return titles


def _title_start(head: list[View], known: str, how: Wrapping, sections: frozenset[int]) -> int | None:
    """Index of the title's first line: one that is known or stands there twice, a heading block, one that names a statement, or
    the best otherwise, but for headings of `sections`."""
    counts = Counter(view.text for view in head)
    wrapped = _wrapped_titles(head, how)
    choices = (
        [at for at, view in enumerate(head) if view.line.role == "title"],
        [at for at, view in enumerate(head) if counts[view.text] > 1 and _may_be_twice(view.text)][:1],
        [at for at, view in enumerate(head) if len(view.text) >= SHORTEST_KNOWN and _is_known(view, known)],
        _tops(head)[-1:],
        [at for at, view in enumerate(head) if is_statement_title(view.text) and not KIND_OF_LAW.fullmatch(view.text)],
        wrapped,
    )
    for found in choices:
        if found:
            at = _below_series(head, _own(head, found))
            while at and _goes_on(head[at - 1], head[at], how):
                at -= 1
            return at
    free = ((at, view) for at, view in enumerate(head) if not (KIND_OF_LAW.fullmatch(view.text) or view.line.number in sections))
    scores = [(_title_score(view), -at) for at, view in free if not FIRST_HEADINGS.fullmatch(view.text)]
    best = max(scores, default=(0, 0))
    return _below_series(head, _first_line(head, -best[1], how)) if best[0] > 0 else None


def _wrapped_titles(head: list[View], how: Wrapping) -> list[int]:
    """Indexes of the first lines of statements' titles that run over lines of a fixed width."""
    whole = [part for part in paragraphs(head, how) if len(part.views) > 1] if how.width else []
    firsts = {part.first.line.number for part in whole if is_statement_title(part.text)}
    return [at for at, view in enumerate(head) if view.line.number in firsts]


def _first_line(head: list[View], at: int, how: Wrapping) -> int:
    """Where the phrase begins that a line of a fixed width is part of, or the headline over a second one."""
    while at and how.width and not head[at].gap and how.is_full(head[at - 1]):
        at -= 1
    above = head[at - 1] if at else None
    if above is None or above.mark or head[at].gap or not (above.gap or above.line.number == 1):
        return at
    return at - 1 if len(above.text) >= SHORTEST_HEADLINE and HEADLINE.search(above.text) else at


def _may_be_twice(text: str) -> bool:
    """Is a line that stands twice above the text long enough for a headline?"""
    return len(text) >= SHORTEST_TWICE or (len(text) >= SHORTEST_PART and MEETING.search(text) is not None)


def _is_known(view: View, known: str) -> bool:
    """Does the page's known title begin with the line, or have it between the names of site and section?"""
    if known.startswith(view.text):
        return True
    parts = TITLE_JOINT.split(known)
    is_part = view.text in parts or any(len(part) >= SHORTEST_PART and view.text.startswith(part) for part in parts)
    return is_part and not OFFICE_OR_COUNTRY.fullmatch(view.text)


def _own(head: list[View], found: list[int]) -> int:
    """The first of the lines that may be the title, but for a collection's name above the paper's own: a blank line stands
    between, or it names many states."""
    for at, following in pairwise(found):
        own = head[following]
        is_other = own.text not in head[at].text and head[at].text not in own.text
        is_apart = own.gap or COLLECTION.search(head[at].text) is not None
        if not (is_apart and is_other and is_statement_title(own.text) and is_statement_title(head[at].text)):
            return at
    return found[-1]


def _below_series(head: list[View], at: int) -> int:
    """Index of the title below the name of its series, with which it begins: 「A+B」対話, 「A+B」対話・第13回実務者会合."""
    while at + 1 < len(head) and _opens_with(head[at + 1].text, head[at].text):
        at += 1
    return at


def _opens_with(title: str, series: str) -> bool:
    return title.startswith(series) and title[len(series) : len(series) + 1] in ("・", "第", ":")


def _goes_on(before: View, view: View, how: Wrapping) -> bool:
    """Do both lines belong to one title? A bare 議長声明 goes on from the meeting's name, 第3回会合 from that of its series."""
    if _is_nth(before, view):
        return True
    bare = TRANSLATED.sub("", view.text)
    if is_statement_title(view.text) and len(bare) <= BARE_FORM and not view.gap and MEETING.search(before.text):
        return True
    if before.line.block == "title" and view.line.block == "title":
        return True
    return before.is_open or how.is_full(before) or _is_kicker(before, view)


def _is_nth(before: View, view: View) -> bool:
    """Do two lines name a meeting, the first its series and the second which one it was?"""
    return not view.gap and OCCASION.search(before.text) is not None and NTH.match(view.text) is not None


def _is_kicker(before: View, view: View) -> bool:
    """Does a heading of its own above a page's `h1` name the occasion, as newspapers print it? No site calls itself a meeting."""
    is_above = _is_heading_block(before) and before.line.block != "h1" and view.line.block == "h1"
    return is_above and MEETING.search(before.text) is not None and not before.is_sentence


def _is_heading_block(view: View) -> bool:
    return HEADING_BLOCK.fullmatch(view.line.block or "") is not None


def _is_top(view: View) -> bool:
    return view.line.block in ("h1", "title") or bool(view.mark and view.mark.kind == "hash")


def _tops(head: list[View]) -> list[int]:
    """Indexes of the heading blocks of the outermost kind that stands there."""
    tops = [at for at, view in enumerate(head) if _is_top(view) and not OFFICE_OR_COUNTRY.fullmatch(view.body)]
    levels = [head[at].text.split(" ")[0].count("#") or 1 for at in tops]
    return [at for at, level in zip(tops, levels, strict=True) if level == min(levels)]


def _title_score(view: View) -> int:
    if OFFICE_OR_COUNTRY.fullmatch(view.text):
        return 0
    return 2 * bool(MEETING.search(view.text)) + (len(view.text) >= 12) + (len(view.text) >= 6)
