"""What stands round the text: boilerplate, the zones that it opens, and blocks of a page that are no text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from itertools import pairwise, zip_longest

from transforms.lines import GOES_ON
from transforms.roles import boilerplate
from transforms.roles.boilerplate import Rule
from transforms.roles.closing import places
from transforms.roles.coverage import is_statement_title
from transforms.roles.paragraphs import HEADING_BLOCK, Wrapping, paragraphs, wrapping
from transforms.roles.view import View
from transforms.source import Metadata

BLOCK_ROLES = {
    "nav": "site_chrome",
    "header": "site_chrome",
    "footer": "site_chrome",
    "aside": "site_chrome",
    "related": "site_chrome",
    "cookie": "site_chrome",
    "share": "site_chrome",
    "comments": "site_chrome",
    "form": "site_chrome",
    "script": "site_chrome",
    "hidden": "site_chrome",
    "page_head": "site_chrome",
    "page_number": "site_chrome",
    "front_matter": "markup",
    "a": "site_chrome",
    "byline": "byline",
    "figcaption": "photo_caption",
    "footnote": "reference",
    "translation": "reference",
    "time": "publication_date",
}
"""Roles of the blocks of HTML, PDF and DOCX that hold no text of the document."""

WIDE = frozenset({"short", "rest"})
"""How far zones reach that may not begin above the text and go on over it: a document is never all frame."""

MOST_LINKS = 5
"""Lines of links inside an article; after more of them, sentences belong to the links too."""

FOOT = re.compile(r"\d{1,2} [^。]{4,160}(?:をいう|を指す|を意味する|を参照|のこと)。")
"""A footnote by its wording: 1 ここでは、細菌をいう。"""

CAPTION_GOES_ON = re.compile(r"[とをにでがの](?=[一-鿿ァ-ヺ])")
"""How the second line of a caption begins that was broken over two."""

ANNEXED = re.compile(r"第[\d一二三四五六七八九十]{1,3}回[^。、]{2,40}(?:会合|会議|協議|対話|サミット|委員会)")
"""The first line of the title of a paper below a release."""

SHORTEST_HEADLINE = 12
SHORTEST_RUNNING_HEAD, LONGEST_RUNNING_HEAD = 6, 60
FIRST_PAGES = 2
"""The number of a first page, or that after a cover."""
HEAD_OF_PAPER = 4
"""Lines in which a paper's title stands."""
LONGEST_PAGE = 100
"""Lines that are looked back over for the list that a page break stands in."""
PARTICLE = re.compile("[、はをがに]")
"""In a line of text, unlike a heading or a name."""
WRAPPED_ROLES = frozenset(
    "fulltext_notice photo_caption image_credit publication_date byline copyright source_url reference adoption".split()
)
"""Roles of lines that run over a fixed width; the rules of a page's chrome are for lines as they are."""
PAGE_NUMBER = re.compile(r"\d{1,4}")
WITH_NUMBER = re.compile(r"\d{1,4} {3,}(?P<after>[^。]{2,60})|(?P<before>[^。]{2,60}?) {3,}\d{1,4}")
"""A running head with the page's number on its line."""
IN_BRACKETS, SEPARATOR = re.compile(r"\((?P<inside>[^()]+)\)"), re.compile("[、・/ ]+")
FIELD_OF_MEETING = re.compile("(?:日 ?[時程]|場 ?所|会 ?場|開催地|(?:出席|参加|同席)者|主 ?催)(?!.*(?:署名|調印))")
"""A row or term that tells of the meeting, wherever it stands."""
ISSUE = re.compile(r"\d{1,2}月\d{1,2}日|第\d{1,6}号|No\. ?\d|Vol\. ?\d")
NUMBERED = re.compile(r"(?P<stem>[^。]{8,80}?)[ (]?\d{1,2}\)?")
PAGE_BEHIND = re.compile(r"(?<![\s.・…])[\s.・…]{1,200}\d{1,4}$")
STRONG_LENGTH = 25
"""A line of at least so many characters that ends a sentence is taken for text where no rule speaks against it."""


