"""Charts as SVG that takes its colours from the page's style sheet, so that they follow light and dark.

Drawn by Altair through vl-convert, offline and on this machine: nothing but SVG reaches the page. Every chart is drawn for a
wide and for a narrow screen; the style sheet shows the one that fits. Each mark carries its figures as its `aria-label`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import altair as alt
import polars as pl
from markupsafe import Markup

WIDE, NARROW = 840, 292
"""Widths in px of what is drawn beside the names of rows."""

NAMES, NAME_LETTERS = 250, 34
"""Room for the name of a row on a wide screen, in px and letters; narrow ones show codes. The browser's font may be wider than
the one that Vega measures."""

FIGURES = 60
"""Px for a figure at the end of a bar."""

TOKENS = {
    "#0a0a01": "--ink",
    "#0a0a02": "--soft",
    "#0a0a03": "--rule",
    "#0a0a04": "--accent",
    "#0a0a05": "--paper",
    "#0a0a10": "--level0",
    "#0a0a11": "--level1",
    "#0a0a12": "--level2",
    "#0a0a13": "--level3",
    "#0a0a14": "--level4",
    "#0a0a20": "--heat0",
    "#0a0a21": "--heat1",
    "#0a0a22": "--heat2",
    "#0a0a23": "--heat3",
    "#0a0a24": "--heat4",
    "#0a0a30": "--on-heat",
}
"""Stand-ins that Vega takes for colours, and the property of the style sheet that each stands for."""

COLOUR = {name: token for token, name in TOKENS.items()}
HEAT_STEPS = 5
PARTIES_WIDE, PARTIES_NARROW = 20, 7
"""Parties with the most commitments that a heat map has room for."""

SHORT = pl.col("sector_name").str.slice(0, NAME_LETTERS)
CUT = pl.when(pl.col("sector_name").str.len_chars() > NAME_LETTERS).then(pl.lit("…")).otherwise(pl.lit(""))
NAMED = pl.format("{}{}  {}", SHORT, CUT, "sector").alias("named")
Draw = Callable[[int], Any]
"""Draws for a width; Altair's own types name a few dozen kinds of charts."""


def years(rows: pl.DataFrame) -> Markup:
    """Documents by year, full texts and reports apart. Columns: year, coverage, documents."""
    described = rows.with_columns(_said("{}: {} documents ({})", "year", "documents", "coverage"))
    span = range(int(str(rows["year"].min())), int(str(rows["year"].max())) + 1)

    def draw(width: int) -> Any:
        step = 1 if width / len(span) > 34 else max(5, 5 * round(len(span) * 34 / width / 5))
        return (
            alt.Chart(described, width=width + NAMES if width > NARROW else width, height=190)
            .mark_bar()
            .encode(
                x=alt.X("year:O", scale=alt.Scale(domain=list(span)), title=None).axis(
                    values=[year for year in span if year % step == 0], labelAngle=0
                ),
                y=alt.Y("sum(documents):Q", title="documents").axis(tickMinStep=1, tickCount=5),
                color=alt.Color("coverage:N", title=None).scale(
                    domain=["full_text", "report"], range=[COLOUR["--level4"], COLOUR["--level2"]]
                ),
                description="said:N",
            )
        )

    return _both(draw)


def heat(rows: pl.DataFrame) -> Markup:
    """Commitments by sector and party. Columns: party, name, sector, sector_name, commitments."""
    order = rows.group_by("party").agg(pl.col("commitments").sum()).sort(["commitments", "party"], descending=[True, False])
    most = int(str(rows["commitments"].max()))
    step = (pl.col("commitments") * HEAT_STEPS / (most + 1)).floor().cast(pl.Int64)
    said = _said("{} × {}: {} commitments", "name", "sector_name", "commitments")
    described = rows.with_columns(said, step.alias("step")).with_columns(NAMED)
    colours = [COLOUR[f"--heat{number}"] for number in range(HEAT_STEPS)]

    def draw(width: int) -> Any:
        parties = order["party"].head(PARTIES_WIDE if width > NARROW else PARTIES_NARROW).to_list()
        base = alt.Chart(described.filter(pl.col("party").is_in(parties)), width=width, height=alt.Step(22)).encode(
            x=alt.X("party:N", sort=parties, title=None).axis(
                orient="top", labelAngle=0 if width > NARROW else -60, labelOverlap=False
            ),
            y=_sectors(width, sorted(described["named"].unique())),
            description="said:N",
        )
        cells = base.mark_rect(cornerRadius=3).encode(
            color=alt.Color("step:O", legend=None).scale(domain=list(range(HEAT_STEPS)), range=colours)
        )
        figures = base.mark_text(fontSize=11, aria=False).encode(
            text="commitments:Q",
            color=alt.condition("datum.step > 2", alt.value(COLOUR["--on-heat"]), alt.value(COLOUR["--ink"])),
        )
        return alt.layer(cells, figures)

    return _both(draw)


