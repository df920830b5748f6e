"""Names that patterns found and no register knows, for whoever extends the registers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

UNREGISTERED = frozenset(("pattern",))


def unresolved(rows: Iterable[Mapping[str, Any]], *, at_least: int = 2, examples: int = 3) -> list[dict[str, Any]]:
    """Things of the table `entities` without a register's entry that are named `at_least` times, most frequent first.

    `rows` need entity_id, type, surface, method and statement_id. Each result has entity_id, type, n_mentions, n_statements,
    surfaces (most frequent first) and `examples` statement ids.
    """
    counts: Counter[tuple[str, str]] = Counter()
    surfaces: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    statements: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row["method"] not in UNREGISTERED:
            continue
        key = (row["type"], row["entity_id"])
        counts[key] += 1
        surfaces[key][row["surface"]] += 1
        statements[key].add(row["statement_id"])
    frequent = sorted((key for key, count in counts.items() if count >= at_least), key=lambda key: (-counts[key], key))
    return [
        {
            "entity_id": key[1],
            "type": key[0],
            "n_mentions": counts[key],
            "n_statements": len(statements[key]),
            "surfaces": [surface for surface, _ in sorted(surfaces[key].items(), key=lambda item: (-item[1], item[0]))],
            "examples": sorted(statements[key])[:examples],
        }
        for key in frequent
    ]
