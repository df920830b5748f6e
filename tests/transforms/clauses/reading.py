"""One sentence as a document of its own, for tests."""

import re

from transforms import clauses
from transforms.clauses.model import Clause
from transforms.entities.model import Mention
from transforms.facts.model import Facts
from transforms.lines import Line
from transforms.passages import Passage

PARTIES = ("JPN", "KAZ")
COUNTRIES = {"日本": "JPN", "カザフスタン": "KAZ", "北朝鮮": "PRK", "ロシア": "RUS", "ウクライナ": "UKR"}
NAMES = re.compile("|".join(COUNTRIES))


def passage(text: str, *, role: str = "paragraph", part: str = "operative") -> Passage:
    """A passage of one line, or of one line each where the text has breaks."""
    lines, starts, at = [], [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(number, at, at + len(line), line, role=role))
        starts.append(at)
        at += len(line) + 1
    return Passage(text, tuple(lines), tuple(starts), tuple(starts), part=part)


def mentions(found: Passage) -> list[Mention]:
    return [
        Mention(found, match.start(), match.end(), "country", f"country/{COUNTRIES[match[0]]}", country=COUNTRIES[match[0]])
        for match in NAMES.finditer(found.text)
    ]


def split(*texts: str, report: bool = False, parties: tuple[str, ...] = PARTIES, part: str = "operative") -> list[Clause]:
    """The clauses of a document that has these passages."""
    passages = [passage(text, part="report" if report else part) for text in texts]
    names = [mention for one in passages for mention in mentions(one)]
    return clauses.split(passages, names, Facts(coverage="report" if report else "full_text", parties=parties))
