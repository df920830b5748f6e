"""What the parties, the day and the rest of a document tell about a name."""

from __future__ import annotations

from datetime import date

import pytest

from tests.transforms.entities.marked import read
from transforms import entities, outline, roles
from transforms.entities.model import Mention
from transforms.facts.model import Facts
from transforms.folding import fold
from transforms.lines import split_lines
from transforms.source import Metadata


def resolved(text: str, *parties: str, on: date | None = None) -> list[Mention]:
    """Mentions of a text whose facts are given."""
    lines = split_lines(fold(text).text)
    roles.assign_roles(lines, Metadata())
    passages = outline.passages(lines)
    return entities.resolve(entities.find(passages), passages, Facts(parties=parties, adopted_on=on, reference_on=on))


def ids(text: str, *parties: str, on: date | None = None) -> dict[str, str]:
    return {one.surface: one.entity_id for one in resolved(text, *parties, on=on)}


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        (("KAZ", "VNM"), {"東海": "place/south-china-sea"}),
        (("JPN", "KOR"), {"東海": "place/sea-of-japan"}),
        (("JPN", "KAZ"), {}),
    ],
)
def test_the_east_sea_is_whose_it_is(parties: tuple[str, ...], expected: dict[str, str]) -> None:
    assert ids("双方は、東海における情勢について意見交換を行った。", *parties) == expected


def test_the_region_of_japan_is_no_sea() -> None:
    assert ids("双方は、東海地方の企業の投資を歓迎した。", "JPN", "VNM") == {}


def test_a_definition_binds_the_short_form() -> None:
    text = "アルタイ水資源の保護に関する協定(以下「水協定」という。)に署名した。\n\n双方は、水協定を実施する。"
    found = ids(text, "MNG", "PER")
    assert found["水協定"] == found["アルタイ水資源の保護に関する協定"]


def test_an_abbreviation_is_bound_and_found_again() -> None:
    found = resolved("アジア・アルタイ協力機構(AAO)を設立した。\n\n双方は、AAOの役割を評価した。", "MNG", "PER")
    assert [(one.surface, one.method) for one in found][1:] == [("AAO", "context"), ("AAO", "context")]
    assert len({one.entity_id for one in found}) == 1


def test_a_name_for_both_parties_is_none() -> None:
    assert ids("モンゴルとペルー(以下、「両国」という)は、両国の関係を強化する。", "MNG", "PER") == {
        "モンゴル": "country/MNG",
        "ペルー": "country/PER",
    }


def test_short_names_take_the_full_one_of_the_document() -> None:
    text = "ムラト・セリコフ大統領が訪問した。\n\nセリコフ大統領は述べた。セリコフ氏は強調した。"
    assert set(ids(text, "KAZ", "MNG").values()) == {"person/murato-serikofu"}


def test_short_names_take_the_office_holder_of_the_party_on_that_day() -> None:
    text = "ナザルバーエフ大統領は、小泉総理と会談した。"
    found = ids(text, "JPN", "KAZ", on=date(2006, 8, 28))
    assert found == {"ナザルバーエフ": "person/nursultan-nazarbayev", "小泉": "person/junichiro-koizumi"}


def test_a_short_name_that_fits_nobody_is_a_person_of_its_own() -> None:
    assert ids("バヤルマー大統領は述べた。", "MNG", "PER") == {"バヤルマー": "person/bayaruma"}


MISREAD = "双方は会談した。林鄭月娥総書記は、協力を提案した。林氏は、支援に謝意を表した。"


def test_a_misread_name_is_repaired_where_office_and_party_fit() -> None:
    found = resolved(MISREAD, "RUS", "VNM", on=date(2025, 5, 10))
    assert [(one.surface, one.entity_id, one.method) for one in found] == [
        ("林鄭月娥", "person/to-lam", "repair"),
        ("林", "person/to-lam", "repair"),
    ]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("林鄭月娥行政長官は、協力を提案した。", ("RUS", "VNM")),
        ("林鄭月娥総書記は、協力を提案した。", ("CHN", "RUS")),
    ],
    ids=["her_own_office", "no_party_of_the_person_meant"],
)
def test_a_name_is_not_repaired_without_evidence(text: str, parties: tuple[str, ...]) -> None:
    found = resolved(text, *parties, on=date(2025, 5, 10))
    assert "repair" not in {one.method for one in found}


def test_a_capital_has_its_former_name_in_its_days_only() -> None:
    text = "双方は、首都ヌルスルタンで会談した。"
    assert ids(text, "JPN", "KAZ", on=date(2020, 2, 1)) == {"ヌルスルタン": "place/1526273"}
    assert ids(text, "JPN", "KAZ", on=date(2006, 2, 1)) == {}


