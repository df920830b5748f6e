"""Whatever the day and the form, the date comes back; text without dates yields none."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.dates import find, resolve
from transforms.dates.eras import eras
from transforms.dates.model import Calendar
from transforms.dates.numerals import number
from transforms.dates.points import MONTHS

DIGITS = "〇一二三四五六七八九"
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def with_units(value: int) -> str:
    parts = []
    for size, unit in ((1000, "千"), (100, "百"), (10, "十")):
        count, value = divmod(value, size)
        if count:
            parts.append((DIGITS[count] if count > 1 else "") + unit)
    return "".join(parts) + (DIGITS[value] if value else "")


def in_places(value: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(value))


def japanese_era(day: date) -> tuple[str, int]:
    era = next(
        era
        for name in ("令和", "平成", "昭和", "大正", "明治")
        for era in [eras()[name]]
        if era.first_on <= day <= (era.last_on or date.max)
    )
    return era.name, day.year - era.zero_year


def in_era(day: date) -> str:
    name, year = japanese_era(day)
    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def in_kanji_era(day: date) -> str:
    name, year = japanese_era(day)
    return f"{name}{'元' if year == 1 else with_units(year)}年{with_units(day.month)}月{with_units(day.day)}日"


FORMS: dict[str, Callable[[date], str]] = {
    "western": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "spaced": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    "padded": lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    "kanji in places": lambda day: f"{in_places(day.year)}年{with_units(day.month)}月{with_units(day.day)}日",
    "kanji with units": lambda day: f"{with_units(day.year)}年{with_units(day.month)}月{with_units(day.day)}日",
    "era": in_era,
    "kanji era": in_kanji_era,
    "era with gloss": lambda day: in_era(day).replace("年", f"({day.year})年", 1),
    "glossed by era": lambda day: f"{day.year}({in_era(day).split('年')[0]})年{day.month}月{day.day}日",
    "iso": lambda day: day.isoformat(),
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dots": lambda day: f"{day.year}.{day.month}.{day.day}",
    "English, month first": lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    "English, day first": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "dated": lambda day: f"{day.year}年{day.month}月{day.day}日付",
    "weekday in brackets": lambda day: f"{day.year}年{day.month}月{day.day}日({'月火水木金土日'[day.weekday()]})",
}


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40)
@given(
    day=DAYS,
    before=st.sampled_from(["", "双方は、", "(", "「", " "]),
    after=st.sampled_from(["", "に署名した。", "、", ")", "の"]),
)
def test_any_day_comes_back(form: str, day: date, before: str, after: str) -> None:
    written = FORMS[form](day)
    (found,) = find(f"{before}{written}{after}")
    assert (found.start, found.text) == (len(before), written)
    assert resolve([found], Calendar())[0].first_on == day


@settings(max_examples=100)
@given(first=DAYS, length=st.integers(1, 60), connector=st.sampled_from(["から", "~", "-", "より"]))
def test_any_range_comes_back_with_what_its_end_leaves_out(first: date, length: int, connector: str) -> None:
    last = first + timedelta(days=length)
    end = f"{last.day}日" if (first.year, first.month) == (last.year, last.month) else f"{last.month}月{last.day}日"
    (found,) = find(f"{first.year}年{first.month}月{first.day}日{connector}{end}に訪問した")
    (value,) = resolve([found], Calendar())
    assert (value.first_on, value.last_on) == (first, last)


@given(st.integers(1, 9999))
def test_numerals_come_back(value: int) -> None:
    assert number(str(value)) == number(with_units(value)) == number(in_places(value)) == value


@given(
    st.text(st.sampled_from("日越国とカザフスタンは協力を強化することで合意した。、「」(会談発展両署名\n "), max_size=80).filter(
        lambda text: "ことし" not in text
    )
)
def test_text_without_numbers_and_date_words_yields_nothing(text: str) -> None:
    assert find(text) == []


@settings(max_examples=200)
@given(st.text(st.sampled_from("0123456789年月日一二十〇から~、令和昭同翌今昨週末周間以内前後()/.-土曜A春"), max_size=40))
def test_any_text_is_read_without_error_and_every_offset_slices(text: str) -> None:
    expressions = find(text)
    assert [text[found.start : found.end] for found in expressions] == [found.text for found in expressions]
    assert all(before.end <= after.start for before, after in pairwise(expressions))
    calendar = Calendar(date(2025, 5, 6), "adopted")
    for value in resolve(expressions, calendar):
        assert (value.edtf is None) == (value.resolution == "unresolved")
