"""Blocks of HTML pages as lines: their kinds, their text, and what a page's head says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cost import no_explosion
from transforms import lexicon
from transforms.formats.blocks import KINDS
from transforms.formats.html import read_html
from transforms.formats.html_hints import kind_of


def lines(text: str) -> list[tuple[str | None, str]]:
    found = read_html(text)
    return list(zip(found.blocks, found.text.split("\n"), strict=True))


LONG = "これはこのページのほんぶんである。" * 5
BLOCKS = {
    "headings and paragraphs": ("<h1>声明</h1><p>本文。<p>続き。", [("h1", "声明"), ("p", "本文。"), ("p", "続き。")]),
    "text without elements": ("前<div>中</div>後", [("p", "前"), ("p", "中"), ("p", "後")]),
    "inline elements join without spaces": ("<p>両<b>国</b>は<a>協力</a>する。", [("p", "両国は協力する。")]),
    "a break in the source between Japanese is nothing": ("<p>経済\n   協力", [("p", "経済協力")]),
    "a break in the source between words is a space": ("<p>joint\n statement", [("p", "joint statement")]),
    "a typed space stays": ("<p>小泉 純一郎", [("p", "小泉 純一郎")]),
    "an ideographic space stays": ("<p>　両国は", [("p", "　両国は")]),
    "br breaks a line": ("<p>一<br>二", [("p", "一"), ("p", "二")]),
    "two br part paragraphs": ("<p>一<br><br>二", [("p", "一"), (None, ""), ("p", "二")]),
    "br in a heading is a space": ("<h1>甲国と<br>乙国の声明</h1>", [("h1", "甲国と 乙国の声明")]),
    "readings are left out": ("<p><ruby>国<rp>(</rp><rt>くに</rt><rp>)</rp></ruby>は", [("p", "国は")]),
    "entities": ("<p>&#12354;&amp;&lt;&copy;", [("p", "あ&<©")]),
    "a paragraph in an item is the item": ("<ul><li><p>協力", [("li", "協力")]),
    "numbers of an ordered list": ("<ol start=3><li>甲<li>乙</ol>", [("li", "3. 甲"), ("li", "4. 乙")]),
    "a list that starts below nothing": ("<ol start=' -1'><li>甲<li value=x>乙</ol>", [("li", "-1. 甲"), ("li", "0. 乙")]),
    "a list that starts with no number": ("<ol start=--5><li>甲<li value='- 3'>乙</ol>", [("li", "1. 甲"), ("li", "2. 乙")]),
    "a list that starts beyond counting": (f"<ol start={'9' * 5000}><li>甲</ol>", [("li", "1. 甲")]),
    "letters of an ordered list": ("<ol type=a><li>甲<li>乙</ol>", [("li", "a. 甲"), ("li", "b. 乙")]),
    "an item with its own number": ("<ol><li>（1）甲<li>二、乙</ol>", [("li", "（1）甲"), ("li", "二、乙")]),
    "a row is a line": ("<table><tr><th>年<th>額<tr><td>2006<td><p>百</p></table>", [("tr", "年\t額"), ("tr", "2006\t百")]),
    "a layout table is no row": (
        "<table><tr><td>左<td><h2>政治</h2>本文。<br>続き。</table>",
        [("td", "左"), ("h2", "政治"), ("td", "本文。"), ("td", "続き。")],
    ),
    "a layout table without headings": (
        f"<table><tr><td>左<br>右</td><td>政治<br>{'これはほんぶんである。' * 5}</td></tr></table>",
        [("td", "左"), ("td", "右"), ("p", "政治"), ("p", "これはほんぶんである。" * 5)],
    ),
    "two languages side by side": (
        "<table><tr><td>政治<td>Politics<tr><td>共に進む。<td><p>1. We shall go<p>on together."
        "<tr><td>終わる。<td>It ends here and now.</table>",
        [
            *(("p", "政治"), ("translation", "Politics"), ("p", "共に進む。"), ("translation", "1. We shall go")),
            *(("translation", "on together."), ("p", "終わる。"), ("translation", "It ends here and now.")),
        ],
    ),
    "names beside names are data": (
        "<table><tr><td>ひかり<td>Hikari<tr><td>みらい<td>Mirai 2</table>",
        [("tr", "ひかり\tHikari"), ("tr", "みらい\tMirai 2")],
    ),
    "a caption": (
        "<figure><img><figcaption>握手する両首脳</figcaption></figure><p>両国は",
        [("figcaption", "握手する両首脳"), ("p", "両国は")],
    ),
    "preformatted lines": ("<pre>一\n  二</pre>", [("pre", "一"), ("pre", "  二")]),
    "a line of links": ("<p><a>一覧</a> <a>戻る</a><p>本文", [("a", "一覧 戻る"), ("p", "本文")]),
    "a line that is a date": ("<div class=entry-date>2006年8月</div><p>本文", [("time", "2006年8月"), ("p", "本文")]),
    "a date within a sentence": ("<p><time>8月28日</time>に訪問した。", [("p", "8月28日に訪問した。")]),
    "older names of preformatted text": ("<xmp>一\n二</xmp><p>三", [("pre", "一"), ("pre", "二"), ("p", "三")]),
    "struck out text": ("<p><del>百</del><ins>二百</ins>人と<s>舟</s>船", [("p", "二百人と船")]),
    "marks of notes": (
        "<p>船<sup>1</sup>と港<sup>[<a>注2</a>]</sup>を。<sup>＊</sup><p><sup>1</sup> 舟を含む。",
        [("p", "船[1]と港[注2]を。[＊]"), ("footnote", "1 舟を含む。")],
    ),
    "raised figures that are no notes": ("<p>10<sup>3</sup>km<sup>2</sup>、第一<sup>改</sup>", [("p", "103km2、第一改")]),
    "what is not shown": (
        "<p>本文である。<div hidden>隠し</div><p style='color:red; display: none'>隠し",
        [("p", "本文である。"), ("hidden", "隠し"), ("hidden", "隠し")],
    ),
    "a page that scripts will show": (f"<div style='visibility:hidden'>{LONG}</div>", [("p", LONG)]),
    "scripts and styles": ("<script>var a='<p>'</script><style>p{}</style><p>本文", [("p", "本文")]),
    "navigation": ("<nav><ul><li><a>ホーム</a></ul></nav><p>本文である。", [("nav", "ホーム"), ("p", "本文である。")]),
    "a class that says related": ("<p>本文である。<div class=relatedNews>次</div>", [("p", "本文である。"), ("related", "次")]),
    "a site's head and an article's": (
        "<header>外務省</header><article><header><h1>声明について</h1></header><p>本文である。</article>",
        [("header", "外務省"), ("h1", "声明について"), ("p", "本文である。")],
    ),
    "a wrapper named after its side bar": ("<div class='with-sidebar'><p>本文である。</div>", [("p", "本文である。")]),
    "a main element in a marked wrapper": ("<div class=sidebar><main><p>本文</main></div>", [("p", "本文")]),
    "a marked area that holds most of the text": (f"<div class=menu><p>{LONG}</div><p>あ", [("p", LONG), ("p", "あ")]),
}


@pytest.mark.parametrize("case", BLOCKS)
def test_blocks(case: str) -> None:
    text, expected = BLOCKS[case]
    assert lines(text) == expected


HEAD = (
    '<head><title>声明 | 外務省</title><link rel=canonical href="https://example.org/a">'
    '<meta property="og:site_name" content="外務省">{}</head>'
)


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="article:published_time" content="2006-08-28T09:00:00+09:00">',
        '<meta name="DC.date" content="2006/08/28">',
        "<meta itemprop=datePublished content=20060828>",
        '<script type="application/ld+json">{"@graph":[{"datePublished":"2006-08-28"}]}</script>',
    ],
)
def test_the_head_gives_metadata(meta: str) -> None:
    found = read_html(HEAD.format(meta) + "<p>本文").metadata
    assert (found.url, found.publisher, found.published_on) == ("https://example.org/a", "外務省", date(2006, 8, 28))
    assert found.title == "声明 | 外務省"


def test_linked_data_that_utf8_cannot_hold_is_written_out() -> None:
    script = '{"headline": "声\\ud800明", "datePublished": "", "publisher": {"name": "\\udfff社"}}'
    found = read_html(f'<script type="application/ld+json">{script}</script><p>本文').metadata
    assert (found.title, found.publisher) == ("声\\ud800明", "\\udfff社")


@pytest.mark.parametrize("script", ["{", "[1]", '{"@graph": 3}', '{"datePublished": {"a": 1}}', "[" * 5000])
def test_broken_linked_data_says_nothing(script: str) -> None:
    assert read_html(f'<script type="application/ld+json">{script}</script><p>本文').metadata.published_on is None


@pytest.mark.parametrize("row", lexicon.rows("html_hints.csv"), ids=lambda row: row["word"])
def test_every_hint_fits_its_example(row: dict[str, str]) -> None:
    assert row["kind"] in KINDS
    assert kind_of("div", {"class": row["example"]}, in_text=False) == row["kind"]
    if row["counterexample"]:
        assert kind_of("div", {"class": row["counterexample"]}, in_text=False) is None


def test_hints_are_sorted_and_unique() -> None:
    words = [row["word"] for row in lexicon.rows("html_hints.csv")]
    assert words == sorted(set(words))


BOMBS = {
    "nested blocks": "<div>" * 100_000 + "あ",
    "nested tables": "<table><tr><td>" * 20_000 + "あ",
    "nested areas": "<nav class=nav>" * 50_000 + "あ",
    "open formatting": "".join(f"<p><font color={n}>あ" for n in range(10_000)),
    "spaces": "あ" + " " * 1_000_000 + "い",
    "an attribute": f"<p title='{'x' * 1_000_000}'>あ",
    "angle brackets": "<" * 300_000 + "あ",
}


@pytest.mark.parametrize("case", BOMBS)
def test_bombs_take_bounded_time(case: str) -> None:
    with no_explosion():
        found = read_html(BOMBS[case]).text
    assert "あ" in found


@given(
    st.lists(
        st.sampled_from(["<div>", "</div>", "<p>", "<br>", "<li>", "<td>", "<ol>", "<b>", "</b>", "<pre>", "国", "は\n", " "])
    )
)
def test_no_visible_character_is_lost_or_doubled(pieces: list[str]) -> None:
    text = read_html("".join(pieces)).text
    expected = [piece.strip() for piece in pieces if not piece.startswith("<")]
    assert [character for character in text if character in "国は"] == list("".join(expected))