def test_an_agreement_is_named_after_its_parties() -> None:
    found = ids("双方は、教育協力協定を歓迎した。", "VNM", "KAZ")
    assert found == {"教育協力協定": "instrument/vnm-kaz-education-cooperation-agreement"}


def test_an_agreement_is_the_same_whoever_reports_it() -> None:
    own = ids("双方は、獣医協力協定を歓迎した。", "MNG", "PER")["獣医協力協定"]
    told = ids("モンゴルとペルーとの間の獣医協力協定を歓迎した。", "JPN", "USA")["獣医協力協定"]
    assert own == told == "instrument/mng-per-veterinary-cooperation-agreement"


def test_a_commission_has_one_id_by_any_of_its_names() -> None:
    text = "モンゴル・ペルー政府間委員会を開いた。\n\n経済貿易協力に関する政府間委員会を評価した。\n\n政府間委員会は報告した。"
    assert set(ids(text, "MNG", "PER").values()) == {"org/mng-per-intergovernmental-commission"}


def test_signatures_take_their_office_from_the_line_before() -> None:
    body = "共同声明\n\n双方は、協力する。\n\n2020年2月1日、東京\n\n"
    text = body + "モンゴル国大統領\nドルジ・バトエルデネ\nペルー共和国大統領\nホルヘ・サラサール・ルナ\n"
    found = {one.surface: (one.office, one.country) for one in read(text) if one.type == "person"}
    assert found == {"ドルジ・バトエルデネ": ("大統領", "MNG"), "ホルヘ・サラサール・ルナ": ("大統領", "PER")}


def test_a_row_of_signatures_takes_the_offices_above_in_their_order() -> None:
    body = "共同声明\n\n双方は、協力する。\n\n2020年2月1日、東京\n\n"
    text = body + "日本国総理大臣  ペルー共和国大統領\n猪股高弘  ホルヘ・サラサール\n"
    found = {one.surface: (one.office, one.country) for one in read(text) if one.type == "person"}
    assert found == {"猪股高弘": ("首相", "JPN"), "ホルヘ・サラサール": ("大統領", "PER")}


def test_a_ruler_is_the_one_of_the_state_that_stands_beside_the_name_once() -> None:
    text = "ヨルダンのアブドラ国王が来日した。\n\nアブドラ国王は、支援に感謝した。"
    found = resolved(text, "JOR", "JPN", on=date(2014, 11, 20))
    assert {one.entity_id for one in found if one.type == "person"} == {"person/abdullah-ii-of-jordan"}


def test_a_short_name_may_be_of_another_spelling_of_the_person() -> None:
    text = "習近平国家主席とプーチン大統領が会談した。\n\n蘇林書記長も出席した。\n\nラム事務総長は、謝意を述べた。"
    assert ids(text, "CHN", "RUS", "VNM", on=date(2025, 5, 9))["ラム"] == "person/to-lam"


def test_short_names_have_the_state_and_office_of_the_full_one() -> None:
    found = resolved("猪股高弘外務大臣は、ペルーの外相と会談した。\n\n猪股大臣は、支援を約束した。", "JPN", "PER")
    assert [(one.country, one.office) for one in found if one.type == "person"] == [("JPN", "外務大臣")] * 2


def test_a_short_name_is_the_documents_own_person_before_one_of_the_register() -> None:
    found = ids(
        "ヴィクトル・ハリス・ノルウェー首相と電話会談を行った。ハリス首相は、謝意を述べた。", "JPN", "NOR", on=date(2024, 12, 8)
    )
    assert found["ハリス"] == found["ヴィクトル・ハリス"]


def test_initials_are_of_the_registered_person() -> None:
    found = ids("ソヴィエト社会主義共和国連邦大統領エム・エス・ゴルバチョフは、述べた。S.ラブロフ外相も述べた。", "JPN", "SUN")
    assert found["エム・エス・ゴルバチョフ"] == "person/mikhail-gorbachev"
    assert found["S.ラブロフ"] == "person/sergey-lavrov"


def test_initials_and_surname_alone_are_one_person() -> None:
    found = ids("J・ドール大統領が述べた。ドール大統領は、歓迎した。", "JPN", "PLW")
    assert found["ドール"] == found["J・ドール"] == "person/j-doru"


def test_a_reading_is_the_person_of_the_name_before_it() -> None:
    found = ids("鄭在明(チョン・ジェミョン)議長が述べた。文在寅(ムン・ジェイン)韓国大統領が述べた。", "KOR", "JPN")
    assert found["チョン・ジェミョン"] == found["鄭在明"]
    assert found["ムン・ジェイン"] == found["文在寅"] == "person/moon-jae-in"


