"""Charts of a run's report, as Mermaid, which Prefect's pages draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MOST_BARS = 40
"""Bars that can still be told apart; of more, the last ones are drawn."""
LONGEST_LABEL = 60
MARKS = frozenset(" .,_-/~+=:")
"""Beside letters and digits, the characters that have no meaning to Mermaid inside a quoted label."""


def lineage(sources: Sequence[str], counts: Mapping[str, int], snapshot: str) -> str:
    """From the sources over the documents to the tables of a snapshot; `counts` are rows by table."""
    lines = ["flowchart LR"]
    lines += [f'  s{number}["{label(source)}"] --> read' for number, source in enumerate(sources)]
    total = counts["statements"] + counts["rejects"]
    lines.append(f'  read["{total:,} documents"] --> snapshot["snapshot {label(snapshot)}"]')
    lines += [f'  snapshot --> {table}[("{table}: {counts[table]:,} rows")]' for table in counts if table != "rejects"]
    lines.append(f'  read --> rejects[("rejects: {counts["rejects"]:,} rows")]')
    return _fenced(lines)


def shares(title: str, counts: Mapping[str, int]) -> str:
    """A pie; nothing where there is nothing to share."""
    drawn = {name: count for name, count in counts.items() if count}
    if not drawn:
        return ""
    return _fenced([f"pie showData title {label(title)}", *(f'  "{label(name)}" : {count}' for name, count in drawn.items())])


def bars(title: str, counts: Mapping[str, float], unit: str) -> str:
    """One bar a name; nothing where there are fewer than two names, which a table says better."""
    drawn = list(counts.items())[-MOST_BARS:]
    if len(drawn) < 2:
        return ""
    names = ", ".join(f'"{label(name)}"' for name, _ in drawn)
    values = ", ".join(f"{value:g}" for _, value in drawn)
    return _fenced(
        ["xychart-beta", f'  title "{label(title)}"', f"  x-axis [{names}]", f'  y-axis "{unit}"', f"  bar [{values}]"]
    )


def label(text: str) -> str:
    """Text for a quoted label: whatever Mermaid or a browser could take for markup becomes a dot."""
    shown = "".join(char if char.isalnum() or char in MARKS else "·" for char in text)
    return shown if len(shown) <= LONGEST_LABEL else f"…{shown[-LONGEST_LABEL:]}"


def _fenced(lines: list[str]) -> str:
    return "\n".join(["```mermaid", *lines, "```"])
