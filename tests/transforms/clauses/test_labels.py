"""Strength, commitment, actors, recipients, attribution, templates, detail and delegation of units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.clauses.reading import PARTIES, mentions, passage, split
from transforms import clauses
from transforms.entities.model import Mention
from transforms.facts.model import Facts

STRENGTH = {
    "agreed": ("双方は、協力を強化することで合意した。", 4, False, True),
    "agreed to consider": ("双方は、協定の締結を検討することで合意した。", 3, True, True),
    "intends to consider": ("双方は、協定の締結を検討する意向を表明した。", 2, True, False),
    "consideration inside an example": ("双方は、給付を検討するなど、協力を強化することに合意した。", 4, False, True),
    "proposed to consider": ("日本側は、カザフスタン側が協定を検討するよう提案した。", 1, True, False),
    "hoped": ("双方は、協力が深まることを希望した。", 2, False, False),
    "need of considering is no hedge": ("双方は、制度を検討する必要性を認識した。", 1, False, False),
    "considered": ("双方は、協定の締結を検討した。", 0, False, False),
    "readiness confirmed": ("双方は、交流を強化する用意があることを確認する。", 3, False, True),
    "fact confirmed": ("双方は、交流が不可欠であることを確認する。", 1, False, False),
    "raised": ("双方は、両国関係を戦略的パートナーシップに格上げした。", 4, False, True),
    "raised before": ("戦略的パートナーシップは、2012年に設立された。", 4, False, False),
    "promise of a third state": ("北朝鮮は、核計画を放棄することを約束した。", 4, False, False),
}


@pytest.mark.parametrize(("text", "level", "is_hedged", "is_commitment"), STRENGTH.values(), ids=STRENGTH)
def test_strength(text: str, level: int, is_hedged: bool, is_commitment: bool) -> None:
    clause = split(text)[-1]
    assert (clause.level, clause.is_hedged, clause.is_commitment) == (level, is_hedged, is_commitment)


ACTORS = {
    "both": (["双方は、協力を強化する。"], ("JPN", "KAZ"), "explicit", ()),
    "whom others come with": (
        ["カザフスタン大統領は、日本を訪問した。", "大統領には、外務大臣その他の高官が随行した。"],
        ("KAZ",),
        "carried",
        ("JPN",),
    ),
    "a talk of two, one of them without a name": (
        ["カザフスタン大統領は、日本を訪問した。", "大統領と日本国総理大臣との会談は、和やかに進められた。"],
        PARTIES,
        "explicit",
        (),
    ),
    "one side": (["日本側は、協力を強化する。"], ("JPN",), "explicit", ("KAZ",)),
    "both named": (["日本とカザフスタンは、協力を強化する。"], ("JPN", "KAZ"), "explicit", ()),
    "bracket in the topic": (["日本とカザフスタン(以下「両国」という)は、協力を強化する。"], ("JPN", "KAZ"), "explicit", ()),
    "organ of both": (["両国の法執行機関は、協力を強化する。"], ("JPN", "KAZ"), "explicit", ()),
    "carried": (["日本側は、協力を強化する。", "また、対話を続ける。"], ("JPN",), "carried", ("KAZ",)),
    "person before": (
        ["カザフスタン大統領は、改革を説明した。", "同氏は、日本の支援に謝意を表した。"],
        ("KAZ",),
        "carried",
        ("JPN",),
    ),
    "office named before": (
        ["カザフスタン大統領は、改革を説明した。", "日本の首相は、これを歓迎した。", "大統領は、謝意を表した。"],
        ("KAZ",),
        "carried",
        ("JPN",),
    ),
    "office of the other side": (["日本の首相は、訪問を歓迎した。", "大統領は、謝意を表した。"], ("KAZ",), "carried", ("JPN",)),
    "subject": (["日本の首相がカザフスタンを訪問した。"], ("JPN",), "explicit", ("KAZ",)),
    "subject of the complement": (["双方は、北朝鮮が対話に戻ることを希望した。"], ("JPN", "KAZ"), "explicit", ()),
    "condemned": (["双方は、北朝鮮の核実験を非難した。"], ("JPN", "KAZ"), "explicit", ("PRK",)),
    "condemned, not the victim": (["双方は、ロシアによるウクライナへの侵略を非難した。"], ("JPN", "KAZ"), "explicit", ("RUS",)),
    "concern over a place": (["双方は、ウクライナにおける戦争に懸念を表明した。"], ("JPN", "KAZ"), "explicit", ()),
    "third state": (["北朝鮮は、核実験を行った。"], ("PRK",), "explicit", ()),
    "place before a topic": (["防衛の分野では、双方は、協力を強化する。"], ("JPN", "KAZ"), "explicit", ()),
    "two offices without names": (["総理大臣と大統領は、協力を強化する。"], PARTIES, "explicit", ()),
    "the other side": (["先方は、投資の拡大を要請した。"], ("KAZ",), "carried", ("JPN",)),
    "our country": (["カザフスタンは、改革を進める。", "我が国は、支援を継続する。"], ("JPN",), "carried", ("KAZ",)),
    "the same country is the one named last": (
        ["日本の首相は、カザフスタンを訪問した。", "同国は、支援を要請した。"],
        ("KAZ",),
        "carried",
        ("JPN",),
    ),
    "the same country in its own sentence": (
        ["日本の首相はカザフスタンを訪問し、同国は首相を歓迎した。"],
        ("KAZ",),
        "explicit",
        ("JPN",),
    ),
    "a visit is its visitor's": (["カザフスタンの日本訪問は、成功した。"], ("KAZ",), "explicit", ("JPN",)),
    "scene of what is blamed": (["双方は、ウクライナにおける攻撃を非難した。"], PARTIES, "explicit", ("UKR",)),
    "victim beside who did it": (
        ["双方は、ウクライナの施設に対するロシアの攻撃を非難した。"],
        PARTIES,
        "explicit",
        ("RUS",),
    ),
    "invitation that is accepted": (
        ["日本は、大統領を招待した。", "この招待は、謝意をもって受諾された。"],
        ("KAZ",),
        "carried",
        ("JPN",),
    ),
    "thing of one side": (["日本の支援は、地域の安定に役立っている。"], ("JPN",), "explicit", ("KAZ",)),
}


@pytest.mark.parametrize(("texts", "who", "basis", "to"), ACTORS.values(), ids=ACTORS)
def test_actors(texts: list[str], who: tuple[str, ...], basis: str, to: tuple[str, ...]) -> None:
    clause = split(*texts)[-1]
    assert (clause.actors, clause.actor_basis, clause.recipients) == (who, basis, to)


THREE = ("JPN", "KAZ", "KOR")
TOLD_TO = {
    "one party speaks to all others": ("日本は、協力を強化する。", ("JPN",), ("KAZ", "KOR")),
    "two of three have no other side": ("日本とカザフスタンは、協力を強化する。", ("JPN", "KAZ"), ()),
}


@pytest.mark.parametrize(("text", "who", "to"), TOLD_TO.values(), ids=TOLD_TO)
def test_recipients_among_three_parties(text: str, who: tuple[str, ...], to: tuple[str, ...]) -> None:
    (clause,) = split(text, parties=THREE)
    assert (clause.actors, clause.recipients) == (who, to)


def test_nobody_is_guessed_in_a_report() -> None:
    (clause,) = split("協力を強化することで一致した。", report=True)
    assert (clause.actors, clause.actor_basis) == ((), None)


def test_parties_unknown_still_promise() -> None:
    (clause,) = split("双方は、協力を強化する。", parties=())
    assert (clause.act, clause.actors, clause.is_commitment) == ("WILL", (), True)


def test_bullet_takes_actors_and_topic_from_its_lead_in() -> None:
    lead, bullet = passage("日本側は、次の支援を行う。"), passage("医師の研修を実施する。")
    bullet.lead_in = lead
    other = passage("カザフスタン側は、これを歓迎する。")
    found = clauses.split([lead, other, bullet], [*mentions(lead), *mentions(other)], Facts(parties=("JPN", "KAZ")))
    assert [clause.actors for clause in found] == [("JPN",), ("KAZ",), ("JPN",)]
    assert found[-1].standalone_text == "日本側は、医師の研修を実施する。"


def test_bullet_without_topic_takes_the_act_of_its_lead_in() -> None:
    lead, noun, own = (
        passage("双方は、次の取組を進めることで合意した。"),
        passage("- 留学生の交流"),
        passage("日本側は、教師を派遣する。"),
    )
    noun.lead_in = own.lead_in = lead
    found = clauses.split([lead, noun, own], mentions(own), Facts(parties=("JPN", "KAZ")))
    assert [clause.act for clause in found] == ["AGREE_DO", "AGREE_DO", "WILL"]


def test_attribution() -> None:
    assert split("双方は、協力を強化する。")[0].attribution == "statement"
    assert split("双方は会談した。", report=True)[0].attribution == "reported"


def test_what_a_person_says_of_both_belongs_to_the_person() -> None:
    found = split("日本の首相は、改革を歓迎した。", "また、両国は友好を深め、互いを支持してきたと指摘した。", report=True)
    assert [(clause.act, clause.actors) for clause in found] == [("WELCOME", ("JPN",)), ("STRESS", ("JPN",))]


def test_office_stands_for_the_party_that_a_person_was_last_named_with_it_for() -> None:
    first = passage("甲野首相は、トレエフ大統領と会談し、協力を強化することで一致した。", part="report")
    second = passage("大統領は、投資を促す考えを示した。首相は、支援に感謝した。同大統領は、日本を訪れる。", part="report")
    people = [
        Mention(first, first.text.index(name), first.text.index(name) + len(name), "person", f"person/{code}", country=code)
        for name, code in (("甲野", "JPN"), ("トレエフ", "KAZ"))
    ]
    found = clauses.split([first, second], people, Facts(coverage="report", parties=PARTIES))
    assert [clause.actors for clause in found] == [("JPN",), PARTIES, ("KAZ",), ("JPN",), ("KAZ",)]


def test_dateline_in_brackets_names_no_actor() -> None:
    assert split("【カザフスタン共同】日本の首相は、支援に感謝した。", report=True)[0].actors == ("JPN",)


def test_items_that_a_sentence_announces_are_part_of_it() -> None:
    (clause,) = split("日本側は、次の形態の協力を実施する。\n(a)専門家を派遣すること。\n(b)機材を供与すること。")
    assert (clause.act, clause.actors) == ("WILL", ("JPN",))


def test_secondary_acts() -> None:
    (clause,) = split("双方は、改革の成果を評価しつつ、協力を強化する意向を表明する。")
    assert (clause.act, clause.secondary_acts) == ("INTEND", ("APPRECIATE",))


SAME = {
    "polite": "双方は、協力を強化します。",
    "kana": "双方は、協力を強化する。",
    "opener": "また、双方は、協力を強化する。",
}


def test_template_folds_variants() -> None:
    assert len({split(text)[0].template_id for text in SAME.values()}) == 1


def test_template_folds_kanji_numerals_that_count_parties() -> None:
    one, other = (split(f"双方は、{number}国間の協力を強化する。")[0] for number in ("2", "二"))
    assert one.template_id == other.template_id


def test_template_masks_names_dates_and_numbers() -> None:
    one = split("日本は、2025年5月6日に第2回会合を開催した。")[0]
    two = split("カザフスタンは、平成18年8月28日に第10回会合を開催した。")[0]
    other = split("カザフスタンは、平成18年8月28日に第10回展示会を開催した。")[0]
    assert one.template_id == two.template_id != other.template_id
    assert len(one.template_id) == 16


DETAIL = {
    "none": ("双方は、相互に協力を強化する。", 0),
    "topic": ("双方は、農業の分野における協力を強化する。", 1),
    "kanji in a word": ("双方は、二国間の農業協力を一層強化する。", 1),
    "number": ("双方は、留学生を1000人受け入れる。", 3),
    "date": ("双方は、二千三十年までに農業協力を強化する。", 3),
    "parties counted": ("3首脳は、農業の分野における協力を強化する。", 1),
    "ordinal": ("双方は、第3回農業協議を開催する。", 1),
}


@pytest.mark.parametrize(("text", "expected"), DETAIL.values(), ids=DETAIL)
def test_detail(text: str, expected: int) -> None:
    assert split(text)[0].detail == expected


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("両首脳は、担当大臣に対し、交渉を加速するよう指示した。", "担当大臣"),
        ("双方は、細目の調整を合同委員会に委ねる。", "合同委員会"),
        ("双方は、細目の調整を作業部会に委ねることで一致した。", "作業部会"),
        ("双方は、貿易について協議するよう求めた。", None),
        ("双方は、早期に交渉を開始する。", None),
    ],
)
def test_delegation(text: str, body: str | None) -> None:
    assert split(text)[0].delegated_to == body


FRAGMENTS = [
    "双方は",
    "、",
    "。",
    "協力を強化し",
    "対話を行うこと",
    "で合意した",
    "「",
    "」",
    "(",
    ")",
    "とともに",
    "であり",
    "日本側が",
    "\n",
    " ",
    "- ",
    "1.",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join), st.booleans())
def test_units_tile_the_text(text: str, report: bool) -> None:
    found = split(text, report=report) if text.strip() else []
    covered = [index for clause in found for index in range(clause.start, clause.end)]
    assert covered == sorted(set(covered))
    assert all(text[index].isspace() for index in set(range(len(text))) - set(covered))
    assert all(clause.text == clause.text.lstrip() for clause in found)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=15).map("".join))
def test_same_text_same_clauses(text: str) -> None:
    def labels() -> list[tuple[object, ...]]:
        return [(one.start, one.end, one.act, one.actors, one.standalone_text, one.template_id) for one in split(text)]

    assert labels() == labels()


@pytest.mark.parametrize("text", ["日本側は、アスタナから", "日本側は、費用がかかると", "日本側は、対話が"])
def test_a_line_may_end_in_a_particle(text: str) -> None:
    assert [clause.actors for clause in split(text)] == [("JPN",)]


def test_a_numbered_point_without_a_subject_speaks_for_all() -> None:
    found = [passage("ア 日本側は、操業を監視する。"), passage("イ 資源の共同調査を行う。")]
    for one in found:
        one.body_start = 2
    names = [name for one in found for name in mentions(one)]
    units = clauses.split(found, names, Facts(parties=("JPN", "KAZ")))
    assert [unit.actors for unit in units] == [("JPN",), ("JPN", "KAZ")]


@pytest.mark.parametrize(
    ("text", "actors"),
    {
        "南と北は、協力する。": ("KOR", "PRK"),
        "南側は、資材を提供する。": ("KOR",),
        "北側代表団は、便宜を図る。": ("PRK",),
    }.items(),
)
def test_south_and_north_are_the_two_koreas(text: str, actors: tuple[str, ...]) -> None:
    assert split(text, parties=("KOR", "PRK"))[0].actors == actors


def test_items_below_a_sentence_are_not_cut() -> None:
    (clause,) = split("双方は、次の措置をとる。\n(イ) 用地を整えること。\n(ロ) 設備が維持され、かつ、使用されること。")
    assert clause.act == "WILL"


@pytest.mark.parametrize(("parties", "actors"), [(("ASEAN", "CHN"), ("ASEAN",)), (("JPN", "KAZ", "KGZ"), ())])
def test_some_members_are_not_all_parties(parties: tuple[str, ...], actors: tuple[str, ...]) -> None:
    assert split("一部の加盟国は、憂慮を表明した。", parties=parties)[0].actors == actors


def test_a_bare_office_is_the_only_one_that_ends_so() -> None:
    units = split(
        "日本の外務大臣はカザフスタンの外相と会談した。", "先方は、期待を示した。", "大臣は、謝意を述べた。", report=True
    )
    assert [unit.actors for unit in units] == [("JPN",), ("KAZ",), ("JPN",)]


def test_a_deputy_minister_without_a_name_is_japan_s_and_no_minister() -> None:
    units = split("副大臣は、謝意を述べた。", "大臣からは、期待が示された。", report=True)
    assert [unit.actors for unit in units] == [("JPN",), ("KAZ",)]


def test_in_a_speech_without_quotation_marks_others_are_spoken_of() -> None:
    texts = ("日本の首相は次のように述べた。ロシアは孤立を深めている。対話に戻る必要がある。",)
    units = split(*texts, report=True)
    assert [unit.actors for unit in units] == [("JPN",)] * 3


def test_a_list_of_holders_that_we_open_is_everyone() -> None:
    (unit,) = split("私たち、日本およびカザフスタンの首脳は、首都で会合を開催しました。")
    assert unit.actors == PARTIES


def test_the_other_party_is_condemned_for_its_own_doing() -> None:
    (unit,) = split("日本の外務大臣は、ウクライナ情勢をめぐるカザフスタン側の対応は不当だと批判した。", report=True)
    assert (unit.act, unit.actors, unit.recipients) == ("CONDEMN", ("JPN",), ("KAZ",))


def test_a_third_state_is_condemned_before_the_party_that_is_told() -> None:
    (unit,) = split("日本側は、カザフスタン側に対し、北朝鮮による発射を非難した。", report=True)
    assert (unit.act, unit.recipients) == ("CONDEMN", ("PRK",))


def test_a_state_that_is_hit_is_not_condemned() -> None:
    texts = ("日本側は、ウクライナに砲弾が着弾したことを憂慮する。", "日本側は、ウクライナで死傷者が出たことを深く憂慮する。")
    assert [clause.recipients for clause in split(*texts)] == [(), ()]


def test_a_ministry_in_brackets_only_explains_another() -> None:
    text = "外交部(外務省)は、対話の重要性を強調した。"
    where = passage(text, part="report")
    ministry = Mention(where, 4, 7, "organization", "org/gaimusho", "ministry")
    found = clauses.split([where], [ministry], Facts(coverage="report", parties=("CHN", "JPN")))
    assert found[0].actors != ("JPN",)


def test_who_speaks_as_one_of_several_is_no_one_else() -> None:
    (unit,) = split("ロシアとウクライナは停戦に合意したところ、我が国として、これを歓迎します。", parties=("JPN",))
    assert unit.actors == ("JPN",)


def test_what_another_state_said_is_its_own_word_in_a_statement() -> None:
    said, should = split(
        "1 ロシアの大統領は、交渉の用意があると発言しました。ロシアは、部隊を撤退させるべきです。", parties=("JPN",)
    )
    assert (said.actors, should.actors) == (("RUS",), ("JPN",))


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("3か国とも、これを支持した。", ("JPN", "KAZ", "RUS")),
        ("日本・カザフスタン外相会談では、協力を続けることで一致した。", ("JPN", "KAZ")),
        ("先に行われた日本とロシアの首脳会談では、査証が議題となり、免除を目指すことで一致した。", ("JPN", "RUS")),
        ("3か国会談では、情報を共有することで一致した。", ("JPN", "KAZ", "RUS")),
        ("会談では、協力を続けることで一致した。", ("JPN", "KAZ", "RUS")),
    ],
)
def test_talks_of_some_are_those_who_agree(text: str, actors: tuple[str, ...]) -> None:
    parties = ("JPN", "KAZ", "RUS")
    found = split("カザフスタンの大統領は、訪問を歓迎した。", text, report=True, parties=parties)
    assert {clause.actors for clause in found[1:]} == {actors}


@pytest.mark.parametrize(
    "text", ["両国とも、貿易を重視している。", "双方とも協力を続けることを確認した。", "両首脳ともに、対話を望んだ。"]
)
def test_all_who_are_counted(text: str) -> None:
    assert split("日本は、訪問を歓迎した。", text)[-1].actors == PARTIES


def test_a_greeting_promises_nothing() -> None:
    assert [clause.act for clause in split("日本は、協力します。", "皆様、こんにちは。", "ようこそ、東京へ。")] == [
        "WILL",
        "NARR",
        "NARR",
    ]


def test_ministers_of_three_without_a_number() -> None:
    parties = ("JPN", "KAZ", "RUS")
    assert split("日本の大臣は、訪問を歓迎した。", "大臣は、協力を再確認した。", parties=parties)[-1].actors == parties
