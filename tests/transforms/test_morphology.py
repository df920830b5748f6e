"""Words and their offsets."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import fugashi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.morphology import tokenize


def test_fields_of_a_verb() -> None:
    token = tokenize("課題にとりくむ。")[2]
    assert (token.surface, token.start, token.end) == ("とりくむ", 3, 7)
    assert (token.pos1, token.c_form, token.lemma, token.base) == ("動詞", "終止形-一般", "取り組む", "とりくむ")


def test_verbal_noun_is_told() -> None:
    assert [token.pos3 for token in tokenize("推進と大豆")] == ["サ変可能", "", "一般"]


def test_offset_counts_from_where_the_piece_begins() -> None:
    assert [(token.start, token.end) for token in tokenize("双方は", 10)] == [(10, 12), (12, 13)]


def test_unknown_word_has_empty_fields() -> None:
    token = tokenize("Ⓐⓩ")[0]
    assert (token.lemma, token.base) == ("", "")


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_has_no_words(text: str) -> None:
    assert tokenize(text) == []


@given(st.text(st.characters(min_codepoint=1, max_codepoint=0x9FFF), max_size=40))
def test_surfaces_are_slices(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.surface for token in tokens)
    assert all(left.end <= right.start for left, right in pairwise(tokens))


@given(st.text(st.sampled_from("\x01\x02\x03\x0c\x1f \t\n\v\r\u3000\xa0\u2028双方はABC12、。★Ⓐ𠮷"), max_size=20))
def test_words_are_the_nodes_of_the_tagger(text: str) -> None:
    nodes = fugashi.Tagger()(text)
    assert [token.surface for token in tokenize(text)] == [node.surface for node in nodes]
    assert [token.pos1 for token in tokenize(text)] == [node.feature.pos1 for node in nodes]


def test_threads_do_not_share_a_tagger() -> None:
    texts = ["双方は、協力を強化することで合意した。", "日本側は、改革を支持する。"] * 20
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(tokenize, texts)) == [tokenize(text) for text in texts]