def assign(views: list[View], metadata: Metadata) -> None:
    """Gives a role to every line that a rule or its block speaks for; the others keep none."""
    rules = boilerplate.rules_for(views, metadata)
    matches = [boilerplate.match(rules, view.text, "head") for view in views]
    unmatched = [view for view, rule in zip(views, matches, strict=True) if rule is None]
    how = wrapping(unmatched)
    first, last = _extent(views, matches, how)
    zone: Rule | None = None
    length = 0
    for at, view in enumerate(views):
        rule = matches[at]
        length = length + 1 if zone else 0
        if at >= first and (at > last or (rule and rule.where != "any")):
            rule = boilerplate.match(rules, view.text, "body" if at <= last else "foot")
        if zone and _closes(zone, views, at, length, is_first=at == first):
            zone = None
        zone = _give(view, rule, zone)
    _mark_wrapped(views, rules, how, range(first, last + 1))
    _mark_cut_captions(views)
    _free_headline(views[:first])
    _leave_days_of_page(views)
    _mark_page_numbers(views)
    _mark_feet(views)
    _mark_running_heads(views)
    _mark_numbered_heads(views)
    _mark_issues(views)
    _mark_numbered_captions([view for view in views[:first] if not view.line.role])
    _mark_gallery(views)


def _mark_wrapped(views: list[View], rules: tuple[Rule, ...], how: Wrapping, text: range) -> None:
    """Notices, captions, days and the like that run over lines of a fixed width. `text`: the extent of the text."""
    free = [view for view in views if not view.line.role]
    at = {view.line.number: place for place, view in enumerate(views)}
    for paragraph in paragraphs(free, how) if how.width else ():
        if len(paragraph.views) == 1:
            continue
        start = at[paragraph.first.line.number]
        place = "body" if start in text else "head" if start < text.start else "foot"
        rule = boilerplate.match(rules, paragraph.text, place)
        if rule and rule.role in WRAPPED_ROLES:
            for view in paragraph.views:
                ident = rule.id if view is paragraph.first else f"{rule.id}/{GOES_ON}"
                view.line.role, view.line.rule = rule.role, ident


def _mark_cut_captions(views: list[View]) -> None:
    """Above a caption that goes on with a particle, and below the day above one that only says whose the picture is, stands
    the beginning of that caption."""
    is_below_day = False
    for view, below in pairwise(views):
        is_below_day = is_below_day or view.line.role == "publication_date"
        is_rest = below.line.role == "photo_caption" and CAPTION_GOES_ON.match(below.text) is not None
        is_credit = below.line.role == "image_credit" and below.text.startswith("(") and is_below_day
        if (is_rest or is_credit) and not (view.line.role or view.is_sentence or view.mark or below.gap):
            view.line.role, view.line.rule = "photo_caption", "frame:cut_caption"


def _free_headline(head: list[View]) -> None:
    """Where lists of links took all that stands above the text, the last line of words above the day is the headline, or else
    above the text."""
    if any(not view.line.role and len(view.text) >= SHORTEST_HEADLINE for view in head):
        return
    day = next((at for at, view in enumerate(head) if view.line.role == "publication_date"), len(head))
    for above in (view for end in (day, len(head)) for view in head[:end][-1:]):
        if above.line.rule.endswith("+") and above.line.block is None and len(above.text) >= SHORTEST_HEADLINE:
            above.line.role, above.line.rule = "", ""
            return


def _leave_days_of_page(views: list[View]) -> None:
    """A day in the page's head, side or foot says when the page was shown or changed, where the text has a day of its own."""
    dated = [view for view in views if view.line.role == "publication_date"]
    of_page = [view for view in dated if BLOCK_ROLES.get(view.line.block or "") == "site_chrome"]
    for view in of_page if len(of_page) < len(dated) else ():
        view.line.role, view.line.rule = "site_chrome", f"block:{view.line.block}"


def _mark_numbered_captions(head: list[View]) -> None:
    """Lines above the text that differ only in a number at their end are the captions of pictures."""
    stems = [NUMBERED.fullmatch(view.body) for view in head]
    counts = Counter(match["stem"] for match in stems if match)
    for view, match in zip(head, stems, strict=True):
        if match and counts[match["stem"]] > 1:
            view.line.role, view.line.rule = "photo_caption", "frame:numbered_caption"


def _mark_gallery(views: list[View]) -> None:
    """A bulleted phrase right over a picture's credit is that picture's caption."""
    for view, below in pairwise(views):
        is_item = view.mark is not None and not view.mark.is_number and not view.is_sentence
        if is_item and not view.line.role and below.line.role == "image_credit" and not below.gap:
            view.line.role, view.line.rule = "photo_caption", "frame:gallery"


