"""Who speaks in the first person: the writer of each letter of an exchange of notes, and the speaker of a speech."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from transforms.entities.model import Mention
from transforms.lines import CLAUSE_ROLES
from transforms.passages import Passage

HEADING = re.compile(r"(?:書簡|返簡|書翰|来簡|往簡|口上書)\W*\Z")
"""Over a letter: (日本側書簡), ブラジル側返簡."""

OPENING = re.compile(r"啓上")
"""Opens a letter. A heading without one under it only marks where the other side's letter is quoted."""

SPEECH = re.compile(r"(?:発言|挨拶|あいさつ|談話|スピーチ|演説|ステートメント|メッセージ|祝辞)(?:\([^()]*\))?\W*\Z")
"""Ends the title of what one person says, but for the occasion in brackets."""

JAPANESE = re.compile(r"総理|外務大臣|官房長官|日本(?:国|国政府|政府)?代表")
"""Offices that without a name and state are Japan's: other states' are 首相 and 外相 in Japanese."""


def speaker(passages: Sequence[Passage], names: Mapping[int, Sequence[Mention]], parties: Sequence[str]) -> tuple[str, ...]:
    """The party whose speech a document is by its title: that of the person named last; 総理 and 外務大臣 alone are Japan's."""
    title = next((passage for passage in passages if passage.role == "title" and SPEECH.search(passage.text)), None)
    if title is None:
        return ()
    people = [name.country for name in names.get(id(title), ()) if name.type == "person" and name.country in parties]
    own = "JPN" if JAPANESE.search(title.text) and "JPN" in parties else None
    return tuple(state for state in (people[-1] if people else own,) if state)


def writers(passages: Sequence[Passage], names: Mapping[int, Sequence[Mention]]) -> dict[int, tuple[str, ...]]:
    """The state that writes, by the identity of the passage that opens its letter; `names` are the mentions of each passage."""
    found: dict[int, tuple[str, ...]] = {}
    writer: tuple[str, ...] = ()
    for passage in passages:
        if passage.role not in CLAUSE_ROLES:
            if HEADING.search(passage.text):
                states = (name.country for name in names.get(id(passage), ()) if name.type == "country")
                writer = tuple(state for state in states if state)[:1]
        elif writer and OPENING.search(passage.text):
            found[id(passage)] = writer
    return found
