"""The end of a statement: the line that tells where, when and in which languages it was adopted, and who signed it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, takewhile

from transforms import folding, lexicon, patterns
from transforms.lines import GOES_ON
from transforms.roles.headings import ANNEX, ATTENDANTS, find_delegates
from transforms.roles.paragraphs import HEADING_BLOCK, Wrapping, paragraphs, wrapping
from transforms.roles.view import View

LONGEST_ADOPTION, LONGEST_ALONE, LONGEST_SIGNATURE = 300, 60, 60
"""Characters of a line."""

MOST_CLOSING = 8
"""Lines over which an adoption line may run."""

STANDS_ALONE = frozenset({"day_place", "short_day_place", "place_day", "place_alone", "made_at", "archive_signed"})
"""Adoption lines that are no sentences: they may stand below the title too."""

PLACE_ALONE = re.compile(r"(?:於[: ]?)?(?P<name>[一-龠ァ-ヴー・]{2,16})(?:において|にて)?(?:(?:[、 ]|\()[^\s、()]{2,12}\)?)?")
"""A line that may be a place, with or without its country."""

ATTENDANCE = re.compile(rf"[^。、]{{0,12}}{ATTENDANTS}[^。、]{{0,12}}")
"""The heading of a list of those who were there."""

TIME = re.compile("[:時]")
"""In a dated line: the hour of publication."""

BESIDE_DAY = re.compile(
    r"(?:(?P<before>[一-龠A-Za-z ]+) )?[^。、於に]{0,4}\d[^。、於にで]{4,24}[日)](?: (?P<behind>[一-龠A-Za-z ]+))?"
)
"""A day with one word in kanji or Latin letters before or behind it, and nothing that makes it a place."""

OF_BOTH = re.compile("両[一-龠]{1,4}$")
"""両市長, at the end of a caption: nobody signs so."""

SECOND_PAPER = re.compile(r"(?:秘密|追加|附属)?(?:宣言書?|議定書|協[約定]|条約|約款|交換公文|覚書|取極|口上書|[往返]簡|声明)")
"""The heading of another paper, with spaces between its letters or without: 宣 言 書."""

CUES = re.compile("[通部]が?作成|[日於証]|本書")
BRACKETED_DAY = re.compile(r"[(\[<〔【][^()]{6,40}[)\]>〕】]")
COLUMNS = re.compile(r" {2,}|\t|\s\|\s")
"""What parts signatures that stand side by side."""


def assign(views: list[View]) -> None:
    """Marks adoption lines and signature blocks among lines that have no role yet."""
    how = wrapping([view for view in views if not view.line.role])
    free = [view for view in views if not view.line.role or view.line.block == "time" or _is_cut_day(view, how)]
    is_below_text = True
    for paragraph in reversed(paragraphs(free, wrapping(free))):
        if not paragraph.is_sentence and (ANNEX.match(paragraph.text) or _names_paper(paragraph.text)):
            is_below_text = True
            continue
        rule = _adoption(paragraph.text) if is_below_text or len(paragraph.text) <= LONGEST_ALONE else None
        if rule and (is_below_text or (rule in STANDS_ALONE and not _is_signed(paragraph.text))):
            _adopt(paragraph.views, rule)
            continue
        _adopt_within(paragraph.views)
        if paragraph.is_sentence:
            is_below_text = False
    _adopt_days_over_places(views)
    _assign_signatures([view for view in free if not view.line.role or view.line.role == "adoption"])


def _names_paper(text: str) -> bool:
    return SECOND_PAPER.fullmatch(text.replace(" ", "")) is not None


def _adopt_within(views: list[View]) -> None:
    """Lines that stand alone among others that seem to go on: the end of a title over the day."""
    if len(views) < 2:
        return
    for start in range(max(1, len(views) - MOST_CLOSING), len(views)):
        whole = "".join(view.text for view in views[start:])
        if len(whole) <= LONGEST_ALONE and (rule := _adoption(whole)) in STANDS_ALONE:
            _adopt(views[start:], str(rule))
            return
    for view in views:
        if (rule := _adoption(view.text)) in STANDS_ALONE:
            _adopt([view], str(rule))


def _is_cut_day(view: View, how: Wrapping) -> bool:
    """May a day be the first of the lines over which an adoption line runs at a fixed width?"""
    return view.line.role == "publication_date" and how.is_full(view) and not TIME.search(view.text)


def _is_signed(text: str) -> bool:
    """Stands a word beside the day that may as well be the name of who wrote: 2024年5月6日 山田太郎?"""
    beside = BESIDE_DAY.fullmatch(text)
    return beside is not None and (beside["before"] or beside["behind"] or "").removesuffix("市") not in places()


def _adopt(views: list[View], rule: str) -> None:
    for view in views:
        ident = f"closing:{rule}"
        view.line.role, view.line.rule = "adoption", ident if view is views[0] else f"{ident}/{GOES_ON}"


def _adopt_days_over_places(views: list[View]) -> None:
    """A day alone on its line with a place alone on the next: where and when the paper was adopted."""
    for view, below in pairwise(views):
        if view.line.role != "publication_date" or TIME.search(view.text):
            continue
        if below.line.rule == "closing:place_alone":
            _adopt([view], "day_over_place")
        if below.line.role:
            continue
        found = PLACE_ALONE.fullmatch(below.text)
        if found and found["name"].removesuffix("市") in places():
            _adopt([view], "day_over_place")
            _adopt([below], "day_over_place")


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Names of places, of sites that are no one state's, and of states, some of which are cities."""
    sites = (row for row in lexicon.rows("regions.csv") if row["subtype"] == "site" and not row["country"])
    rows = (*lexicon.rows("places.csv"), *lexicon.rows("countries.csv"), *sites)
    names = (name for row in rows for name in (row["name_ja"], *lexicon.split(row["aliases"])))
    return frozenset(folding.fold_text(name) for name in names if not name.endswith("国"))


