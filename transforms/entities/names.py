"""The shape of personal names: katakana words joined by ・, a surname in kanji with a given name, capitalised Latin words."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms import lexicon
from transforms.entities import japanese, slugs
from transforms.entities.anchors import Anchor
from transforms.folding import fold_text

MIDDLE = r"(?:[A-Z]\.?・)?"
"""A middle initial: セルゲイ・V・ラブロフ."""
KATAKANA = rf"[ァ-ヴー]+(?:[・=]{MIDDLE}[ァ-ヴー]+)*"
LATIN = r"[A-ZÀ-ỹĐ][A-Za-zÀ-ỹĐđ'’.-]+(?: [A-ZÀ-ỹĐ][A-Za-zÀ-ỹĐđ'’.-]+){1,4}"
LETTER = (
    "ア|ベ|ヴェ|ヴィ|ゲ|デ|エ|イェ|ジェ|ゼ|ゼット|イ|カ|ケ|ケー|エリ|エル"
    "|エム|エヌ|エン|オ|オー|ペ|ピー|アール|エス|テ|ティー|ウ|ユー|エフ"
    "|ハ|ツェ|チェ|シャ|ユ|ヤ|ジー|ディー|ジェー|ビー|シー|ブイ"
)
"""Names of letters in katakana: initials in older texts (エヌ・エス・フルシチョフ)."""

INITIALS = rf"(?:(?<![ァ-ヴー]・)(?:[A-Z]\. ?|[A-Z]・){{1,3}}|(?<![ァ-ヴー・])(?:(?:{LETTER})[・.]){{1,3}})"
KANJI_NAME = re.compile("[一-龥々ヶ]{2,8}(?: [一-龥々ヶ]+)?")
KANJI_GAP = re.compile("(?<=[一-龥々])・(?=[一-龥々])")
WORD_JOINT = re.compile("[・=]")
MIDDLE_INITIAL = re.compile(r"(?<=[ァ-ヴー])・[A-Z]\.?・")

HIGH = {"head_of_state", "head_of_government", "party_leader", "foreign_minister", "minister", "deputy", "royal", "parliament"}
HIGH |= {"io_head", "honorific"}
"""Kinds of office beside which a surname alone is a person."""

HIGHEST = frozenset(("head_of_state", "head_of_government", "party_leader", "foreign_minister"))
"""Kinds of office behind which a surname of one character is a person: 総理大臣岸は."""

SPOKEN_FOR = frozenset(
    (
        "報道官",
        "局長",
        "大使",
        "特使",
        "議長",
        "部長",
        "次官",
        "司令員",
        "司令官",
        "上将",
        "中将",
        "主任",
        "秘書長",
        "司長",
        "院長",
    )
)
"""Lesser offices beside which a Chinese or Korean name of two characters may stand."""

SHORT = 3
"""Names of this length or less that begin with a surname of one character may be Chinese or Korean."""

MINISTERIAL = (
    "副大臣", "大臣政務官", "政務官", "大使", "特使", "次官", "審議官", "局長", "議長", "副議長", "議長代理", "委員長",
    "知事", "副知事", "市長", "会長", "会頭", "所長", "理事", "総裁", "学長", "総長", "理事長", "社長", "幹事長", "筆頭理事",
    "副長官", "補佐官", "参事官", "公使", "室長", "部長", "課長", "統括官", "秘書官", "官房長",
    "報道官", "総領事", "県議会議長", "市議会議長",
)  # fmt: skip
"""Lesser offices beside which a surname that only the tagger knows may stand alone."""

LONG_TITLE = 4
DIRECTIONS = frozenset("東西南北中")
"""森(外務次官): a title of this length has no room for another word; 北(大西洋局長) has."""

LONGEST_SURNAME = 3
LONGEST_GIVEN = 3


def is_common(katakana: str) -> bool:
    """Whether it is a common noun (サミット) or, with two words, holds one, or, with more, is made of them."""
    words = WORD_JOINT.split(katakana)
    common = [word in _common_words() for word in words]
    return all(common) if len(words) > 2 else any(common)


def is_kanji_name(name: str, office: Anchor) -> bool:
    """Whether a run of kanji right before an office is a person: a surname, alone or with a given name."""
    is_high = office.form.subtype in HIGH
    if name.endswith(_office_words()):
        return False
    if name in _surnames():
        is_long_title = len(office.form.surface) >= LONG_TITLE and name not in DIRECTIONS
        return is_high or ("ja" in _surnames()[name] and (len(name) > 1 or is_long_title))
    splits = ((name[:length], len(name) - length) for length in range(LONGEST_SURNAME, 0, -1))
    return any(_is_split(surname, given, name, is_high or office.form.surface in SPOKEN_FOR) for surname, given in splits)


def unlisted_start(run: str, office: Anchor) -> int | None:
    """Where the Japanese name begins that a run of kanji before an office ends in, by the tagger's dictionary alone."""
    # A word of one character may be the end of a surname: 志水, 若林.
    if run.endswith(_office_words()) or slugs.topics_start(run, len(run), ()) < len(run) - 1:
        return None
    if (start := japanese.full_name_start(run)) is not None:
        return start
    is_alone = (
        (office.form.subtype in HIGH or office.form.surface.endswith(MINISTERIAL))
        and run not in _not_persons()
        and japanese.is_surname(run)
    )
    return 0 if is_alone else None


