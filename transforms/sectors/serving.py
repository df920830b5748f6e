"""Which words of a clause serve others in it: they say by what means, in what circumstance or for whom a thing is done.

They are subjects of the clause too, but what they serve comes first:
- means and circumstance: 奨学金を用いて, 物価が上がる中、, 感染症の流行に備え, 気候変動を口実とした;
- what is done beside it: 投資を促しつつ、;
- where it is done or put, and what is attacked: 空港における, 検問所に装置を置く, 病院への空爆; whose home it is: 離島の診療所;
- goods and produce in what is asked of them: 鉄鋼の関税, チーズの関税;
- who does it, and for whom: 漁業者が, 研究者による, 旅行者に, 電気自動車向けの;
- a relative clause that describes a thing with a sector of its own (肥料を運ぶ鉄道 is a railway). Who does something
  (肥料を作る企業) and ways of doing (肥料を作る技術) are no such things: what they work on comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from transforms.morphology import Token

_REACH = 30
_BREAK = re.compile(r"[。\nは]|[をにがでとしりきいびみちえれけせて]、")
"""Ends the phrase that a word stands in; a comma between nouns does not."""

_MEANS = "|".join(
    (
        "を(?:用い|使っ|使い|使用し|利用し|活用し|駆使し|介し|頼りに)(?:て|た|、)",
        "を(?:口実|名目|隠れみの|前提|条件|理由|きっかけ)(?:に|と)",
        "に(?:備え|乗じ)(?:て)?(?:、|(?=[一-鿿ァ-ヺ]))",
        "に伴[いっ]",
        "(?:により|によって)、",
        "に(?:起因す|由来す|端を発す)る",
        "[うくぐすつぬぶむるた](?:中|なか)(?:で|に)?、",
        "(?:[しりきいびみちえれけせ]つつ|ながら)も?、",
        "た(?:うえ|上)で、?",
        "を受け(?:て)?、",
        "に(?:際し|直面し)(?:て)?、",
        "の(?:下|もと)での?",
        "の(?:折|際)(?:の|に|、)",
        "の(?:再開|増加|増便|拡大|開設|開通|就航|発効|導入|普及|解禁|緩和|撤廃|高騰|悪化|減少|流行|拡充)で(?!合意|一致|協力|連携|き|は|も|、?(?:合意|一致))",
        "(?:ない|[うくぐすつぬぶむる])ように?、",
    )
)
_THROUGH = "を(?:通じ|通し|経由し)(?:て|た)?"
_MARK = re.compile(f"(?P<through>{_THROUGH})|{_MEANS}")
"""Closes the phrase of a means or a circumstance."""

_PLACES = frozenset(("TRN", "RGN"))
"""Through a port or a strait is a way, not a means."""
_BY = re.compile(
    r"[^、。\nはをにが]{0,8}?による(?!と|もの)|向け(?:の|に(?=[^、])|[一-鿿ァ-ヺ])|用の?(?=[一-鿿ァ-ヺ])(?<!用水)(?<!用地)(?![水地途])"
)
_TRADED = re.compile(
    r"[^、。\nはをがに]{0,12}?(?:に対する|への)?[^、。\nはをがに]{0,6}?(?:輸出|輸入|関税|税率|ダンピング|不当廉売|セーフガード)"
)
"""Goods of industry that are traded: 鉄鋼の関税 is a matter of trade."""

_TAXED = re.compile(r"[^、。\nはをがに]{0,12}?(?:の|に(?:対する|課される|かかる|かけられた))(?:関税|税率|輸入税)")
"""Produce whose tariff is spoken of: its import as such (輸入解禁) stays a matter of farming."""

_AGENT = re.compile(r"(?:(?<![難移])民|者|員|生|人|隊|軍|企業|会社|団体|当局|士|家|師|青年|女性|警察|税関|自治体)\Z")
_NO_AGENT = re.compile(
    r"(?:被害者|犠牲者|障害者|障がい者|高齢者|少数民族|先住民|国民|学生|留学生|国家|研究生|研修生|被爆者|避難民|旅行者|渡航者)\Z"
)
_AGENT_CASE = re.compile(
    r"(?:など|等|たち|ら)?(?:が(?!ん)|(?:(?:と|及び|や)[^、。をがにでは]{1,10})?は、|による|に対し(?:て)?(?:、|[^す])|に(?=[^関対よおつ向、]))"
)
_SITE = re.compile(
    r"(?:空港|港湾?|学校|大学|工場|病院|職場|[農山漁]村|村|鉱山|国境|街|都市部?|離島|島々|駅|施設|造船所|検問所|刑務所|現場|市場|供給網|サプライチェーン)\Z"
)
_DWELLING = re.compile(r"(?:[農山漁]村|離島|島々|村々|都市部|地方)\Z")
_AT_SITE = re.compile(
    r"(?:内(?:の|での|における)|における|での|で(?=[^、はもあき])|に(?=[^、。をが]{0,20}を(?:置|設け|配|据え)))(?!分野)"
)
"""空港における保安検査, 検問所に装置を置く: where something is done or put."""
_ATTACKED = re.compile(
    r"(?:[やと・、及びお]{1,2}[^、。をはが]{1,10})?(?:への|に対する)[^、。をはが]{0,8}(?:攻撃|空爆|砲撃|爆撃|破壊行為)"
)
"""病院や学校への空爆: what is attacked."""
_RECIPIENT = re.compile(r"(?:人々|人|者|民|家|家庭|世帯|たち|子ども|国々|児童|女性|若者)\Z")
"""紛争で家を追われた人々に: to whom something is given."""

_WAY = re.compile(
    r"(?:技術|研究|開発|イノベーション|研修|人材|育成|訓練|講座|教育|専門家|支援|ビジネス|産業|市場|協力|センター"
    r"|観測点|観測網|システム|装置|法制|法改正|法整備|制度|規制|透明性)\Z"
    r"|\A(?:技術|研究|デジタル|DX|ICT|IT|人材|研修|共同研究)"
)
_FORMAL = frozenset(
    "ため 為 こと 事 もの 物 よう 様 とおり 通り ところ 所 点 旨 際 中 上 うえ 内 前 後 時 間 場合 必要 予定 用意 意向 考え 方針"
    " 可能性 重要性 必要性".split()
)
"""Nouns that only close a clause."""
_TOPIC = frozenset("は 、 。 「 」".split())
_ONE_EACH = frozenset("を が に".split())
"""A relative clause has one object, one subject and one goal."""
_JOINTS = frozenset(
    "関する 対する 於く 向ける 係る 巡る 因る 依る 寄る 基づく 通ずる 含む 有する 持つ 関わる 当たる 伴う 応ずる 相応しい"
    " 齎す".split()
)
"""Verbs that only join what stands before them to the noun (貿易に関する協定)."""
_JOINING_NOUNS = frozenset("存在 直面 署名 共有 関連 対応 由来 所在 関係".split())


_NOUNS = frozenset(("名詞", "接頭辞", "接尾辞", "形状詞"))


class Part(NamedTuple):
    """A term of the clause as this module sees it: its offsets in the passage, its words and its code."""

    start: int
    end: int
    term: str
    code: str


class Relative(NamedTuple):
    """A relative clause and the noun phrase that it describes: offsets in the passage."""

    start: int
    end: int
    head_end: int


def serving(parts: Sequence[Part], text: str, span: tuple[int, int], tokens: Sequence[Token]) -> set[int]:
    """Starts of those parts that serve others. `text`: of the passage; `span`: the clause's, `tokens`: its words."""
    found = means(parts, text, span) | {part.start for part in parts if _is_by(part, text, span[1])}
    heads = [part for part in parts if part.start not in found and not _is_who(part) and not _WAY.search(part.term)]
    for relative in relatives(tokens) if heads else ():
        if text.startswith("に", relative.head_end) and _RECIPIENT.search(text, relative.end, relative.head_end):
            found |= {part.start for part in parts if relative.start <= part.start < relative.head_end}
            continue
        codes = {part.code for part in heads if relative.end <= part.start < relative.head_end}
        if codes:
            found |= {part.start for part in parts if relative.start <= part.start < relative.end and part.code not in codes}
    return found


