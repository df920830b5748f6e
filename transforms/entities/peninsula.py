"""朝鮮 alone: the northern state, in a document that names it, its capital or its party in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transforms.entities import gazetteer
from transforms.entities.listed import Hit
from transforms.passages import Passage

PYONGYANG = re.compile("朝鮮民主主義人民共和国|(?<![一-龥])平壌|ピョンヤン|朝鮮労働党")
KOREA = re.compile(
    r"(?:(?<![一-龥])|(?<=駐在))朝鮮(?=側|人民(?!軍)|国[内境]|政府|代表団|外務省|外相|外務次官|国防相|首相|大使|[はがのとをにもへ、。・(]|及び|および|$)"
)
"""Not 朝鮮半島, 朝鮮戦争, 在日朝鮮人, 北朝鮮."""


def is_northern(passages: Iterable[Passage]) -> bool:
    """Does a document name the northern state so that 朝鮮 alone is it?"""
    return any(PYONGYANG.search(passage.text) for passage in passages)


def find(text: str) -> Iterator[Hit]:
    """The northern state where such a document calls it 朝鮮."""
    if "朝鮮" in text:
        state = gazetteer.country("PRK")
        yield from (Hit(*match.span(), (state,)) for match in KOREA.finditer(text))
