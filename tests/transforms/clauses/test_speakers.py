"""Whose a letter or a speech is, and whom its 本使, 私 and 我が国 stand for."""

import pytest

from tests.transforms.clauses.reading import PARTIES, mentions, passage
from transforms import clauses
from transforms.clauses.speakers import home, turns, writers
from transforms.entities.model import Mention
from transforms.facts.model import Facts
from transforms.passages import Passage

OPENING = "書簡をもって啓上いたします。"
NOTES = (
    ("heading", "(日本側書簡)"),
    ("paragraph", OPENING),
    ("paragraph", "本使は、次の取極を提案する光栄を有します。"),
    ("heading", "(カザフスタン側書簡)"),
    ("paragraph", OPENING),
    ("paragraph", "本大臣は、閣下の次の書簡を受領したことを確認いたします。"),
    ("heading", "(日本側書簡)"),
    ("paragraph", "本大臣は、貴国政府の提案に同意いたします。"),
    ("paragraph", "我が国は、その実施に協力します。"),
)


def notes() -> list[Passage]:
    return [passage(text, role=role) for role, text in NOTES]


def test_a_letter_speaks_for_its_writer_and_goes_on_behind_one_that_it_quotes() -> None:
    found = notes()
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(parties=("JPN", "KAZ")))
    assert [unit.actors for unit in units] == [("JPN",)] * 2 + [("KAZ",)] * 4
    assert [unit.recipients for unit in units] == [("KAZ",)] * 2 + [("JPN",)] * 4


def test_a_heading_without_a_letter_under_it_has_no_writer() -> None:
    found = notes()
    names = {id(one): mentions(one) for one in found}
    assert list(writers(found, names).values()) == [("JPN",), ("KAZ",)]
    assert writers(found[5:], names) == {}


SPEECH = (
    ("title", "日・カザフスタン共同記者発表 総理発言"),
    ("paragraph", "大統領の温かい歓迎に、心から感謝申し上げます。"),
    ("paragraph", "両国は、協力を強化することで一致しました。"),
    ("paragraph", "日系社会の皆様の御尽力に、改めて敬意を表します。"),
    ("paragraph", "地域の情勢についても議論しました。"),
)


def test_a_speech_thanks_for_its_speaker_and_tells_of_both() -> None:
    found = [passage(text, role=role) for role, text in SPEECH]
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(coverage="report", parties=("JPN", "KAZ"), speaker="JPN"))
    assert [unit.actors for unit in units] == [("JPN",), ("JPN", "KAZ"), ("JPN",), ("JPN", "KAZ")]


PROMISES = (
    ("title", "日・カザフスタン共同記者発表における総理発言"),
    ("paragraph", "日本は、研修を通じて協力します。"),
    ("paragraph", "カザフスタンの産品は、食卓を彩っています。"),
    ("paragraph", "覚書が早期に署名されることを期待しています。"),
    ("paragraph", "両国の貿易が伸びたことを確認しました。"),
    ("paragraph", "大統領から力強い支持をいただきました。"),
)


def test_a_speech_promises_hopes_and_thanks_for_its_speaker() -> None:
    found = [passage(text, role=role) for role, text in PROMISES]
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(coverage="report", parties=("JPN", "KAZ"), speaker="JPN"))
    assert [unit.act for unit in units] == ["WILL", "NARR", "HOPE", "AFFIRM", "SUPPORT"]
    assert [unit.actors for unit in units] == [("JPN",), ("KAZ",), ("JPN",), ("JPN", "KAZ"), ("KAZ",)]


RECORD = (
    ("title", "外務大臣会見記録"),
    ("report_body", "【外務大臣】本日、カザフスタン外相と会談し、協力を強化することで一致しました。"),
    ("report_body", "これからも、友情を育てていきたいと思います。"),
    ("report_body", "【共同通信 山田記者】地域の情勢について伺います。"),
    ("report_body", "【外務大臣】大統領からは、支援に感謝の言葉をいただきました。"),
    ("report_body", "【カザフスタン外相】支援に感謝します。"),
)


def test_a_record_speaks_for_whoever_has_the_word() -> None:
    found = [passage(text, role=role, part="report") for role, text in RECORD]
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(coverage="report", parties=("JPN", "KAZ")))
    assert [unit.actors for unit in units] == [*[("JPN", "KAZ")] * 2, ("JPN",), (), ("KAZ",), ("KAZ",)]


def test_labels_without_a_question_open_no_turns() -> None:
    found = [passage(text, role=role) for role, text in RECORD[:2]]
    assert turns(found, {}, ("JPN", "KAZ")) == {}


def test_our_side_is_the_agency_s_where_japan_is_no_party() -> None:
    found = [passage("朝鮮中央通信によると、ロシア側は理解を示し、わが方は謝意を表した。", part="report")]
    agency = Mention(found[0], 0, 6, "organization", "org/kcna", "media", country="PRK")
    assert home([agency], ("PRK", "RUS")) == ("PRK",)
    units = clauses.split(found, [agency, *mentions(found[0])], Facts(coverage="report", parties=("PRK", "RUS")))
    assert units[-1].actors == ("PRK",)


def test_each_paragraph_of_a_speech_is_the_speaker_s_again() -> None:
    texts = ("カザフスタンは、太平洋の反対側にあります。", "研究船の運航に道を開いてまいります。")
    found = [passage("外務大臣挨拶", role="title"), *map(passage, texts)]
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(coverage="report", parties=("JPN", "KAZ"), speaker="JPN"))
    assert [unit.actors for unit in units] == [("KAZ",), ("JPN",)]


