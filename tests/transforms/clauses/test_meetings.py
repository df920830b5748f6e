"""A page on meetings with one state after another: below each heading the talks are those of Japan and that state."""

from tests.transforms.clauses.reading import mentions, passage
from transforms import clauses
from transforms.clauses.model import Clause
from transforms.facts.model import Facts

PAGE = (
    ("report_body", "日本の大臣は、来日した各国の大臣と個別に会談しました。"),
    ("heading", "1.カザフスタン(農業大臣)"),
    ("report_body", "輸入規制を早期に撤廃するよう要請しました。"),
    ("report_body", "先方から、関税の引下げを求める発言がありました。"),
    ("report_body", "両大臣は、対話を続けることで一致しました。"),
    ("heading", "2.ウクライナ(農業大臣)"),
    ("report_body", "次回の会合を東京で開くことで一致しました。"),
)


def read(parties: tuple[str, ...]) -> list[Clause]:
    found = [passage(text, role=role, part="report") for role, text in PAGE]
    names = [name for one in found for name in mentions(one)]
    return clauses.split(found, names, Facts(coverage="report", parties=parties))


def test_below_a_heading_two_states_talk() -> None:
    units = read(("JPN", "KAZ", "UKR"))
    assert [unit.actors for unit in units[1:]] == [("JPN",), ("KAZ",), ("JPN", "KAZ"), ("JPN", "UKR")]
    assert [unit.recipients for unit in units[1:]] == [("KAZ",), ("JPN",), (), ()]


def test_headings_change_nothing_where_two_states_are_all() -> None:
    units = read(("JPN", "KAZ"))
    assert units[-1].actors == ("JPN", "KAZ")