def means(parts: Sequence[Part], text: str, span: tuple[int, int]) -> set[int]:
    """Starts of those parts that say by what means or in what circumstance."""
    marks = list(_MARK.finditer(text, *span))
    return {part.start for part in parts if _is_means(part, text, marks)}


def _is_means(part: Part, text: str, marks: Sequence[re.Match[str]]) -> bool:
    """Whether a mark closes the phrase that the part stands in."""
    near = (mark for mark in marks if 0 <= mark.start() - part.end <= _REACH)
    return any(
        not (mark["through"] and part.code in _PLACES) and not _BREAK.search(text, part.end, mark.start()) for mark in near
    )


def _is_by(part: Part, text: str, end: int) -> bool:
    if _is_traded(part, text, end) or text.startswith(("の海賊版", "の模倣品"), part.end):
        return True
    return (
        _is_agent(part, text, end)
        or _is_where(part, text, end)
        or (part.code != "MLT" and _BY.match(text, part.end, end) is not None)
    )


def _is_traded(part: Part, text: str, end: int) -> bool:
    if part.code == "AGR":
        return _TAXED.match(text, part.end, end) is not None
    return part.code == "INV" and _TRADED.match(text, part.end, end) is not None


def _is_where(part: Part, text: str, end: int) -> bool:
    """Whether the term is a site where something is done, or what is attacked."""
    at_site = _SITE.search(part.term) is not None and _AT_SITE.match(text, part.end, end) is not None
    at_site = at_site or (_DWELLING.search(part.term) is not None and text.startswith("の", part.end))
    return at_site or (part.code != "RGN" and _ATTACKED.match(text, part.end, end) is not None)


