"""The role of each date in a sentence, in statements and in reports."""

from datetime import date

import pytest

from transforms.clauses.model import Clause
from transforms.dates import tag
from transforms.dates.model import Calendar, DateTag
from transforms.lines import Line
from transforms.passages import Passage

STATEMENT = Calendar(date(2025, 5, 6), "adopted")
REPORT = Calendar(date(2025, 5, 11), "published", date(2025, 5, 11))


def clause(text: str, start: int = 0, end: int | None = None, passage: Passage | None = None) -> Clause:
    stop = len(text) if end is None else end
    passage = passage or Passage(text, (Line(1, 0, len(text), text, None, "paragraph"),), (0,), (0,))
    return Clause(passage, start, stop, 1, 1, (start, stop))


def tags(text: str, calendar: Calendar) -> list[DateTag]:
    return tag([clause(text)], calendar, set())[0]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("大統領は2025年5月5日から7日まで日本を公式訪問した。", ["visit"]),
        ("第3回実務協議会が2025年5月4日から6日までパリで開かれた。", ["meeting"]),
        ("日本側は、肥料を10年間にわたり安定的に供給すると約束した。", ["period"]),
        ("双方は、20年間にわたり協力してきた。", ["duration"]),
        ("2025年5月5日から6日にかけて行われた首相の大統領に対する公式訪問の際に、声明を採択した。", ["visit"]),
        ("会談は2025年5月6日に友好的な雰囲気の中で行われた。", ["meeting"]),
        ("2025年5月6日に東京で採択された共同声明に従い、協力する。", ["adoption"]),
        ("令和7年5月6日、東京において署名した。", ["adoption"]),
        ("2023年3月に日本を公式訪問した際の合意を想起した。", ["past_event"]),
        (
            "1972年9月29日に発表された共同声明及び1978年8月12日に署名された平和友好条約を遵守する。",
            ["prior_statement", "agreement_signed"],
        ),
        ("1994年4月7日付の共同声明に基づき協力する。", ["prior_statement"]),
        ("2015年3月6日付の協定に基づき協力する。", ["agreement_signed"]),
        ("1998年の共同宣言及び2008年の共同声明を堅持する。", ["prior_statement", "prior_statement"]),
        ("2016年3月8日に調印された両国法務省間の協力協定に基づき、推進する。", ["agreement_signed"]),
        ("2018年10月9日に署名した共同声明の実施を確認した。", ["prior_statement"]),
        ("投資協定(2009年)及び投資協定を改正する議定書(2011年)を実施する。", ["agreement_signed", "agreement_amended"]),
        ("安保理決議第2231号(2015年)の履行を求めた。", ["prior_statement"]),
        ("この協定は、千九百七十八年十月二十三日に効力を生じた。", ["agreement_in_force"]),
        ("2005年7月に発効した技術協力協定に基づき、措置をとる。", ["agreement_in_force"]),
        ("2011年に改正された租税条約を歓迎した。", ["agreement_amended"]),
        ("2004年8月に表明した方針を達成した。", ["prior_statement"]),
        ("1992年に外交関係を樹立して以来、友好関係を築いてきた。", ["relation_established"]),
        ("1992年1月26日の外交関係樹立以来、発展してきた。", ["relation_established"]),
        ("2023年12月16日に関係を包括的戦略的パートナーシップに格上げした。", ["relation_established"]),
        (
            "2004年に姉妹都市提携を結んだ大阪市とホーチミン市、2010年に福岡市とハノイ市の友好都市関係を評価した。",
            ["relation_established", "relation_established"],
        ),
        ("1982年の国際連合海洋法条約を含む国際法を遵守する。", ["treaty_name"]),
        ("2015年9月に採択された「2030年アジェンダ」を実施する。", ["prior_statement", "treaty_name"]),
        ("2021年から2025年までの行動計画を評価した。", ["period"]),
        ("2025年から2027年までの協議計画に署名した。", ["period"]),
        ("協力は、署名の日に開始し、4年間継続する。", ["period"]),
        ("明春、東京において会合を開く。", ["planned_event"]),
        ("6か月前に書面により通知することにより、終了することができる。", ["deadline"]),
        ("2021年から2025年までの貿易に関する協定の履行を確認した。", ["period"]),
        ("令和7年度予算に計上した経費を確認した。", ["period"]),
        ("1 農業試験場の整備計画 2026年度", ["period"]),
        ("この協定は、五年間効力を有し、その後は、更に五年間ずつ延長される。", ["period", "period"]),
        ("会合が、対話20周年を記念して、2025年5月6日に東京で開催された。", ["anniversary", "meeting"]),
        ("2025年5月6日に東京で、関係を高めるため、2026年から2029年まで行う計画を次のとおり発表した。", ["adoption", "period"]),
        ("2026~2030年の協力ロードマップを交換した。", ["period"]),
        ("第十四次計画(2021-2025年)の成果を紹介した。", ["period"]),
        ("2030年までに貿易額を倍増する。", ["deadline"]),
        ("2060年までのカーボンニュートラルを目指す。", ["deadline"]),
        ("年内に外相会談を実施する。", ["deadline"]),
        ("5年以内に協定を締結する。", ["deadline"]),
        ("外交関係樹立30周年(2022年)の成果を評価した。", ["anniversary", "anniversary"]),
        ("2027年の外交関係樹立35周年を前に、準備する。", ["anniversary", "anniversary"]),
        ("9月3日の戦勝80周年記念行事に出席する。", ["planned_event", "anniversary"]),
        ("過去33年間の成果に基づき、今後3年間で2000名を受け入れる。", ["duration", "period"]),
        ("2年間で達成した。", ["duration"]),
        ("次回会合は2026年に東京で開催される。", ["planned_event"]),
        (
            "2025年に東京で文化の日、2026年にハノイで日本の日を開催することの重要性に留意した。",
            ["planned_event", "planned_event"],
        ),
        ("2006年3月に第8回合同会議が成功裏に開催されたことを評価した。", ["past_event"]),
        ("2022年2月24日に始まった侵略を非難した。", ["past_event"]),
        ("2013年に提唱された構想を支持する。", ["prior_statement"]),
        ("2025年に制度を開始し、対象を広げてきた。", ["past_event"]),
        ("2025年に制度を開始し、対象を広げることで一致した。", ["planned_event"]),
        ("近々締結される協定を歓迎した。", ["planned_event"]),
        ("近年の協力を評価した。", ["other"]),
    ],
)
def test_in_a_statement(text: str, roles: list[str]) -> None:
    assert [found.role for found in tags(text, STATEMENT)] == roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("首相は土曜日に大統領府で訪問中の主席と会談した。", ["meeting"]),
        ("大統領は9日、赤の広場で行われた式典に出席し、翌10日、首相と会談した。", ["past_event", "meeting"]),
        ("【A通信東京5月11日】首相は10日、日本を訪れているB国の大統領と会談した。", ["publication", "meeting"]),
        ("(大阪 11日 共同)首相は10日、視察した。", ["publication", "past_event"]),
        ("首相は10日、公邸で、同国を初めて国賓訪問しているB国の国王と会談した。", ["meeting"]),
        ("首相は10日、訪日中のB国大統領を表敬した。", ["meeting"]),
        ("首相は11、12両日の首脳会議に出席し、13日に帰国する。", ["planned_event", "planned_event"]),
        ("国王は10日、天皇陛下と会見し、帰国した。", ["past_event"]),
        ("訪問は5月8日から11日まで続く。", ["visit"]),
        ("大統領は来週東京を訪れる見通しだ。", ["visit"]),
        ("ことし天津で開かれるサミットに出席する。", ["planned_event"]),
        ("2012年に確立された両国の包括的戦略的パートナーシップを評価した。", ["relation_established"]),
        ("2045年までに高所得国になるという目標を強調した。", ["deadline"]),
        ("日本とベトナムの両政府は6日、ハノイで外相会談を開いた。", ["meeting"]),
        ("モスクワ、5月11日、タス通信。", ["publication"]),
        ("大統領は、来日中の首相と5月11日に会談した。", ["meeting"]),
    ],
)
def test_in_a_report(text: str, roles: list[str]) -> None:
    assert [found.role for found in tags(text, REPORT)] == roles


def test_without_a_day_of_the_document() -> None:
    (found,) = tags("月曜日に首都で行われた大統領との会談で、意見を交わした。", Calendar())
    assert (found.role, found.value.edtf, found.value.precision) == ("meeting", None, "weekday")
