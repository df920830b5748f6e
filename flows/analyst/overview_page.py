"""A dataset as one self-contained page: who promised what, how firmly, by when, and how well it was read."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from flows.analyst import charts
from flows.analyst.overview import LISTED, Overview, overview
from flows.analyst.rendering import part, render


def page(snapshot: Path, today: date | None = None) -> str:
    """HTML on a snapshot; what is ahead is ahead of `today`, which is the day of the call if not given."""
    day = today or datetime.now().astimezone().date()
    found = overview(snapshot, day)
    return render(
        "overview.html",
        snapshot=snapshot.name,
        today=day,
        found=found,
        drawn=_drawn(found),
        listed=LISTED,
        largest={name: max((list(row.values())[-1] for row in rows), default=1) for name, rows in found.quality.items()},
        page_css=part("page.css"),
        overview_css=part("overview.css"),
        overview_js=part("overview.js"),
    )


def _drawn(found: Overview) -> dict[str, object]:
    """Charts by name; None where there is nothing to draw."""
    drawings = {
        "years": (charts.years, found.years),
        "heat": (charts.heat, found.heat),
        "strength": (charts.strength, found.strength),
        "statuses": (charts.statuses, found.statuses),
    }
    return {name: draw(rows) if rows.height else None for name, (draw, rows) in drawings.items()}