HEADED = (
    ("title", "日・カザフスタン外相共同会見"),
    ("heading", "(カザフスタン外相)"),
    ("report_body", "お越しいただき、感謝申し上げます。"),
    ("report_body", "私たちは、友情を育てていきます。"),
    ("heading", "(外務大臣)"),
    ("report_body", "支援を要請しました。"),
)


def test_a_heading_that_only_names_an_office_gives_the_word() -> None:
    found = [passage(text, role=role, part="report") for role, text in HEADED]
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(coverage="report", parties=("JPN", "KAZ")))
    assert [(unit.act, unit.actors) for unit in units] == [
        ("NARR", ("KAZ",)), ("THANK", ("KAZ",)), ("WILL", ("JPN", "KAZ")), ("PROPOSE", ("JPN",))
    ]  # fmt: skip


def test_one_such_heading_alone_gives_no_word() -> None:
    found = [passage(text, role=role, part="report") for role, text in HEADED[:4]]
    assert turns(found, {}, ("JPN", "KAZ")) == {}


DIGEST = (
    ("title", "首脳会談の要旨"),
    ("report_body", "両首脳 友情を育てていく方針で一致。"),
    ("report_body", "日本の総理 新たな関係を構築していきたい。"),
    ("report_body", "カザフスタン大統領 ともに努力したい。"),
    ("report_body", "大統領 この問題が障害になってはならない。"),
)


def test_a_digest_of_talks_quotes_whom_each_paragraph_names() -> None:
    found = [passage(text, role=role, part="report") for role, text in DIGEST]
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(coverage="report", parties=("JPN", "KAZ")))
    assert [unit.act for unit in units[:3]] == ["AGREE_DO", "INTEND", "INTEND"]
    assert [unit.actors for unit in units] == [("JPN", "KAZ"), ("JPN",), ("KAZ",), ("KAZ",)]


def test_what_one_side_alone_says_is_its_own_to_the_end() -> None:
    texts = (
        "カザフスタンの代弁人は、次のような談話を発表した。",
        "北朝鮮の軍は、挑発を続けている。",
        "われわれは、これを糾弾する。",
        "北朝鮮は、挑発をやめるべきである。",
    )
    found = [passage(text, part="report") for text in texts]
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(coverage="report"))
    assert [(unit.act, unit.actors) for unit in units[1:]] == [("NARR", ("PRK",)), ("CONDEMN", ("KAZ",)), ("PROPOSE", ("KAZ",))]


def test_a_name_alone_answers_behind_a_question() -> None:
    record = [
        passage("共同通信記者:中国の受け止めを伺います。", role="report_body"),
        passage("甲乙氏:中国は断固反対します。", role="report_body"),
        passage("注:以下の質問は電話で寄せられた。", role="report_body"),
    ]
    assert list(turns(record, {}, ("CHN",)).values()) == [(), ("CHN",)]


def test_a_speech_in_quotation_marks_runs_over_paragraphs() -> None:
    texts = (
        "日本の首相は、夕食会の冒頭で次のように述べました。",
        "「皆様をお迎えできることを大変うれしく思います。",
        "日本は、人材の育成に協力していきます。」",
        "カザフスタンの首相は、港湾を視察する。",
    )
    found = [passage(text, part="report") for text in texts]
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(coverage="report", parties=("JPN", "KAZ")))
    assert [(unit.act, unit.actors) for unit in units[1:]] == [("WELCOME", ("JPN",)), ("WILL", ("JPN",)), ("NARR", ("KAZ",))]


def test_two_who_speak_in_turn_need_no_question() -> None:
    found = [passage("(防衛大臣)御礼を申し上げます。"), passage("(大統領)おもてなしに感謝します。")]
    assert turns(found, {}, ("JPN", "KAZ")) == {id(found[0]): ("JPN",), id(found[1]): ("KAZ",)}
    found = [passage("首相:協力を深める。"), passage("大統領:支援に感謝する。")]
    assert turns(found, {}, ("JPN", "KAZ")) == {id(found[0]): ("JPN",), id(found[1]): ("KAZ",)}
    assert turns([passage("防衛大臣:甲野太郎"), passage("国防長官:乙野次郎")], {}, ("JPN", "KAZ")) == {}


@pytest.mark.parametrize("label", ["【甲野総理冒頭発言】", "首脳共同記者会見における甲野総理の発言"])
def test_a_label_of_a_speech_needs_no_second_one(label: str) -> None:
    found = [passage(label, role="heading"), passage("訪問を歓迎します。", role="report_body", part="report")]
    assert turns(found, {}, ("JPN", "KAZ")) == {id(found[0]): ("JPN",), id(found[1]): ("JPN",)}


TELEVISION = (
    ("report_body", "両首脳は、東京で会談しました。"),
    ("heading", "甲野総理"),
    ("report_body", "「訪問を心から歓迎いたします」"),
    ("report_body", "カザフスタン トカエフ大統領"),
    ("report_body", "「支援に感謝します」"),
    ("report_body", "会談では、地域の情勢についても意見が交わされました。"),
)


def test_television_quotes_whom_it_names_above() -> None:
    found = [passage(text, role=role, part="report") for role, text in TELEVISION]
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(coverage="report", parties=("JPN", "KAZ")))
    assert [unit.actors for unit in units] == [("JPN", "KAZ"), ("JPN",), ("KAZ",), ("KAZ",), ("JPN", "KAZ")]


def test_what_a_journalist_asks_is_no_stance() -> None:
    texts = ("【記者】提訴は考えていますか。", "【外務大臣】いかなる選択肢も排除いたしません。")
    found = [passage(text, part="report") for text in texts]
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(coverage="report", parties=PARTIES))
    assert [unit.act for unit in units] == ["NARR", "INTEND"]