def strength(rows: pl.DataFrame) -> Markup:
    """Clauses of each level by sector. Columns: sector, sector_name, level, clauses."""
    described = rows.with_columns(_said("{}, level {}: {} clauses", "sector_name", "level", "clauses"), NAMED)
    firmest = rows.filter(pl.col("level") >= 3).group_by("sector").agg(pl.col("clauses").sum())
    firmest = described.select("sector").unique().join(firmest, on="sector", how="left").fill_null(0)
    order = firmest.sort(["clauses", "sector"], descending=[True, False])["sector"]
    described = described.sort(pl.col("sector").cast(pl.Enum(order)), "level")

    def draw(width: int) -> Any:
        return (
            alt.Chart(described, width=width, height=alt.Step(20))
            .mark_bar()
            .encode(
                x=alt.X("clauses:Q", title="clauses of the statements' own text").axis(tickMinStep=1, tickCount=5),
                y=_sectors(width, None),
                color=alt.Color("level:O", title="level")
                .scale(domain=[4, 3, 2, 1, 0], range=[COLOUR[f"--level{level}"] for level in (4, 3, 2, 1, 0)])
                .legend(orient="top"),
                order=alt.Order("level:Q", sort="descending"),
                description="said:N",
            )
        )

    return _both(draw)


def statuses(rows: pl.DataFrame) -> Markup:
    """Instruments by status. Columns: status, instruments."""
    described = rows.with_columns(_said("{}: {} instruments", "status", "instruments"))

    def draw(width: int) -> Any:
        base = alt.Chart(described, width=width - FIGURES, height=alt.Step(24)).encode(
            x=alt.X("instruments:Q", title=None, axis=None),
            y=alt.Y("status:N", sort=None, title=None),
            description="said:N",
        )
        return alt.layer(
            base.mark_bar(color=COLOUR["--level3"]),
            base.mark_text(align="left", dx=5, color=COLOUR["--soft"], aria=False).encode(text="instruments:Q"),
        )

    return _both(draw)


def _sectors(width: int, order: list[str] | None) -> alt.Y:
    """Rows that are named in words where there is room; None keeps the order of the data."""
    if width <= NARROW:
        return alt.Y("sector:N", sort="ascending" if order else None, title=None)
    return alt.Y("named:N", sort=order, title=None).axis(minExtent=NAMES)


def _said(form: str, *columns: str) -> pl.Expr:
    return pl.format(form, *columns).alias("said")


def _both(draw: Draw) -> Markup:
    drawings = (("wide", WIDE), ("narrow", NARROW))
    return Markup("").join(Markup('<div class="{}">{}</div>').format(name, _svg(draw(width))) for name, width in drawings)


def _svg(chart: Any) -> Markup:
    """Altair's own escaping holds: Vega writes every text of the data as text of XML."""
    styled = (
        chart.configure(background="transparent", padding=2)
        .configure_view(strokeWidth=0)
        .configure_axis(
            labelColor=COLOUR["--soft"],
            titleColor=COLOUR["--soft"],
            gridColor=COLOUR["--rule"],
            domain=False,
            ticks=False,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            labelPadding=6,
            labelLimit=NAMES,
        )
        .configure_axisBand(grid=False)
        .configure_legend(
            labelColor=COLOUR["--soft"],
            titleColor=COLOUR["--soft"],
            orient="top",
            titleFontWeight="normal",
            labelFontSize=12,
            titleFontSize=12,
            symbolType="square",
        )
    )
    drawn = StringIO()
    styled.save(drawn, format="svg")
    coloured = re.sub("|".join(TOKENS), lambda token: f"var({TOKENS[token[0]]})", drawn.getvalue())
    return Markup(coloured)
