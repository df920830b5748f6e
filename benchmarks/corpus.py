"""Synthetic corpora: the project's own documents taken apart and put together anew, no two sentences alike.

A document takes a template's layout and its frame; its sentences come from all templates, spliced at their commas, with other
countries, places, persons, numbers and dates, in another order. Some lines are noise, some texts are printed in full width.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

import ahocorasick_rs

from transforms import lexicon
from transforms.decode import decode
from transforms.source import Source

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "seeds", ROOT / "tests" / "documents")
SUFFIXES = (".txt", ".md", ".html")

NAMES = {"countries.csv": 3, "places.csv": 3, "persons.csv": 5}
"""Lexicons whose names are exchanged, and the shortest name that is: shorter ones stand inside other words."""

SENTENCE = re.compile(r"(?<=[。．])(?=[^」』）)\n])")
NUMBER = re.compile(r"[0-9０-９]+")
TAG = re.compile(r"<[^<>]+>")
OPENING = re.compile(r"[\s#*・-]*[第(（]?[0-9０-９]+(?:-[0-9]+)?[条.．)）、]?\s*")
"""The number of a provision, which stays."""
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
WIDE = {ord(narrow): chr(ord(narrow) + 0xFEE0) for narrow in "0123456789()"}
NOISE = ("印刷する", "このページの先頭へ", "［写真］共同取材", "＊ ＊ ＊", "文字サイズ変更", "関連記事", "（了）", "シェアする")

FOREIGN, SPLICED, DROPPED, NOISY, WIDE_TEXTS, OTHER_NAMES = 0.5, 0.6, 0.1, 0.03, 0.2, 0.1
"""Shares of sentences taken from another template, spliced and dropped; of lines with noise below; of texts in full width; of
names that change within a document."""


@dataclass(frozen=True, slots=True)
class Template:
    """A document's text as a page has it, markup included; `is_prose` tells the lines whose sentences may be exchanged."""

    suffix: str
    lines: tuple[str, ...]
    is_prose: tuple[bool, ...]


def write_corpus(folder: Path, count: int, seed: int = 1) -> None:
    """Writes `count` documents below `folder`, a thousand a subfolder. The same arguments write the same bytes."""
    for number in range(count):
        suffix, text = document(number, seed)
        place = folder / f"{number // 1000:03}" / f"{number:06}{suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def document(number: int, seed: int = 1) -> tuple[str, str]:
    """Suffix and text of one document of the corpus."""
    random_ = random.Random(f"{seed}/{number}")
    template = random_.choices(templates(), [len(template.lines) for template in templates()])[0]
    names: dict[str, str] = {}
    lines = [_line(line, random_) if prose else line for line, prose in zip(template.lines, template.is_prose, strict=True)]
    found = (_renamed(_renumbered(line, random_), names, random_) for line in _with_noise(lines, random_))
    text = "\n".join(found) + "\n"
    return template.suffix, text.translate(WIDE) if template.suffix == ".txt" and random_.random() < WIDE_TEXTS else text


@lru_cache(maxsize=1)
def templates() -> tuple[Template, ...]:
    """The seeds and the plain, Markdown and HTML documents of the tests."""
    paths = [path for folder in FOLDERS for path in sorted(folder.iterdir()) if path.suffix in SUFFIXES and path.stem != "README"]
    return tuple(_template(path) for path in paths)


def _template(path: Path) -> Template:
    charset = decode(Source(path.name, path.read_bytes())).charset or "utf-8"
    lines = tuple(path.read_text(encoding=charset).splitlines())
    return Template(path.suffix, tuple(line.replace(charset, "utf-8") for line in lines), tuple(map(_is_prose, lines)))


def _is_prose(line: str) -> bool:
    return "。" in line and "http" not in line


@lru_cache(maxsize=1)
def _pool() -> tuple[str, ...]:
    """All sentences of prose that have a comma, without the numbers of their provisions."""
    lines = (line for template in templates() for line, prose in zip(template.lines, template.is_prose, strict=True) if prose)
    pieces = (piece for line in lines for piece in TAG.split(line))
    sentences = (sentence for piece in pieces for sentence in SENTENCE.split(piece[_text_start(piece) :]))
    return tuple(sentence for sentence in sentences if "、" in sentence and sentence.endswith("。"))


def _line(line: str, random_: random.Random) -> str:
    """The line with other sentences between its tags."""
    pieces = TAG.split(line)
    changed = (_piece(piece, random_) if "。" in piece else piece for piece in pieces)
    return "".join(piece for pair in zip_longest(changed, TAG.findall(line), fillvalue="") for piece in pair)


def _piece(text: str, random_: random.Random) -> str:
    """The first sentence keeps its place, for its number; the others come in another order, or from elsewhere."""
    first, *others = SENTENCE.split(text)
    others = [sentence for sentence in others if random_.random() > DROPPED]
    random_.shuffle(others)
    changed = (random_.choice(_pool()) if random_.random() < FOREIGN else sentence for sentence in others)
    return "".join([_spliced(first, random_), *(_spliced(sentence, random_) for sentence in changed)])


def _spliced(sentence: str, random_: random.Random) -> str:
    """The sentence, or its beginning up to a comma with the end of another one."""
    if random_.random() > SPLICED or "、" not in sentence or not sentence.endswith("。"):
        return sentence
    return sentence[: sentence.index("、") + 1] + random_.choice(_pool()).partition("、")[2]


def _with_noise(lines: list[str], random_: random.Random) -> Iterator[str]:
    for line in lines:
        yield line
        if not line.strip() and random_.random() < NOISY:
            yield random_.choice(NOISE)


def _renumbered(line: str, random_: random.Random) -> str:
    """Other years, days and amounts, of as many digits, behind the number that opens the line."""
    if "http" in line or ("<" in line and "。" not in line):
        return line
    start = _text_start(line)
    return line[:start] + NUMBER.sub(lambda match: _number(match[0], random_), line[start:])


def _text_start(line: str) -> int:
    match = OPENING.match(line)
    return match.end() if match else 0


def _number(digits: str, random_: random.Random) -> str:
    if YEAR.fullmatch(digits):
        return str(random_.randint(1985, 2045))
    if len(digits) <= 2:
        return str(random_.randint(1, 12 if int(digits) <= 12 else 28))
    return str(random_.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))


def _renamed(line: str, names: dict[str, str], random_: random.Random) -> str:
    """Each name becomes another of its lexicon, mostly the same one wherever it stands in the document."""
    matcher, wordings, others = _names()
    pieces, at = [], 0
    for name, start, end in matcher.find_matches_as_indexes(line):
        old = wordings[name]
        if old not in names or random_.random() < OTHER_NAMES:
            names[old] = random_.choice(others[old])
        pieces += [line[at:start], names[old]]
        at = end
    return "".join([*pieces, line[at:]])


@lru_cache(maxsize=1)
def _names() -> tuple[ahocorasick_rs.AhoCorasick, list[str], dict[str, tuple[str, ...]]]:
    """Matcher, the names that it knows, and for each the names that may take its place."""
    others: dict[str, tuple[str, ...]] = {}
    for lexicon_name, shortest in NAMES.items():
        own = tuple(dict.fromkeys(row["name_ja"] for row in lexicon.rows(lexicon_name) if len(row["name_ja"]) >= shortest))
        others |= dict.fromkeys(own, own)
    wordings = list(others)
    return ahocorasick_rs.AhoCorasick(wordings, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), wordings, others
