"""State and date of instruments and joint bodies, from the words around them."""

from __future__ import annotations

from datetime import date

import pytest

from transforms import clauses, dates, entities, facts, outline, roles
from transforms.entities.model import Mention
from transforms.folding import fold
from transforms.lines import split_lines
from transforms.source import Metadata

FRAME = "モンゴルとペルーの共同声明\n\n1.{}\n\n2020年2月1日、東京\n"


def annotated(sentence: str) -> list[Mention]:
    lines = split_lines(fold(FRAME.format(sentence)).text)
    flags = roles.assign_roles(lines, Metadata())
    passages = outline.passages(lines)
    mentions = entities.find(passages)
    expressions = {passage.ordinal: dates.find(passage.text) for passage in passages}
    found = facts.read_facts(passages, mentions, expressions, Metadata())
    mentions = entities.resolve(mentions, passages, found)
    units = clauses.split(passages, mentions, found)
    entities.annotate(mentions, units, dates.tag(units, facts.calendar(found, expressions), found.flags | flags))
    return [one for one in mentions if one.type == "instrument" or one.subtype == "joint_body"]


STATES = {
    "双方は、獣医協力協定の署名に向けた交渉を推進することで合意した。": "negotiating",
    "双方は、新たな投資保護協定の締結を検討することで合意した。": "under_consideration",
    "双方は、獣医協力協定の早期締結を期待した。": "to_be_signed",
    "双方は、近々締結される獣医協力協定を歓迎した。": "to_be_signed",
    "双方は、「獣医協力に関する覚書」が署名されたことを歓迎した。": "signed",
    "双方は、獣医協力協定に署名した。": "signed",
    "双方は、獣医協力協定に基づき、協力を強化する。": "in_force",
    "双方は、獣医協力協定が発効したことを歓迎した。": "in_force",
    "双方は、「行動計画」が採択されたことを歓迎した。": "adopted",
    "双方は、原子力平和利用に関する協力ロードマップの交換に立ち会った。": "exchanged",
    "双方は、モンゴル・ペルービジネス評議会の設立を支持した。": "to_be_established",
    "双方は、モンゴル・ペルー政府間委員会の役割を評価した。": "existing",
    "双方は、科学技術協力小委員会の設置の可能性を検討することで合意した。": "under_consideration",
    "双方は、国連憲章の原則を確認した。": "in_force",
    "双方は、国連安保理決議1695を支持した。": "adopted",
    "双方は、獣医協力協定について意見を交換した。": None,
}


@pytest.mark.parametrize(("sentence", "status"), STATES.items(), ids=STATES.keys())
def test_status(sentence: str, status: str | None) -> None:
    assert [one.status for one in annotated(sentence)] == [status]


DATED = {
    "双方は、2016年3月8日に署名された獣医協力協定を実施する。": ("signed", date(2016, 3, 8), date(2016, 3, 8)),
    "双方は、獣医協力協定(2009年)の枠組み内で協力する。": ("signed", date(2009, 1, 1), date(2009, 12, 31)),
    "双方は、2012年12月24日に両国の企業の間で獣医協力協定が締結されたことを高く評価した。": (
        "signed",
        date(2012, 12, 24),
        date(2012, 12, 24),
    ),
    "双方は、2005年7月に発効した技術協力協定に基づき協力する。": ("in_force", date(2005, 7, 1), date(2005, 7, 31)),
    "双方は、2006年7月15日付の国連安保理決議1695を支持した。": ("adopted", date(2006, 7, 15), date(2006, 7, 15)),
    "双方は、1982年の国連海洋法条約の重要性を確認した。": ("in_force", date(1982, 1, 1), date(1982, 12, 31)),
    "双方は、2003年の共同声明を想起した。": ("issued", date(2003, 1, 1), date(2003, 12, 31)),
}


@pytest.mark.parametrize(("sentence", "expected"), DATED.items(), ids=DATED.keys())
def test_dates_of_a_status(sentence: str, expected: tuple[str, date, date]) -> None:
    found = [(one.status, one.dated_first_on, one.dated_last_on) for one in annotated(sentence)]
    assert found == [expected]


def test_a_later_mention_takes_the_state_that_an_earlier_one_tells() -> None:
    found = annotated("双方は、2006年6月に「行動計画」が採択されたことを歓迎し、「行動計画」に基づく協力を進める。")
    assert [(one.status, one.dated_first_on) for one in found] == [("adopted", date(2006, 6, 1))] * 2