def is_full_kanji_name(name: str) -> bool:
    """Whether it is a surname of two or more characters with a given name, or one parted from it by a space."""
    surname, space, given = name.partition(" ")
    if space:
        return surname in _surnames() or japanese.full_name_start(surname + given) == 0
    is_listed = any(name[:length] in _surnames() and 1 <= len(name) - length <= LONGEST_GIVEN for length in (3, 2))
    return is_listed or (len(name) > 2 and japanese.full_name_start(name) == 0)


@lru_cache(maxsize=20_000)
def is_japanese(name: str) -> bool:
    """Whether a name in kanji begins with a surname that only Japanese have."""
    if not KANJI_NAME.fullmatch(name):
        return False
    listed = next((name[:length] for length in range(LONGEST_SURNAME, 0, -1) if name[:length] in _surnames()), None)
    plain = name.replace(" ", "")
    if listed is not None and (len(listed) > 1 or len(plain) <= SHORT):
        return len(listed) > 1 and _surnames()[listed] == {"ja"}
    return japanese.full_name_start(plain) == 0 or japanese.is_surname(plain)


def opens_with_surname(name: str) -> bool:
    """Whether a name of two characters or more begins with a surname that the list or the tagger's dictionary has."""
    surname, space, given = name.partition(" ")
    is_listed = any(name[:length] in _surnames() for length in range(1, min(LONGEST_SURNAME, len(name) - 1) + 1))
    return bool(space and surname in _surnames()) or is_listed or japanese.full_name_start(surname + given) == 0


def joined(name: str) -> str:
    """岸 信子, 岸・信子: the name without what parts its kanji; a name in katakana keeps its marks."""
    return KANJI_GAP.sub("", name).replace(" ", "")


def is_surname(name: str) -> bool:
    return name in _surnames()


def is_surname_alone(name: str, kind: str) -> bool:
    """Whether a word in kanji behind an office of that kind is a surname, for the list or for the tagger's dictionary."""
    if len(name) == 1:
        return kind in HIGHEST and name in _surnames()
    is_other = name in _not_persons() or name.endswith(_office_words())
    return not is_other and (name in _surnames() or japanese.is_surname(name))


def is_word(katakana: str) -> bool:
    """Whether a word in katakana is a common noun, for the list or for the tagger's dictionary."""
    return katakana in _common_words() or japanese.is_noun(katakana)


def without_initials(name: str) -> str:
    """エム・エス・ゴルバチョフ, S.ラブロフ: the surname alone; セルゲイ・V・ラブロフ without the V; other names as they are."""
    found = re.match(INITIALS, name)
    return name[found.end() :] if found and found.end() < len(name) else MIDDLE_INITIAL.sub("・", name)


@lru_cache(maxsize=20_000)
def person_id(name: str) -> str:
    """The id of a person who stands in no register, from the name as written."""
    if re.match("[ァ-ヴ]", name):
        return f"person/{slugs.romanise(without_initials(name))}"
    if re.match("[ァ-ヴ]", bare := without_initials(name)):
        return f"person/{slugs.latin(name[: -len(bare)])}-{slugs.romanise(bare)}"
    if re.match("[A-Za-zÀ-ỹĐ]", name):
        return f"person/{slugs.latin(name)}"
    return f"person/{slugs.digest(joined(name))}"


def _is_split(surname: str, given: int, name: str, takes_short: bool) -> bool:
    """Whether the surname is known and the given name has a length that goes with it."""
    languages = _surnames().get(surname)
    if languages is None or not 1 <= given <= LONGEST_GIVEN:
        return False
    if len(surname) > 1:
        return True
    if languages & {"zh", "ko"}:
        return given == 2 or (given == 1 and takes_short and name not in _not_persons())
    return given >= 2


@lru_cache(maxsize=1)
def _office_words() -> tuple[str, ...]:
    """習主席(特使): what ends in an office is a person with an office already."""
    return tuple(row["surface"] for row in lexicon.rows("offices.csv") if len(row["surface"]) > 1)


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.rows("katakana_words.csv"))


@lru_cache(maxsize=1)
def _surnames() -> dict[str, frozenset[str]]:
    return {fold_text(row["surname"]): frozenset(lexicon.split(row["languages"])) for row in lexicon.rows("surnames.csv")}


@lru_cache(maxsize=1)
def _not_persons() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.rows("not_persons.csv"))