def test_a_ministry_alone_is_that_of_the_one_state_whose_ministry_is_named_in_full() -> None:
    found = resolved("モンゴル国外務省は発表した。外務省によると、協議は続く。", "JPN", "MNG")
    assert [one.entity_id for one in found if one.type == "organization"] == ["org/mng-ministry-of-foreign-affairs"] * 2


def test_a_ministry_alone_is_nobodys_where_two_are_named() -> None:
    found = resolved("モンゴル国外務省とペルー国外務省は協議した。外務省によると、協議は続く。", "PER", "MNG")
    assert found[-1].country is None


def test_a_governor_is_no_minister_of_the_same_surname() -> None:
    assert ids("鈴木知事が述べた。", "JPN", "VNM")["鈴木"] != "person/zenko-suzuki"


def test_states_with_a_name_of_their_group_are_no_person() -> None:
    found = ids("日米豪印(クアッド)外相会合を歓迎した。日中韓(サンゴク)外相会議を開いた。", "JPN", "USA")
    assert not [one for one in found.values() if one.startswith("person/")]
    assert found["クアッド"] == "org/quad"


def test_a_name_without_an_office_is_whom_the_document_calls_so_beside_one() -> None:
    found = resolved("岸防衛相は、ベトナムのファン・バン・ザン国防相と会談した。岸氏は、懸念を伝えた。", "JPN", "VNM")
    assert [one.entity_id for one in found if one.surface == "岸"] == ["person/nobuo-kishi"] * 2


def test_a_father_s_name_is_not_the_son() -> None:
    found = ids("ムハンマド皇太子が述べた。アブドルアジーズ・エネルギー大臣が述べた。", "JPN", "SAU")
    assert found["ムハンマド"] == "person/mohammed-bin-salman"
    assert found["アブドルアジーズ"] != found["ムハンマド"]


def test_the_last_word_of_a_name_of_as_many_words_is_another_person() -> None:
    assert ids("チャン・ヴァン・ソン大臣が述べた。", "VNM", "JPN")["チャン・ヴァン・ソン"] != "person/bui-thanh-son"


def test_an_initial_and_a_surname_are_one_person_of_the_state() -> None:
    text = "A・A・グロムイコソ連邦共産党中央委員会政治局員と会見した。"
    assert ids(text, "JPN", "SUN")["A・A・グロムイコ"] == "person/andrei-gromyko"


def test_a_mark_between_surname_and_given_name_changes_nobody() -> None:
    assert ids("岸田・文雄首相と会談した。", "JPN", "VNM")["岸田・文雄"] == "person/fumio-kishida"


def test_a_subject_in_front_of_the_states_tells_papers_apart() -> None:
    text = (
        "社会保障に関する日本国とペルー共和国との間の協定が発効した。\n\n"
        "投資の保護に関する日本国政府とペルー共和国政府との間の協定に署名した。"
    )
    found = [one.entity_id for one in resolved(text, "JPN", "PER") if one.type == "instrument"]
    assert found[0] == ids("「社会保障に関する協定」が発効した。", "JPN", "PER")["社会保障に関する協定"]
    assert found[1] != found[0]


def test_a_minister_of_another_subject_is_another_person() -> None:
    assert ids("福田大蔵大臣と会見した。", "JPN", "TWN")["福田"] != "person/yasuo-fukuda"


def test_one_character_is_nobody_of_the_register_without_a_state() -> None:
    assert ids("会談相手は韓(カン)農業農村部長であった。")["韓"] != "person/han-duck-soo"


def test_a_body_is_the_listed_one_behind_the_long_name_of_its_state() -> None:
    text = "朝鮮民主主義人民共和国最高人民会議常任委員会の代表が訪れた。"
    assert [one.entity_id for one in resolved(text, "PRK", "RUS")] == ["org/prk-spa-presidium"]


def test_a_spouse_is_a_person_of_her_own() -> None:
    text = "岸田総理大臣夫妻と岸田裕子総理大臣夫人が訪れた。バイデン大統領夫人と会った。"
    found = ids(text, "JPN", "USA", on=date(2023, 5, 19))
    assert found["岸田"] == "person/fumio-kishida"
    assert found["岸田裕子"] != "person/fumio-kishida"
    assert found["バイデン"] != "person/joe-biden"


def test_a_reading_is_the_person_whose_letters_follow() -> None:
    found = ids("シー・チンピン(習近平)国家主席が述べた。", "CHN", "JPN")
    assert found["シー・チンピン"] == found["習近平"] == "person/xi-jinping"
