"""What a page sets between its own head and the text, round the title: the title again, days, labels, the writer's name."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from transforms import patterns, wires
from transforms.entities import names
from transforms.roles.closing import places
from transforms.roles.paragraphs import is_under_way
from transforms.roles.view import View

FIRST_HEADINGS = re.compile(r"[【\[<〔]?(?:前文|序文|序|はじめに|序言|前言|総論|概要|要旨|ポイント|骨子)[】\]>〕]?")
LOOSE_BLOCKS = frozenset({"p", "li", "dd"})
"""Blocks whose phrases between a page's title and its text are labels, where headings have blocks of their own."""

WRITER = re.compile(r"[ァ-ヴー]{2,12}(?:・[ァ-ヴー]{2,12}){1,3}")
"""A name alone on its line."""

NAME = re.compile(r"[一-龥々ヶ]{3,6}|[一-龥々ヶ]{1,3} [一-龥々ヶ]{1,3}")

PAPER = re.compile(r"声明|宣言|コミュニケ|(?<!報道)発表(?!日|時)|協定|条約|会[談見議合]|訪問|サミット|協議")
"""In a title with a day, unlike a line that tells when a page was published."""

BACK_TO = re.compile(r"[<≪←▲]? ?(?P<section>[^。、]{2,40}?)(?:のページ)?[へに](?:戻る|もどる)")
"""In the foot of a page: back to the section that it belongs to."""

TALKS = re.compile(
    r"[^。、]{2,40}(?:会談|会合|協議|対話|表敬|訪問|声明|コミュニケ|宣言)(?:の?(?:結果|概要))?(?:\((?:結果|概要|仮訳)\))?"
    r"(?: ?(?:平成|令和|\d{4}年)[^。、]{4,14}日)?"
)
"""The title of a ministry's page, on a blog that repeats it."""

LONGEST_DATED = 60
LONGEST_OF_BLOGGER = 80
"""Characters of a line in which a blog presents itself."""
SHORTEST_TITLE = 12
SECOND_HEADLINE = 2
"""Lines from a headline to its repetition, with a second headline between them."""
LONGEST_LABEL, LONGEST_SECTION = 16, 8
"""Characters of a bulleted label above the day, and of a section's name above the dateline."""


def assign_days(views: list[View]) -> None:
    """Above the first sentence, a line of few words with a whole day tells of publication where no other does."""
    text = next((at for at, view in enumerate(views) if view.is_sentence), len(views))
    head = views[: text if text < len(views) else 0]
    if any(view.line.role in ("publication_date", "adoption") for view in head):
        return
    for view in head:
        is_short = len(view.text) <= LONGEST_DATED and not view.line.role
        if is_short and not PAPER.search(view.text) and _dated().fullmatch(view.text):
            view.line.role, view.line.rule = "publication_date", "head:dated"


@lru_cache(maxsize=1)
def _dated() -> re.Pattern[str]:
    return re.compile(
        patterns.filled(
            r"[(\[【]?(?:[^。はがをにのも]{0,20}[::、 |/])?{day}(?:[ 、|/(\[T-][^。はがをに]{0,24})?[)\]】]?", "boilerplate.toml"
        )
    )


def _is_text(view: View) -> bool:
    """A sentence, or one that has begun: one line of a report may end at a comma."""
    return view.is_sentence or is_under_way(view) or view.text.endswith("、")


def assign_beside_day(views: list[View]) -> None:
    """Where no title was found otherwise, a phrase right below the day of publication is the title, else one right above it;
    what stands above both is the page's."""
    text = next((at for at, view in enumerate(views) if _is_text(view)), len(views))
    day = next((at for at, view in enumerate(views[:text]) if view.line.role == "publication_date"), None)
    if day is None or text == len(views):
        return
    free = [at for at, view in enumerate(views[:text]) if not view.line.role]
    beside = [*[at for at in free if at > day][:1], *[at for at in free if at < day][-1:]]
    title = next((at for at in beside if len(views[at].text) >= SHORTEST_TITLE and not views[at].mark), None)
    if title is not None:
        views[title].line.role, views[title].line.rule = "title", "head:beside_day"
    for at in free:
        if at < (day if title is None else title):
            views[at].line.role, views[at].line.rule = "site_chrome", "head:above_title"


def leave_widgets(views: list[View]) -> None:
    """A place alone above the text and over the page's frame is that of its weather or edition."""
    text = next((at for at, view in enumerate(views) if _is_text(view)), 0)
    for view, below in pairwise(views[:text]):
        if not view.line.role and below.line.role == "site_chrome" and view.text.removesuffix("市") in places():
            view.line.role, view.line.rule = "site_chrome", "head:widget"


def leave_sections(views: list[View]) -> None:
    """Above the text, the name of a section to which the foot of the page leads back is the page's."""
    text = next((at for at, view in enumerate(views) if _is_text(view)), 0)
    links = [view.text for view in views[text + 1 :] if view.text.endswith(("戻る", "もどる"))] if text else []
    named = {found["section"] for link in links if (found := BACK_TO.fullmatch(link))}
    for view in views[:text] if named else ():
        if not view.line.role and view.text in named:
            view.line.role, view.line.rule = "site_chrome", "head:section"


