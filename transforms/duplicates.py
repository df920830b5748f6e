"""Copies of one document by several publishers: which statement repeats which."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from transforms.folding import fold_text, shapes
from transforms.lines import CLAUSE_ROLES

IGNORED = re.compile(r"[\W_]+")
"""White space, marks and line breaks: copies differ in them."""


def body_digest(raw_text: str, lines: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over the letters and digits of the clause lines: the same for two copies of one text.

    `lines` are the entries of `statements.lines`; their offsets count in `raw_text`.
    """
    body = "".join(raw_text[line["char_start"] : line["char_end"]] for line in lines if line["role"] in CLAUSE_ROLES)
    return hashlib.sha256(IGNORED.sub("", _folded(body)).encode()).hexdigest()


def duplicates(digests: Mapping[str, str]) -> dict[str, str]:
    """statement_id -> the statement_id that it repeats. `digests` gives each statement's body digest.

    The smallest id of a group stands for it, so the answer does not depend on any order.
    """
    first: dict[str, str] = {}
    for statement_id in sorted(digests):
        first.setdefault(digests[statement_id], statement_id)
    return {sid: first[digest] for sid, digest in digests.items() if first[digest] != sid}


def _folded(text: str) -> str:
    """As folding does it, but for marks; most texts need not be folded, which is quicker to tell than to do."""
    return text if unicodedata.is_normalized("NFKC", text) and not _other_shapes().search(text) else fold_text(text)


@lru_cache(maxsize=1)
def _other_shapes() -> re.Pattern[str]:
    return re.compile(f"[{''.join(shapes())}]")
