"""Sectors of clauses by the order of evidence."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.sectors import made
from transforms import lexicon
from transforms.sectors import tag, tagging
from transforms.sectors.terms import Hit, entries, occurrences


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()))


CASES = table("clauses.csv")


def codes(
    marked: str, acts: Sequence[str] = ("AGREE_DO",), headings: Sequence[str] = (), parties: Sequence[str] = ()
) -> list[str]:
    return ["+".join(found.code for found in tags) for tags in tag(made.clauses(marked, acts, headings), [], parties)]


PRIMARY = {
    "a purpose is aimed at, the action counts": ("貿易と観光を促進するため、港湾を整備する。", "TRN"),
    "a purpose counts where nothing else does": ("留学生の派遣を促進するため、必要な措置をとる。", "EDU"),
    "ための makes the noun's own subject": ("貿易を促進するための行動計画を作る。", "TRD"),
    "a cause is no purpose": ("地震が起きたため、支援を続ける。", "ENV"),
    "a legal basis is no subject": ("国連憲章及び国際法に基づき、紛争の平和的解決を求める。", "RGN"),
    "a basis counts where nothing else does": ("2015年の教育協力協定に基づき、作業を進める。", "EDU"),
    "a threat leads what threatens": ("気候変動、テロを含む安全保障上の課題に対応する。", "SEC+ENV"),
    "food is no farm policy among threats": ("食料安全保障などの安全保障上の脅威に対処する。", "SEC"),
    "a scheme of aid leads what it pays for": ("橋梁の建設に円借款を供与する。", "ODA+TRN"),
    "aid, and the purpose that it is for": ("学校の建設を支えるため、円借款を供与する。", "ODA+EDU"),
    "an occasion is no subject": ("国交正常化30周年を機に、鉄道、防衛産業、宇宙開発で協力する。", "TRN+DEF+STI"),
    "shared values are no subject": ("法の支配という共通の価値の下に、漁業の協力を広げる。", "AGR"),
    "what is replaced is no subject": ("けしに代わる農業を支える。", "AGR"),
    "a place's name that ends in a region": ("カンタベリー地方に進出した企業の投資を促す。", "INV"),
    "what only opens a list": ("双方は、次の認識に達した。", "X00"),
    "a partnership yields to its subject": ("戦略的パートナーシップの下で投資を拡大する。", "INV"),
    "a partnership leads a list of fields": (
        "戦略的パートナーシップの下、貿易、エネルギー、教育で協力する。",
        "POL+TRD+ENE+EDU",
    ),
    "fields in the order of the text": ("観光、教育、文化の分野で協力する。", "TOU+EDU+CUL"),
    "names come after what is done": ("商工会議所の間で貿易促進を図る。", "TRD+INV"),
    "an environment for business": ("投資環境の整備に努める。", "INV"),
    "an environment of peace": ("平和で安定した環境を維持する。", "POL"),
    "the environment": ("環境の保全に努める。", "ENV"),
    "security beside defence": ("防衛と安全保障の分野で協力する。", "DEF"),
    "security beside crime": ("安全保障・犯罪予防の協定に署名する。", "SEC"),
    "high technology in farming": ("農業分野におけるハイテクの応用を進める。", "AGR+STI"),
    "high technology crime": ("ハイテク犯罪に対処する。", "SEC"),
    "a ministry of several fields": ("文化・スポーツ・観光省の間で協議する。", "POL"),
    "a ministry of one field": ("林業省の間で協議する。", "AGR"),
    "a commission of several fields": ("経済貿易・科学技術協力に関する政府間委員会を開く。", "ECO"),
    "bilateral and multilateral contacts": ("二国間及び多国間の接触を増やす。", "POL"),
    "nothing named": ("双方は、この取決めを着実に実施する。", "POL"),
    "a goal to be reached is no subject": ("脱炭素社会の実現に向けて、石炭火力の改修を進める。", "ENE"),
    "a next step is one": ("水産物の輸入の再開に向けて、当局が話し合う。", "AGR+TRD"),
    "an agreement in force since then is no subject": ("投資協定の発効以来、定期便が増えたことを喜ぶ。", "TRN"),
    "what is considered is no subject": ("貿易の拡大が互いの利益となることにかんがみ、港湾を整備する。", "TRN"),
    "the economy as a frame": ("経済面においては、半導体の研究を共に進める。", "STI"),
    "a frame where nothing else speaks": ("経済分野では、互いの強みを生かす。", "ECO"),
    "what counts fields among it": ("スポーツ、観光を含む人的交流を広げる。", "PPL+CUL+TOU"),
    "shared values are what the parties are": ("民主主義、人権、法の支配といった普遍的価値を共有する国として連携する。", "POL"),
    "beside what they do": ("自由や法の支配を共有する両国は、海軍の往来を増やす。", "DEF"),
    "values that are defended": ("人権と法の支配を守るために声を上げる。", "JUS"),
    "values whose experience is shared": ("法の支配に関する経験を共有する。", "JUS"),
    "an anniversary is no subject": ("国交樹立50周年を記念し、柔道の大会を開く。", "CUL"),
    "an anniversary alone": ("国交樹立50周年の記念行事を共に準備する。", "POL"),
    "who is quoted is no subject": ("財務省によると、双方は漁船の操業の安全で合意した。", "AGR"),
    "who is quoted on another thing": ("防衛省によれば、両国は留学生を増やす。", "EDU"),
    "bilateral and world affairs": ("二国間の諸問題及び国際情勢について話し合うことで一致した。", "POL+RGN"),
    "a state's weapons come before its region": ("北朝鮮がミサイルの発射を続けることを憂慮する。", "NPR+RGN"),
    "resolutions on peace": ("中東の和平に関する安保理決議の履行を求める。", "RGN"),
    "bodies as places to work together": ("国連やWTOの枠組みで立場を合わせる。", "MLT"),
    "trainees of a field": ("送電の若手技術者を対象とする研修を設ける。", "EDU+ENE"),
    "what is done comes before its means": ("排出枠の取引を用いて、地熱の普及を進める。", "ENE+ENV"),
    "a port is a way, no means": ("中部回廊を通じた輸出を増やす。", "TRN+TRD"),
    "what is done before what it is done beside": ("投資を促しつつ、教育を広げる。", "EDU+INV"),
    "a pretext": ("気候変動を口実とした関税に反対する。", "TRD+ENV"),
    "a cause": ("直行便の増加により、観光が盛んになる。", "TOU+TRN"),
    "what is feared": ("感染症の流行に備え、港湾を整備する。", "TRN+HLT"),
    "so that it does not happen": ("汚職が起きることのないよう、税関を見直す。", "TRD+JUS"),
    "a railway that carries what farms need": ("肥料を運ぶ鉄道を直す。", "TRN+AGR"),
    "a trip that shows nature": ("国立公園を結ぶ周遊券を売る。", "TOU+ENV"),
    "forces that fight pirates": ("海賊に対処する自衛隊の活動を支える。", "SEC+DEF"),
    "technology that serves farming": ("農業を支える研究開発を進める。", "AGR+STI"),
    "a joining verb describes nothing": ("農業に関する投資を増やす。", "AGR+INV"),
    "whom something is given": ("紛争で家を追われた人々に毛布を配る。", "ODA+RGN"),
    "a visa for travellers": ("観光客に電子査証を発給する。", "TOU+PPL"),
    "who does it": ("若手研究者が遺跡を調べる。", "CUL+EDU"),
    "for whom it is": ("漁船向けの太陽光発電を広げる。", "ENE+AGR"),
    "a drug for medicine": ("医療用麻薬を取り締まる。", "SEC+HLT"),
    "goods of industry that are traded": ("縫製品に対する関税を下げる。", "TRD+INV"),
    "relief for a region": ("ガザへの食料の搬入を求める。", "RGN+AGR"),
    "joining a body": ("OECDへの加盟を支持する。", "MLT+ECO"),
    "a body that does something": ("国連女性機関を通じ、助産師を増やす。", "HLT+JUS+MLT"),
    "a committee on an agreement": ("投資協定に基づく合同委員会を開く。", "INV"),
    "a site where something is done": ("空港における手荷物の保安検査を強める。", "SEC+TRN"),
    "a site where something is put": ("検問所に指紋の照合装置を置く。", "SEC+TRN"),
    "a shipyard that does the work": ("自衛隊の艦艇の整備を造船所で行う。", "DEF+INV"),
    "what is attacked": ("病院への空爆を非難する。", "RGN+HLT"),
    "adjectives before the noun": ("牛肉にかけられている高い関税を下げる。", "TRD+AGR"),
    "a cause with で": ("直行便の再開で観光客が戻る。", "TOU+TRN"),
    "what is agreed is no cause": ("航空路線の開設で合意し、観光客を増やす。", "TRN+TOU"),
    "unrest in a region": ("サヘル地域の治安の悪化について話し合う。", "RGN+SEC"),
    "who does it as topic": ("両国の海軍は、海賊を取り締まる。", "SEC+DEF"),
    "what is of those who live there": ("離島の妊婦の検診を支える。", "HLT"),
    "who does it, two of them": ("両国の税関と警察は、覚醒剤の密輸を断つ。", "SEC+TRD"),
    "inside a site": ("刑務所内での過激思想の広まりを防ぐ。", "SEC+JUS"),
    "in what circumstance": ("大地震に際し、両国の部隊が毛布を配る。", "ODA+ENV"),
    "on what occasion": ("災害の折の邦人の保護を話し合う。", "PPL+ENV"),
    "under what": ("人口減少の下での財政を論じる。", "ECO+LAB"),
    "produce that is taxed": ("チーズの関税の撤廃を急ぐ。", "TRD+AGR"),
    "produce that is let in": ("りんごの輸入解禁を喜ぶ。", "AGR+TRD"),
    "an act of war leads": ("民間船舶が拿捕されたことを憂慮する。", "RGN+TRN"),
    "guards of what": ("競技会の警備について助言する。", "SEC+CUL"),
    "trust in a body": ("世界保健機関への信頼を取り戻す。", "MLT+HLT"),
    "plain words": ("ごみを減らし、働く人の学びを支える。", "ENV+LAB"),
    "an attack on civilian things": ("ウクライナの送電網に対する攻撃を非難する。", "RGN+ENE"),
}


@pytest.mark.parametrize(("text", "expected"), PRIMARY.values(), ids=PRIMARY)
def test_own_words(text: str, expected: str) -> None:
    assert codes(text) == [expected]


INHERITED = {
    "from the clause before in its group": ("エネルギー協力を強化し、|経験を共有する。", [], ["ENE", "ENE"]),
    "from the clause after it": ("情報交換を強め、|石油開発で協力する。", [], ["ENE", "ENE"]),
    "the primary code alone": ("ウランとレアアースの輸出を増やし、|相互に支え合う。", [], ["ENE+TRD", "ENE"]),
    "all codes where it points back": ("民主化と経済改革を支え、|このような努力を続ける。", [], ["JUS+ECO", "JUS+ECO"]),
    "pointing back over the sentence": ("留学生を受け入れる。これを歓迎する。", [], ["EDU", "EDU"]),
    "the group before the heading": ("観光客を増やし、|取組を続ける。", ["農業"], ["TOU", "TOU"]),
    "a subheading before the rest of the sentence": ("協定を実施し、/テロ対策を進める。", ["協力", "防衛"], ["DEF", "SEC"]),
    "the rest of the sentence before the outermost heading": ("協定を実施し、/テロ対策を進める。", ["防衛"], ["SEC", "SEC"]),
    "the innermost heading of a single field": ("覚書に署名する。", ["経済、貿易、観光", "運輸"], ["TRN"]),
    "no heading of several fields": ("覚書に署名する。", ["貿易、観光、教育"], ["POL"]),
    "the one above a heading of several fields": ("覚書に署名する。", ["人的交流", "観光、教育"], ["PPL"]),
    "this field is that of the heading": ("貿易、観光を促進するため、この分野の協力を進める。", ["交通"], ["TRN"]),
    "the heading's code leads where the clause has it": ("人材育成を中心にODAを続ける。", ["ODA"], ["ODA+EDU"]),
    "but not that of the economy": ("貿易経済協力を強める。", ["経済関係"], ["TRD+ECO"]),
    "nor that of security": ("海賊に対処する自衛隊の活動を支える。", ["安全保障"], ["SEC+DEF"]),
    "a weak word after the heading": ("首脳の訪問を促す。", ["農業"], ["AGR"]),
    "a weak word where nothing else speaks": ("首脳の訪問を促す。", [], ["POL"]),
    "a sentence without a subject goes on": ("防衛装備品の移転で合意した。年内の署名を目指す。", [], ["DEF", "DEF"]),
    "its first code alone": ("農業、観光、教育で協力する。来年から始める。", [], ["AGR+TOU+EDU", "AGR"]),
    "one with a subject does not": ("防衛装備品の移転で合意した。両首脳は緊密に連絡を取る。", [], ["DEF", "POL"]),
    "nor one that turns to another thing": ("防衛装備品の移転で合意した。また、緊密に連絡を取る。", [], ["DEF", "POL"]),
    "a bare agreement is the one named before": (
        "航空協定の交渉を終えた。首脳は外相を労う。協定の発効を急ぐ。",
        [],
        ["TRN", "POL", "TRN"],
    ),
    "the same agreement": ("租税条約に署名した。首脳は外相を労う。同条約の発効を急ぐ。", [], ["ECO+INV", "POL", "ECO"]),
    "an agreement of another kind": ("航空協定の交渉を終えた。首脳は条約の発効を急ぐ。", [], ["TRN", "POL"]),
}


@pytest.mark.parametrize(("marked", "headings", "expected"), INHERITED.values(), ids=INHERITED)
def test_inherited(marked: str, headings: list[str], expected: list[str]) -> None:
    assert codes(marked, headings=headings) == expected


NARRATED = {
    "a visit": ("大統領は3日から5日まで日本を公式訪問した。", "NARR", "X00"),
    "a visit with companies": ("首相は多数の企業関係者を伴って公式訪問し、", "NARR", "X00"),
    "a tour of a factory": ("首相は情報産業の視察を行った。", "NARR", "X00"),
    "a body's meeting that is attended": ("首相はAPEC首脳会議に出席した。", "NARR", "X00"),
    "a dialogue that is held": ("外相対話が首都で開催された。", "NARR", "X00"),
    "a meeting on a subject": ("首脳は気候変動について会談した。", "DISCUSS", "ENV"),
    "a meeting whose name says its subject": ("第3回エネルギー政策対話が開催された。", "NARR", "ENE"),
    "a meeting without a subject": ("首脳は会談した。", "DISCUSS", "X00"),
    "a meeting about something": ("首脳は会談し、中東情勢を話し合った。", "DISCUSS", "RGN"),
    "an anniversary of a visit": ("外交関係樹立50周年に際し、首相は公式訪問した。", "NARR", "X00"),
    "adoption": ("両首脳は共同声明に署名した。", "WITNESS", "X00"),
    "thanks for a welcome": ("首相は温かい歓迎に感謝した。", "THANK", "X00"),
    "thanks for help": ("首相は防災分野の支援に感謝した。", "THANK", "ENV"),
    "condolences": ("首相は地震の犠牲者に哀悼の意を表した。", "CONGRATULATE", "X00"),
    "an invitation is policy": ("大統領に訪日を要請した。", "PROPOSE", "POL"),
    "nothing named": ("双方は文書をまとめた。", "NARR", "X00"),
    "ministers who are present": ("会談には財務大臣、防衛副大臣らが同席した。", "NARR", "X00"),
    "guests": ("夕食会には経済界の代表や留学生も招かれた。", "NARR", "X00"),
    "guests who attend": ("経済団体の代表らが夕食会に出席した。", "NARR", "X00"),
    "ministers who attend": ("先方から農業相と駐日大使が出席した。", "NARR", "X00"),
    "a meeting of ministers is no list of those present": ("環境大臣会合が開かれた。", "NARR", "ENV"),
    "a conference that is attended": ("首相は気候変動会議に出席した。", "NARR", "ENV"),
    "a governor on a journey": ("知事は3日から同国を訪問し、", "NARR", "X00"),
    "a factory that is toured": ("首相は郊外の自動車工場を視察する。", "NARR", "X00"),
    "a mood": ("会談は友好的な雰囲気の中で行われた。", "NARR", "X00"),
    "talks in that mood": ("双方は友好的な雰囲気の中で両国関係を話し合った。", "DISCUSS", "POL"),
    "an anniversary that is celebrated": ("双方は外交関係樹立50周年を迎えたことを祝した。", "CONGRATULATE", "X00"),
    "a named statement": ("双方は「戦略的パートナーシップに関する共同声明」を発表した。", "WITNESS", "X00"),
    "thanks for holding a meeting": ("我々は会合を主催した議長国に感謝した。", "THANK", "X00"),
    "hospitality that is appreciated": ("大統領は心温まるもてなしを高く評価した。", "APPRECIATE", "X00"),
    "help that is appreciated": ("大統領は学校の建設を高く評価した。", "APPRECIATE", "EDU"),
    "respects at the end of a note": ("本使は、ここに重ねて閣下に敬意を表します。", "APPRECIATE", "X00"),
    "when a visit will be": ("訪問の時期は、外交経路を通じて決められる。", "NARR", "POL"),
}


@pytest.mark.parametrize(("text", "act", "expected"), NARRATED.values(), ids=NARRATED)
def test_no_policy_content(text: str, act: str, expected: str) -> None:
    assert codes(text, [act]) == [expected]


def test_evidence_and_basis_say_where_a_code_comes_from() -> None:
    found = tag(made.clauses("査証を緩和し、|手続を改める。両国の協定を実施する。", headings=["人の往来", "観光"]), [])
    assert [[(tag.code, tag.basis, tag.evidence, tag.cap_major) for tag in tags] for tags in found] == [
        [("PPL", "term", "査証", 9)],
        [("PPL", "group", "査証", 9)],
        [("TOU", "subheading", "観光", 15)],
    ]


def test_the_one_subject_of_a_title_stands_above_all_headings() -> None:
    agreement = made.clauses("両政府は、この協定の実施について協議する。")
    assert [tag.code for tag in tagging.tag(agreement, [], (), "農業協力に関する両国政府の間の協定")[0]] == ["AGR"]
    assert [tag.code for tag in tagging.tag(agreement, [], (), "農業大臣会合共同声明")[0]] == ["POL"]
    told = made.clauses("この協定は、三年間効力を有する。", ["NARR"])
    assert [tag.code for tag in tagging.tag(told, [], (), "農業協力に関する両国政府の間の協定")[0]] == ["X00"]


def test_a_document_that_names_itself_does_not_point_back() -> None:
    assert codes("医療を提供する。この協定の実施について協議する。") == ["HLT", "POL"]


def test_terms_inside_a_name_that_the_lexicon_lacks() -> None:
    clause = made.clauses("東洋資源環境機構の活動を支える。")[0]
    assert [found.code for found in tag([clause], [made.mention(clause, "東洋資源環境機構")])[0]] == ["ENV"]
    clause = made.clauses("東洋漁業観光連盟の活動を支える。")[0]
    assert [found.code for found in tag([clause], [made.mention(clause, "東洋漁業観光連盟")])[0]] == ["POL"]


def test_a_term_that_ends_a_name_is_its_head() -> None:
    clause = made.clauses("北洋農業ビジネス評議会の設立を歓迎する。")[0]
    assert [found.code for found in tag([clause], [made.mention(clause, "北洋農業ビジネス評議会")])[0]] == ["INV"]


def test_a_country_before_the_word_for_relations() -> None:
    for text, name in [("日ペルー関係を強化する。", "ペルー"), ("ペルーとの関係を重視する。", "ペルー")]:
        clause = made.clauses(text)[0]
        found = tag([clause], [made.mention(clause, name, "country")])[0]
        assert [(one.code, one.basis) for one in found] == [("POL", "term")]
    clause = made.clauses("ペルー関係者の研修を行う。")[0]
    assert [one.code for one in tag([clause], [made.mention(clause, "ペルー", "country")])[0]] == ["EDU"]


def places(text: str) -> list[str]:
    clause = made.clauses(text)[0]
    mentions = [made.mention(clause, "静岡", "place", "city", "JPN"), made.mention(clause, "クスコ", "place", "city", "PER")]
    return [one.code for one in tag([clause], mentions)[0]]


def test_places_of_two_countries_side_by_side() -> None:
    assert places("静岡とクスコの結びつきを深める。") == ["LOC"]
    assert places("静岡とクスコを結ぶ直行便を開く。") == ["TRN"]
    assert places("静岡で開かれた会合に続き、クスコでも開く。") == ["POL"]


def test_a_situation_is_none_in_a_document_of_that_country() -> None:
    text = "ウクライナの港湾の再建で協力する。"
    assert codes(text) == ["TRN+RGN"]
    assert codes(text, parties=["JPN", "UKR"]) == ["TRN"]


def test_a_bullet_takes_the_sector_of_its_lead_in() -> None:
    lead = made.clauses("双方は、漁業協力について次のことを行う。")
    bullet = made.clauses("覚書の署名", lead_in=lead[0].passage)
    assert [tags[0].code for tags in tag(lead + bullet, [])] == ["AGR", "AGR"]


def test_terms_are_searched_once_a_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    def count(text: str) -> list[Hit]:
        searched.append(text)
        return occurrences(text)

    monkeypatch.setattr(tagging, "occurrences", count)
    clauses = made.clauses("貿易を広げ、|投資を促し、|観光を振興する。教育で協力する。")
    tag(clauses, [])
    assert searched == [clauses[0].passage.text]


def figures(wanted: list[str], given: list[str]) -> tuple[float, float]:
    """Accuracy of the primary code, and micro-F1 of all codes."""
    pairs = [(want.split("+"), got.split("+")) for want, got in zip(wanted, given, strict=True)]
    primary = sum(want[0] == got[0] for want, got in pairs) / len(pairs)
    return primary, 2 * sum(len({*want} & {*got}) for want, got in pairs) / sum(len(want) + len(got) for want, got in pairs)


def test_clauses_of_many_countries_and_styles() -> None:
    """Expected codes follow the definitions of the codes; most were written before the lexicon had seen the clause."""
    given = [codes(case["text"], [case["act"]], [text for text in case["headings"].split(">") if text])[0] for case in CASES]
    primary, f1 = figures([case["sectors"] for case in CASES], given)
    assert len(CASES) >= 800
    assert primary >= 0.93
    assert f1 >= 0.91


def test_clauses_written_blind() -> None:
    """Each was worded, and its codes written down, before the program was run on it; none was set right afterwards."""
    cases = table("blind.csv")
    primary, f1 = figures([case["sectors"] for case in cases], [codes(case["text"], [case["act"]])[0] for case in cases])
    assert len(cases) >= 230
    assert primary >= 0.80
    assert f1 >= 0.82


def test_clauses_of_rounds() -> None:
    """Worded blind too; then what they showed was mended, and expectations that the rules of the codes refute set right."""
    cases = table("rounds.csv")
    primary, f1 = figures([case["sectors"] for case in cases], [codes(case["text"], [case["act"]])[0] for case in cases])
    assert len(cases) >= 470
    assert primary >= 0.87
    assert f1 >= 0.87


def test_clauses_that_take_their_sector_from_others() -> None:
    cases = table("passages.csv")
    given = [codes(case["marked"], case["acts"].split(), [case["headings"]] if case["headings"] else []) for case in cases]
    primary, f1 = figures([want for case in cases for want in case["sectors"].split()], [one for found in given for one in found])
    assert primary >= 0.88
    assert f1 >= 0.86


def test_all_codes_are_reached() -> None:
    reached = {code for case in CASES for code in codes(case["text"], [case["act"]])[0].split("+")}
    assert reached == {row["code"] for row in lexicon.rows("sectors.csv")}


_PIECES = st.sampled_from(
    [
        *(entry.term for entry in entries()[::40]),
        *("を促進するため、", "に基づき、", "双方は、", "この分野で", "これを", "。", "\n", "省", "AI"),
    ]
)


@given(st.lists(_PIECES, min_size=1, max_size=12), st.sampled_from(["NARR", "WILL", "THANK", "CONGRATULATE", "DISCUSS"]))
def test_every_clause_has_sectors_once_and_no_policy_content_stands_alone(pieces: list[str], act: str) -> None:
    clauses = made.clauses("".join(pieces), [act], ["エネルギー"] if len(pieces) % 2 else [])
    for tags in tag(clauses, []):
        found = [one.code for one in tags]
        assert found
        assert len(found) == len(set(found))
        assert "X00" not in found or found == ["X00"]
        assert all((one.basis is None) == (one.evidence is None) for one in tags)