def _mark_page_numbers(views: list[View]) -> None:
    """A number alone on the line before or after a form feed is the page's; so are such numbers that count on between gaps."""
    for view, below in pairwise(views):
        for number in (view, below) if below.opens_page else ():
            if not number.line.role and PAGE_NUMBER.fullmatch(number.text):
                number.line.role, number.line.rule = "site_chrome", "frame:page_number"
    heads = {view.text for view in views[:HEAD_OF_PAPER]}
    alone = [view for view, below in zip_longest(views, views[1:]) if _stands_alone(view, below, heads)]
    values = [int(view.text) for view in alone]
    if len(alone) > 1 and values[0] <= FIRST_PAGES and values == [*range(values[0], values[0] + len(values))]:
        for view in alone:
            view.line.role, view.line.rule = "site_chrome", "frame:page_number"


def _mark_feet(views: list[View]) -> None:
    """A numbered line right over the number of its page that says what a word means is a footnote."""
    for view, below in pairwise(views):
        if below.line.rule == "frame:page_number" and not view.line.role and FOOT.fullmatch(view.text):
            view.line.role, view.line.rule = "reference", "frame:foot"


def _stands_alone(view: View, below: View | None, heads: Collection[str]) -> bool:
    """Is a line a number and nothing else, parted from what stands above and below it, or over the head of the next page?"""
    is_parted = view.gap and (below is None or below.gap or below.text in heads)
    return is_parted and not view.line.role and PAGE_NUMBER.fullmatch(view.text) is not None


def _mark_running_heads(views: list[View]) -> None:
    """A short line beside a page number is the head or foot of pages where it stands there again, or opens the document, or where
    the text goes on across it."""
    beside = [
        at
        for at, view in enumerate(views)
        if not view.line.role
        and not view.is_sentence
        and len(view.text) <= LONGEST_RUNNING_HEAD
        and (view.opens_page or any(_is_page_number(other) for other in views[max(at - 1, 0) : at + 2]))
    ]
    counts = Counter(views[at].text for at in beside)
    for at in beside:
        is_of_issue = at > 0 and views[0].text.startswith(views[at].text) and views[0].line.role != "title"
        if counts[views[at].text] > 1 or is_of_issue or _names_paper(views, at) or _goes_on_across(views, at):
            views[at].line.role, views[at].line.rule = "site_chrome", "frame:running_head"


def _names_paper(views: list[View], at: int) -> bool:
    """Does a line shorten what stands above the text, as the head or foot of pages does? No heading ends a page."""
    text = views[at].text
    is_foot = at + 1 < len(views) and _is_page_number(views[at + 1])
    if len(text) < SHORTEST_RUNNING_HEAD or views[at].mark or not (is_foot or is_statement_title(text)):
        return False
    above = iter("".join(view.text for view in views[: min(at, HEAD_OF_PAPER)]))
    return all(character in above for character in text)


def _mark_numbered_heads(views: list[View]) -> None:
    """A phrase that stands more than once with a number far from it is the head of pages with their numbers."""
    found = [(view, match) for view in views if not view.line.role and (match := WITH_NUMBER.fullmatch(view.text))]
    counts = Counter(match["after"] or match["before"] for _, match in found)
    for view, match in found:
        if counts[match["after"] or match["before"]] > 1:
            view.line.role, view.line.rule = "site_chrome", "frame:numbered_head"


def _mark_issues(views: list[View]) -> None:
    """The head of an issue, with its day or number, that stands again further down is that of its pages."""
    heads = {view.text: view for view in reversed(views[:HEAD_OF_PAPER]) if ISSUE.search(view.text) and not view.is_sentence}
    for view in views if heads else ():
        if heads.get(view.text, view) is not view and not view.line.role:
            view.line.role, view.line.rule = "site_chrome", "frame:issue"


def _goes_on_across(views: list[View], at: int) -> bool:
    """Does an inner list go on from the line above the page break to the one below it? No heading stands within one."""
    below = next((view.mark for view in views[at + 1 : at + 3] if not _is_page_number(view)), None)
    numbers = [view.mark for view in views[max(at - LONGEST_PAGE, 0) : at] if view.mark and view.mark.is_number]
    if below is None or not numbers or views[at].mark:
        return False
    return below.follows(numbers[-1]) and any(mark.kind != below.kind for mark in numbers)


def _is_page_number(view: View) -> bool:
    return view.line.rule.endswith("page_number")