def _is_who(part: Part) -> bool:
    """Whether the term names people or bodies that do things, and not those whom the clause is about."""
    return _AGENT.search(part.term) is not None and not _NO_AGENT.search(part.term)


def _is_agent(part: Part, text: str, end: int) -> bool:
    if part.term.endswith("旅行者"):
        return text.startswith("に", part.end)
    return _is_who(part) and _AGENT_CASE.match(text, part.end, end) is not None


def relatives(tokens: Sequence[Token]) -> Iterable[Relative]:
    """Verbs right before a noun, with what stands before them back to the next topic, comma or second object."""
    for at in range(1, len(tokens) - 1):
        if not _modifies(tokens, at):
            continue
        head = _after_adjectives(tokens, at + 1)
        if tokens[head].pos1 in ("名詞", "接頭辞") and tokens[head].surface not in _FORMAL:
            yield Relative(tokens[_first(tokens, at)].start, tokens[head].start, _head_end(tokens, head))


def _after_adjectives(tokens: Sequence[Token], at: int) -> int:
    """かけられている高い税率: adjectives may stand before the noun."""
    while at < len(tokens) - 1 and tokens[at].pos1 == "形容詞" and tokens[at].c_form.startswith("連体形"):
        at += 1
    return at


def _modifies(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].pos1 not in ("動詞", "助動詞") or not tokens[at].c_form.startswith("連体形") or tokens[at].lemma == "だ":
        return False
    verb = at
    while verb and tokens[verb].pos1 == "助動詞":
        verb -= 1
    if tokens[verb].lemma == "為る" and verb:
        verb -= 1
    return tokens[verb].lemma not in _JOINTS and tokens[verb].surface not in _JOINING_NOUNS


def _first(tokens: Sequence[Token], verb: int) -> int:
    """Where the relative clause begins: it has one object and one subject of its own."""
    seen: set[str] = set()
    for at in range(verb - 1, -1, -1):
        surface = tokens[at].surface
        if surface in _TOPIC or (surface in _ONE_EACH and surface in seen):
            return at + 1
        if tokens[at].pos1 == "助詞":
            seen.add(surface)
    return 0


def _head_end(tokens: Sequence[Token], head: int) -> int:
    at = head
    while at < len(tokens) and (tokens[at].pos1 in _NOUNS or tokens[at].surface in ("の", "・")):
        at += 1
    return tokens[at - 1].end
