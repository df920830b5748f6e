"""Clauses made from plain text, as the stages before would hand them over."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.clauses.model import Clause
from transforms.entities.model import Mention
from transforms.morphology import tokenize
from transforms.passages import Passage


def passage(text: str, headings: Sequence[str] = (), lead_in: Passage | None = None) -> Passage:
    """A passage under these headings, outermost first."""
    return Passage(
        text=text,
        lines=(),
        starts=(0,),
        origins=(0,),
        section_path=tuple(headings),
        heading=headings[0] if headings else None,
        subheading=headings[-1] if len(headings) > 1 else None,
        lead_in=lead_in,
    )


def clauses(
    marked: str, acts: Sequence[str] = ("AGREE_DO",), headings: Sequence[str] = (), lead_in: Passage | None = None
) -> list[Clause]:
    """Clauses of one passage: `|` parts the clauses of a group, `/` the groups, 。 the sentences. Acts repeat from the last."""
    of = passage(marked.replace("|", "").replace("/", ""), headings, lead_in)
    made: list[Clause] = []
    at, sentence, group = 0, 1, 1
    for piece in marked.replace("/", "|/").replace("。", "。|").split("|"):
        text = piece.removeprefix("/")
        if piece.startswith("/"):
            group += 1
        if not text:
            continue
        if made and made[-1].text.endswith("。"):
            sentence, group = sentence + 1, group + 1
        act = acts[min(len(made), len(acts) - 1)]
        made.append(Clause(of, at, at + len(text), sentence, group, (at, at + len(text)), act=act, tokens=tokenize(text, at)))
        at += len(text)
    return made


def mention(
    clause: Clause, surface: str, type_: str = "organization", subtype: str | None = None, country: str | None = None
) -> Mention:
    """The first place of the name in the clause's passage."""
    start = clause.passage.text.index(surface)
    return Mention(clause.passage, start, start + len(surface), type_, f"{type_}/test", subtype, country=country)