def _give(view: View, rule: Rule | None, zone: Rule | None) -> Rule | None:
    """Gives a line its role by its rule, its block or the zone it stands in; returns the zone that goes on."""
    if rule and not _is_outranked(view, rule, zone):
        view.line.role, view.line.rule = rule.role, rule.id
        if rule.role == "byline" and _names_places(view.text):
            view.line.role, view.line.rule = "site_chrome", "frame:places"
        return rule if rule.opens and not (rule.opens == "short" and view.line.block == "a") else zone
    if view.line.block in BLOCK_ROLES:
        view.line.role, view.line.rule = BLOCK_ROLES[view.line.block], f"block:{view.line.block}"
    elif zone:
        view.line.role, view.line.rule = zone.below, f"{zone.id}+"
        return None if zone.opens == "next" else zone
    return zone


def _names_places(text: str) -> bool:
    """Does a bracket hold states or places and nobody's name: (インド、オマーン)?"""
    found = IN_BRACKETS.fullmatch(text)
    return found is not None and all(part in places() for part in SEPARATOR.split(found["inside"]))


def _is_outranked(view: View, rule: Rule, zone: Rule | None) -> bool:
    """Addresses and marks within notes are of the notes; what looks like a note within the page's frame is of the frame; what
    stands in a translation is of the translation, and in a list of contents of that list."""
    if view.line.block == "translation" or (view.line.block == "figcaption" and rule.role == "publication_date"):
        return True
    if view.line.block in ("dt", "tr") and FIELD_OF_MEETING.match(view.text):
        return True
    if rule.role == "reference" and BLOCK_ROLES.get(view.line.block or "") == "site_chrome":
        return True
    if zone is None:
        return False
    if zone.opens == "entries" and rule.role == "editorial":
        return True
    in_notes = zone.opens != "short" and zone.role in ("editorial", "reference") and rule.role in ("source_url", "markup")
    return in_notes or (zone.role == "site_chrome" and rule.role == "reference" and not rule.opens)


def _extent(views: list[View], matches: list[Rule | None], how: Wrapping) -> tuple[int, int]:
    """Indexes of the first and last line that is text by its length and ending, or as one of lines of a fixed width."""
    strong = [
        at
        for at, view in enumerate(views)
        if matches[at] is None and (_is_strong(view) or (at + 1 < len(views) and _is_wrapped(view, views[at + 1], how)))
    ]
    return (strong[0], strong[-1]) if strong else (len(views), -1)


def _is_wrapped(view: View, below: View, how: Wrapping) -> bool:
    """Does the text go on from this line to the next one at the width at which the document is wrapped?"""
    goes_on = below.is_sentence or how.is_full(below)
    return how.is_full(view) and goes_on and view.line.block not in BLOCK_ROLES and PARTICLE.search(view.text) is not None


def _is_strong(view: View) -> bool:
    if view.line.block in BLOCK_ROLES or len(view.text) < STRONG_LENGTH:
        return False
    return view.is_sentence or bool(view.mark and view.mark.is_number)


def _closes(zone: Rule, views: list[View], at: int, length: int, *, is_first: bool) -> bool:
    """Does the zone end before the line `at`, the `length`-th of it? `is_first`: it is the first that is text by its length."""
    view = views[at]
    is_heading = HEADING_BLOCK.fullmatch(view.line.block or "") is not None
    if is_first and (zone.opens in WIDE or zone.role == "site_chrome"):
        return True
    if zone.opens in ("block", "entries") and (view.gap or is_heading):
        return True
    is_text = view.is_sentence and len(view.text) >= STRONG_LENGTH
    if zone.opens == "entries":
        return is_text or _is_repeated(views, at, length)
    if zone.opens == "short":
        is_paper = zone.ends == "paper" and (is_statement_title(view.text) or ANNEXED.fullmatch(view.text))
        is_headline = view.line.block in ("h1", "title") or _is_headline_again(views, at)
        return bool(is_paper) or is_headline or (is_text and length <= MOST_LINKS)
    return False


def _is_headline_again(views: list[View], at: int) -> bool:
    """Does a headline that stood above the zone stand there once more, right over the text?"""
    text = views[at].text
    above = (view.text for view in views[: min(at, LONGEST_PAGE)] if view.line.role in ("", "title"))
    is_over_text = at + 1 < len(views) and views[at + 1].is_sentence
    return is_over_text and len(text) >= SHORTEST_HEADLINE and text in above


def _is_repeated(views: list[View], at: int, length: int) -> bool:
    """Does the line, but for the number of its page, stand among the `length` lines above it? With it the text begins."""
    above = views[at - min(length, LONGEST_PAGE) : at]
    return PAGE_BEHIND.sub("", views[at].text) in (PAGE_BEHIND.sub("", view.text) for view in above)