def adopt_head_date(views: list[View]) -> None:
    """In a full text the first day in brackets right below the title, and one right above the signatures, is that of adoption."""
    if any(view.line.role == "adoption" for view in views):
        return
    for before, view, after in zip([None, *views], views, [*views[1:], None], strict=False):
        if view.line.role != "publication_date":
            continue
        below_title = before is not None and before.line.role == "title" and BRACKETED_DAY.fullmatch(view.text)
        if below_title or (after is not None and after.line.role == "signature"):
            view.line.role, view.line.rule = "adoption", "closing:day_of_paper"
            return


def leave_head_days(views: list[View]) -> None:
    """In a report a place with a day above the text is where and when it was published: アンカラ、2024年9月24日."""
    for view in takewhile(lambda view: not view.is_sentence, views):
        if view.line.role == "adoption" and view.line.rule.split("/")[0].removeprefix("closing:") in STANDS_ALONE:
            view.line.role, view.line.rule = "publication_date", "closing:dateline"


def _adoption(text: str) -> str | None:
    """The id of the adoption pattern that the whole line matches."""
    if len(text) > LONGEST_ADOPTION or not CUES.search(text):
        return None
    found = (entry.id for entry in patterns.entries("closing.toml", "adoption") if entry.pattern.fullmatch(text))
    return next(found, None)


def _assign_signatures(free: list[View]) -> None:
    """Below the first sentence, a run of short lines is a signature block where one of them names an office or a side."""
    first = next((at for at, view in enumerate(free) if view.is_sentence), len(free))
    delegates = {at for found in find_delegates([view.text for view in free]) for at in found}
    run: list[View] = []
    above: View | None = None
    for at, view in enumerate([*free, None]):
        if at < first:
            continue
        if view and at not in delegates and _may_sign(view):
            run.append(view)
            continue
        if above is None or not ATTENDANCE.fullmatch(above.text):
            _sign(run, is_below_day=above is not None and above.line.role == "adoption")
        run, above = [], view


def _may_sign(view: View) -> bool:
    if view.line.role or view.is_sentence or len(view.text) > LONGEST_SIGNATURE or view.mark or ANNEX.match(view.text):
        return False
    if HEADING_BLOCK.fullmatch(view.line.block or "") or OF_BOTH.search(view.text) or _names_paper(view.text):
        return False
    return _names_office(view.text) or _matches("name", _plain(view.text))


def _plain(text: str) -> str:
    """Without Markdown's marks of bold and italics."""
    return text.replace("*", "").replace("__", "")


def _sign(run: list[View], *, is_below_day: bool) -> None:
    """Marks a run as signatures. `is_below_day`: the line of adoption stands right above, so that one with its office will do."""
    text = _plain(run[0].text) if run else ""
    is_alone = len(run) == 1 and (_names_office(text) if is_below_day else run[0].gap and _matches("signature_alone", text))
    if not is_alone and (len(run) < 2 or not any(_names_office(view.text) for view in run)):
        return
    for view in run:
        view.line.role, view.line.rule = "signature", "closing:signature"


def _names_office(text: str) -> bool:
    return any(_matches("signature", part) for part in COLUMNS.split(_plain(text)))


def _matches(section: str, text: str) -> bool:
    return any(entry.pattern.fullmatch(text) for entry in patterns.entries("closing.toml", section))
