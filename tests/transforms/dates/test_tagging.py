"""Dates reach the clause that holds them, lean on those before, and raise the document's flags."""

from datetime import date

from tests.transforms.dates.test_roles import clause
from transforms.dates import find, tag
from transforms.dates.model import Calendar
from transforms.lines import Line
from transforms.passages import Passage

CALENDAR = Calendar(date(2025, 5, 6), "adopted")


def test_dates_go_to_their_clauses_with_offsets_of_the_passage() -> None:
    text = "2024年に会談し、2026年に訪問する。"
    whole = clause(text)
    clauses = [clause(text, 0, 10, whole.passage), clause(text, 10, len(text), whole.passage)]
    first, second = tag(clauses, CALENDAR, set())
    assert [(found.expression.start, found.expression.text) for found in first] == [(0, "2024年")]
    assert [(found.expression.start, found.expression.text) for found in second] == [(10, "2026年")]


def test_no_span_leaves_its_clause_where_a_boundary_cuts_a_range() -> None:
    text = "2025年5月5日から7日まで訪問した。"
    whole = clause(text)
    cut = text.index("7")
    tagged = tag([clause(text, 0, cut, whole.passage), clause(text, cut, len(text), whole.passage)], CALENDAR, set())
    assert [[found.expression.text for found in of_clause] for of_clause in tagged] == [["2025年5月5日から"], ["7日まで"]]
    assert all(text[found.expression.start : found.expression.end] == found.expression.text for tags in tagged for found in tags)


def test_the_same_day_is_that_of_the_passage_before() -> None:
    tagged = tag([clause("2024年12月24日に到着した。"), clause("同日、会談した。")], CALENDAR, set())
    assert tagged[1][0].value.first_on == date(2024, 12, 24)


def test_the_same_day_is_the_last_day_named_not_a_month_or_year_after_it() -> None:
    text = "5月5日に到着し、9月中の開催と2027年の見直しで合意した。同日、出発した。"
    assert tag([clause(text)], CALENDAR, set())[0][-1].value.edtf == "2025-05-05"
    assert tag([clause("2024年に会談し、同日、出発した。")], CALENDAR, set())[0][-1].value.resolution == "unresolved"


def test_a_day_named_in_full_later_gives_its_year() -> None:
    tagged = tag([clause("5月5日に到着した。"), clause("2025年5月5日、会談した。")], Calendar(), set())
    assert (tagged[0][0].value.edtf, tagged[0][0].value.resolution) == ("2025-05-05", "year_from_document")


def test_an_anniversary_that_its_years_do_not_bear_out_is_flagged() -> None:
    flags: set[str] = set()
    tag([clause("公式訪問65周年(1959年~2025年)を記念した。")], CALENDAR, flags)
    assert flags == {"anniversary_mismatch"}
    assert _flags("勝利80周年(1945年5月9日~2025年)を記念した。") == set()


def test_impossible_dates_are_flagged() -> None:
    assert _flags("2025年2月30日に会談した。") == {"impossible_date"}
    assert _flags("平成40年に開催する。") == {"impossible_date"}
    assert _flags("2024年2月29日に会談した。") == set()


def test_expressions_found_before_are_used() -> None:
    whole = clause("2024年に会談した。")
    found = find(whole.text)
    assert [of_clause.expression for of_clause in tag([whole], CALENDAR, set(), {whole.passage.ordinal: found})[0]] == found


def test_clauses_without_dates_have_none() -> None:
    assert tag([clause("双方は協力を強化することで合意した。")], Calendar(), set()) == [[]]


def _flags(text: str) -> set[str]:
    flags: set[str] = set()
    tag([clause(text)], CALENDAR, flags)
    return flags


def test_talks_of_one_year_date_an_anniversary_without_a_reference_day() -> None:
    talks = clause("2018年11月14日、両首脳は首都で会談した。")
    tagged = tag([talks, clause("双方は、国交樹立50周年を祝った。")], Calendar(), set())
    assert [found.value.edtf for found in tagged[1]] == ["1968"]


def test_talks_of_several_years_or_a_cited_meeting_date_no_anniversary() -> None:
    anniversary = clause("双方は、国交樹立50周年を祝った。")
    first, second = clause("2018年11月14日、両首脳は会談した。"), clause("2019年3月1日、両首脳は会談した。")
    cited = clause("2018年11月14日に行われた会談の成果を評価した。")
    assert tag([first, second, anniversary], Calendar(), set())[2][0].value.resolution == "unresolved"
    assert tag([cited, anniversary], Calendar(), set())[1][0].value.resolution == "unresolved"


def test_a_date_in_a_line_without_japanese_is_left_to_the_other_text() -> None:
    japanese, english = "2015年3月12日の交換公文に従い、", "under the Exchange of Notes of March 12, 2015,"
    lines = tuple(Line(number, 0, len(text), text, None, "preamble") for number, text in enumerate((japanese, english), 1))
    passage = Passage(japanese + english, lines, (0, len(japanese)), (0, len(japanese)))
    (found,) = tag([clause(passage.text, passage=passage)], CALENDAR, set())
    assert [of_clause.expression.text for of_clause in found] == ["2015年3月12日"]
    mixed = clause("XINHUA, 6th May 2025、東京で会談した。")
    assert [of_clause.expression.text for of_clause in tag([mixed], CALENDAR, set())[0]] == ["6th May 2025"]