def leave_blogger(views: list[View]) -> None:
    """Above the day of a blog's entry and the title of a ministry's page right below it, short lines present the blog."""
    pairs = (at for at, view in enumerate(views[:-1]) if view.line.role == "publication_date" and not views[at + 1].line.role)
    day = next(pairs, None)
    if day is None or not TALKS.fullmatch(views[day + 1].text) or not any(view.is_sentence for view in views[:day]):
        return
    above = [view for view in views[:day] if not view.line.role]
    if any(view.mark or len(view.text) > LONGEST_OF_BLOGGER or TALKS.fullmatch(view.text) for view in above):
        return
    for view in above:
        view.line.role, view.line.rule = "site_chrome", "head:blogger"


def leave_place(views: list[View]) -> None:
    """A place alone right above the text of a report without a title is its dateline."""
    for view, below in pairwise(views):
        if below.is_sentence:
            if not view.line.role and view.text.removesuffix("市").removesuffix("発") in places():
                view.line.role, view.line.rule = "byline", "head:place"
            return


def repeated(head: list[View], start: int) -> int:
    """Where the title stands again above the text: the page names it first, its menus between are of the page."""
    again = next((at for at in range(len(head) - 1, start + 1, -1) if head[at].text == head[start].text), None)
    if again is None:
        return start
    head[start].line.role, head[start].line.rule = "title", "head:title"
    is_second = again - start == SECOND_HEADLINE and len(head[start + 1].text) >= SHORTEST_TITLE and not head[start + 1].gap
    if is_second:
        head[start + 1].line.role, head[start + 1].line.rule = "title", "head:title"
    for view in head[start + 1 + is_second : again]:
        view.line.role, view.line.rule = "site_chrome", "head:above_title"
    return again


def assign_labels(views: list[View], title: View) -> None:
    """Between title and text, bullets right above the day are the page's labels and buttons; so are the name of its section above
    a dateline or once more, a place right above the text, and an agency's name above the title."""
    at = next(at for at, view in enumerate(views) if view is title)
    text = next((place for place in range(at, len(views)) if views[place].is_sentence), len(views))
    named = {view.text for view in views[:at] if view.line.role == "site_chrome"}
    for view, below in reversed([*pairwise(views[at + 1 : text + 1])]):
        is_marked = view.line.block == "li" or (view.mark is not None and not view.mark.is_number)
        is_item = is_marked and len(view.text) <= LONGEST_LABEL
        above_day = is_item and (below.line.role == "publication_date" or below.line.rule == "head:label")
        is_name = len(view.text) <= LONGEST_SECTION and not view.mark
        is_place = below.is_sentence and view.text.removesuffix("市") in places()
        is_section = is_name and (wires.opens_report(below.text) or view.text in named or is_place)
        if not view.line.role and (above_day or is_section):
            view.line.role, view.line.rule = "site_chrome", "head:label"
    for view in views[:at]:
        if view.line.rule in ("boilerplate/agency", "boilerplate/press"):
            view.line.role, view.line.rule = "site_chrome", "head:above_title"


def leave_above(views: list[View], title: View) -> None:
    """Above the title, with the page's menus in between, a day is that of the page where the text's own day is below the title;
    and Latin letters are no parallel text."""
    at = next(at for at, view in enumerate(views) if view is title)
    text = next((place for place in range(at, len(views)) if views[place].is_sentence), len(views))
    has_own_day = any(view.line.role == "publication_date" for view in views[at:text])
    last_menu = max((place for place, view in enumerate(views[:at]) if view.line.role == "site_chrome"), default=-1)
    for place, view in enumerate(views[:at]):
        is_day = view.line.role == "publication_date" and has_own_day and place < last_menu
        if is_day or (view.line.role == "reference" and view.line.rule.endswith("/parallel_text")):
            view.line.role, view.line.rule = "site_chrome", "head:above_title"


def is_name(text: str) -> bool:
    """Is a text a full name in kanji, and nothing else?"""
    return NAME.fullmatch(text) is not None and names.is_full_kanji_name(text)


def assign_below(views: list[View], head: list[View], has_sections: bool) -> None:
    """Between title and text (`head`), a name alone below the day is the writer's; where headings have blocks of their own,
    phrases are labels."""
    below_day = {view.line.number for before, view in pairwise(views) if before.line.role == "publication_date"}
    beside_day = below_day | {view.line.number for view, after in pairwise(views) if after.line.role == "publication_date"}
    for view in head:
        if view.line.role or FIRST_HEADINGS.fullmatch(view.text):
            continue
        is_writer = view.line.number in below_day and WRITER.fullmatch(view.text)
        if is_writer or (view.line.number in beside_day and is_name(view.text)):
            view.line.role, view.line.rule = "byline", "head:writer"
        elif has_sections and view.line.block in LOOSE_BLOCKS:
            view.line.role, view.line.rule = "site_chrome", "head:label"
