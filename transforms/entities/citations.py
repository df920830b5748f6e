"""Papers that a number or a date names: resolutions of the United Nations, earlier joint statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.entities.model import Mention
from transforms.passages import Passage

RESOLUTION = re.compile(
    r"(?:国際連合|国連)?(?P<body>安全保障理事会|安保理|総会|人権理事会)(?:の?関連)?決議(?:案)?(?:第)?(?P<number>(?:ES-)?\d{1,4}(?:/\d+)?)号?"
    r"|(?<![一-龥])決議(?:第)?(?P<bare>(?:ES-)?\d{1,4}(?:/\d+)?)号?(?=\(\d{4}|に|の|を|及|、)"
)
BODIES = {"安全保障理事会": "unscr", "安保理": "unscr", "総会": "unga-resolution", "人権理事会": "hrc-resolution"}
FURTHER = re.compile(
    r"(?:、|及び|並びに|・|および|\(\d{4}年?\))+(?:決議)?(?:第(?P<number>\d{3,4})号|(?P<bare>\d{3,4})(?:号)?(?=[、及並・おのにを(]))"
)

DATED = re.compile(
    r"(?P<date>(?:\d{4}年|(?:昭和|平成|令和)\d+年)(?:\d{1,2}月)?(?:\d{1,2}日)?)(?:付(?:け)?|に(?:署名|発表|採択|発出|調印)(?:さ|し|を)れ?[たの]*)?の"
    r"(?P<name>[一-龥ァ-ヴー・A-Za-z]{0,14}?共同(?:声明|宣言|コミュニケ|新聞発表|プレス発表))(?![一-龥])"
)
"""A prior statement that only its date names."""


def find(passage: Passage) -> Iterator[Mention]:
    """Resolutions by number and statements by date in a passage."""
    if "決議" in passage.text:
        yield from _resolutions(passage)
    if "共同" in passage.text:
        yield from _dated(passage)


def _resolutions(passage: Passage) -> Iterator[Mention]:
    for match in RESOLUTION.finditer(passage.text):
        kind = BODIES[match["body"]] if match["body"] else "unga-resolution" if "/" in match["bare"] else "unscr"
        yield _resolution(passage, match.start(), match.end(), kind, match["number"] or match["bare"])
        at = match.end()
        while further := FURTHER.match(passage.text, at):
            group = "number" if further["number"] else "bare"
            yield _resolution(passage, further.start(group), further.end(group), kind, further[group])
            at = further.end()


def _resolution(passage: Passage, start: int, end: int, kind: str, number: str) -> Mention:
    labels = {"unscr": "国連安全保障理事会決議", "unga-resolution": "国連総会決議", "hrc-resolution": "国連人権理事会決議"}
    entity_id = f"instrument/{kind}-{number.replace('/', '-').lower()}"
    return Mention(
        passage, start, end, "instrument", entity_id, "resolution", f"{labels[kind]}{number}", method="pattern", confidence=0.95
    )


def _dated(passage: Passage) -> Iterator[Mention]:
    for match in DATED.finditer(passage.text):
        start, end = match.span("name")
        stem = "-".join(re.findall(r"\d+", match["date"]))
        kind = "joint-declaration" if match["name"].endswith("宣言") else "joint-statement"
        yield Mention(
            passage, start, end, "instrument", f"instrument/{kind}-{stem}", "prior_statement", match["name"], method="pattern",
            confidence=0.7, stem=f"{kind}-{stem}",
        )  # fmt: skip
