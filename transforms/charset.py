"""Which encoding a Japanese text is in: proof first (marks, escapes, strict decoding), then how Japanese the result looks.

A declared charset is only a hint: pages that say `shift_jis` and hold UTF-8 are common.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from transforms.source import Rejected

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte-order marks; UTF-32 before UTF-16, whose mark it begins with."""

NAMES = {"utf-16-le": "utf-16", "utf-16-be": "utf-16", "utf-32-le": "utf-32", "utf-32-be": "utf-32"}
"""What a codec is called in the `charset` column."""

LEGACY = ("cp932", "euc_jp", "euc_jis_2004", "shift_jis_2004", "gb18030")
"""In order of how often they are met; the 2004 ones hold ①, Ⅰ and rare kanji that `euc_jp` refuses. Chinese sites use GB."""

SAME = {"shift_jis": "cp932", "shift_jis_2004": "cp932", "euc_jis_2004": "euc_jp", "gb2312": "gb18030", "gbk": "gb18030"}
"""Members of a family, and the name the family goes by."""

HIGH = bytes(range(0x80, 0x100))
FOREIGN = re.compile(rb"[\x80-\xff]")
JIS_RUN = re.compile(rb"\x1b\$[@B]((?:[\x21-\x7e]{2}|[\r\n])*)(?:\x1b\([BJH]|(?=\x1b|$))")
"""ISO-2022-JP (RFC 1468): two-byte characters between an escape to JIS X 0208 and the escape back."""
KANA_RUN = re.compile(rb"\x1b\(I([\x21-\x5f]*)(?:\x1b\([BJH]|(?=\x1b|$))")
"""Half-width kana as CP50221 writes them."""

SAMPLE = 20_000
"""Characters that are judged; enough to tell, and bounded for large files."""
LEAST_SCORE = 0.35
"""Below it a strict decoding is a coincidence: real Japanese scores 0.7 to 1, another encoding's bytes below 0.2."""
SURE_SCORE = 0.6
"""No other encoding's bytes reach it under CP932; the others need not be tried."""
MOST_DAMAGE = 0.01
LEAST_DAMAGE = 8
"""Share of undecodable characters, and their number in a short text, up to which it is still read (and flagged)."""

NON_ASCII = re.compile(r"[^\x00-\x7f]+")
FREQUENT = (
    "日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学"
    "問高代明実円関決子動京全目表戦経通外最言氏現理調体化当八六約主題下首意法不来作性的要用制治度務強気小七成期公協取都和統以機平総"
)
"""The kanji that fill most of any Japanese text; the same bytes under another encoding give rare ones."""
COMMON = re.compile(f"[\u3040-\u30ff\u3000-\u3003\u3005\u300c-\u3011\u3014\u3015\u301c\uff01-\uff5e{FREQUENT}]")
"""Kana, Japanese punctuation, full-width letters and digits, frequent kanji."""
OTHER_KANJI = re.compile(f"[^\x00-\u4dff\ua000-\U0010ffff{FREQUENT}]")
HALF_KANA = re.compile("[\uff66-\uff9f]")
ODD = re.compile("[\uff61-\uff65\x80-\x9f\ue000-\uf8ff\ufffd\u3400-\u4dbf\uac00-\ud7a3\U00020000-\U0003ffff]")
"""What one encoding's bytes look like under another: half-width marks, C1 controls, private use, rare ideographs, hangul."""
ALPHABETS = re.compile("[\x00-\x7f\xa0-\u2e7f]+")
"""Letters and marks of other scripts, which say nothing of how Japanese the rest looks."""
PARTICLES, LEAST_PARTICLES = "のはをにと", 0.04
"""Kana of which Japanese prose has three times as many, and what was garbled none."""
LATIN = re.compile("\xe3[\x81-\x83\u201a\u0192]|[\x82\x83\u201a\u0192][\x80-\xff]|[\xa4\xa5][\xa1-\xf6]|\ufffd")
"""Kana in UTF-8, CP932 and EUC-JP as they look where every byte was taken for a Latin letter, or for none."""
LEAST_LATIN = 0.05
"""Their share of a text of which little else is left."""
BROKEN = dict.fromkeys(range(0xF8F0, 0xF8F4), "\ufffd")
"""What the codec makes of bytes that CP932 leaves undefined (0xA0, 0xFD to 0xFF)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A decoded text. `charset` is a Python codec name; flags: `charset_lied`, `charset_mixed`, `bytes_replaced`."""

    text: str
    charset: str
    flags: tuple[str, ...] = ()


def read_text(data: bytes, declared: str | None = None) -> Reading:
    """Decodes bytes, without their byte-order mark. Raises Rejected `unknown_charset` where no encoding gives Japanese."""
    reading = _marked(data) or _escaped(data) or _unmarked_wide(data) or _utf8(data)
    reading = reading or _legacy(data, declared) or _mixed(data) or _damaged(data)
    if reading is None:
        raise Rejected("decode", "unknown_charset", _advice(data))
    if declared and normalise(declared) not in (None, reading.charset) and not reading.text.isascii():
        return Reading(reading.text, reading.charset, ("charset_lied", *reading.flags))
    return reading


def is_wide(data: bytes) -> bool:
    """Whether the bytes are UTF-16 or UTF-32, whose zero bytes are no sign of a binary file."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or _unmarked_wide(data) is not None


def normalise(name: str) -> str | None:
    """The codec name of a declared charset as this module reports it; None for a name that Python does not know."""
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name.replace("-sig", "")
    except (LookupError, ValueError):
        return None
    return NAMES.get(codec) or SAME.get(codec, codec)


def _marked(data: bytes) -> Reading | None:
    for mark, codec in MARKS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], codec)
    return None


def _escaped(data: bytes) -> Reading | None:
    """ISO-2022-JP, strictly; else its two-byte characters are read as EUC, whose Python codec knows the vendors' ① and Ⅰ."""
    if b"\x1b$" not in data or len(data) - len(data.translate(None, HIGH)) > MOST_DAMAGE * len(data):
        return None
    for codec in ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_3"):
        if (text := _strictly(data, codec)) is not None:
            return Reading(text, "iso2022_jp")
    raised = KANA_RUN.sub(lambda run: b"".join(b"\x8e" + bytes([byte | 0x80]) for byte in run[1]), JIS_RUN.sub(_raise, data))
    return _forgiving(re.sub(rb"\x1b\([BJH]", b"", raised), "euc_jis_2004", "iso2022_jp")


def _raise(run: re.Match[bytes]) -> bytes:
    return bytes(byte | 0x80 if byte > 0x20 else byte for byte in run[1])


def _unmarked_wide(data: bytes) -> Reading | None:
    """UTF-16 without a mark: every second byte is 0x30 (kana), 0x00 (ASCII, breaks) or that of a kanji.

    What is UTF-8 too has to show a sixth of the former two.
    """
    if len(data) % 2 or len(data) < 4:
        return None
    least = 1 / 6 if _strictly(data, "utf-8") is not None else 0.0
    best = None
    for codec, high in (("utf-16-le", data[1 : 2 * SAMPLE : 2]), ("utf-16-be", data[: 2 * SAMPLE : 2])):
        if not high.count(0x30) or high.count(0) + high.count(0x30) < least * len(high):
            continue
        text = _strictly(data, codec)
        if text is not None and _is_clean(text) and (points := score(text)) > max(LEAST_SCORE, best[0] if best else 0):
            best = points, text
    return Reading(best[1], "utf-16") if best else None


def _is_clean(text: str) -> bool:
    """Few control characters: ASCII read as UTF-16 in the wrong order, or text read as wide, is full of them or of oddities."""
    return sum(character < " " and character not in "\t\r\n\f" for character in text[:SAMPLE]) * 50 <= len(text[:SAMPLE])


def _utf8(data: bytes) -> Reading | None:
    text = _strictly(data, "utf-8")
    return None if text is None else Reading(text, "utf-8")


def _legacy(data: bytes, declared: str | None) -> Reading | None:
    """The double-byte encoding under which the text looks most Japanese; the declared one wins a near tie."""
    hint = normalise(declared) if declared else None
    best: tuple[float, str, str] | None = None
    for codec in LEGACY:
        if (text := _strictly(data, codec)) is None:
            continue
        points = score(text) + (0.05 if SAME.get(codec, codec) == hint else 0.0)
        if points >= LEAST_SCORE and (best is None or points > best[0]):
            best = points, codec, text
        if codec == "cp932" and points >= SURE_SCORE:
            break
    return Reading(best[2], SAME.get(best[1], best[1])) if best else None


def _mixed(data: bytes) -> Reading | None:
    """Lines in different encodings, as in files glued together: each line strictly, in the first encoding that is Japanese."""
    texts: list[str] = []
    weights: dict[str, int] = {}
    for line in data.splitlines(keepends=True):
        if line.isascii():
            texts.append(line.decode("ascii"))
            continue
        reading = _utf8(line) or _legacy(line, None)
        if reading is None:
            return None
        texts.append(reading.text)
        weights[reading.charset] = weights.get(reading.charset, 0) + len(line)
    main = max(weights, key=lambda charset: weights[charset])
    return Reading("".join(texts), main, ("charset_mixed",) if len(weights) > 1 else ())


def _damaged(data: bytes) -> Reading | None:
    """A text cut in the middle of a character, or with a few broken bytes."""
    readings = (_forgiving(data, codec) for codec in ("utf-8", "cp932", "euc_jis_2004"))
    best = max((found for found in readings if found), key=lambda found: score(found.text), default=None)
    return best if best and score(best.text) >= LEAST_SCORE else None


def _forgiving(data: bytes, codec: str, name: str | None = None) -> Reading | None:
    text = data.decode(codec, "replace")
    if codec == "cp932":
        text = text.translate(BROKEN)
    lost = text.count("\ufffd")
    charset = name or normalise(codec) or codec
    if lost > max(LEAST_DAMAGE, MOST_DAMAGE * len(text)) or (lost and score(text) < LEAST_SCORE):
        return None
    return Reading(text, charset, ("bytes_replaced",) if lost and _strictly(data, codec) is None else ())


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if codec == "cp932" and any(chr(mark) in text for mark in BROKEN) else text


def score(text: str) -> float:
    """How Japanese the characters beyond ASCII look: 1 = kana and common kanji, below 0 = another encoding's bytes."""
    sample = "".join(NON_ASCII.findall(text, 0, 10 * SAMPLE))[:SAMPLE]
    if not sample:
        return 0.0
    common, rare, half, odd = (len(kind.findall(sample)) for kind in (COMMON, OTHER_KANJI, HALF_KANA, ODD))
    return (common + 0.3 * (rare + half) - odd) / len(sample)


def is_garbled(text: str) -> bool:
    """Whether a decoded text is another encoding's bytes, taken for Japanese by who saved it."""
    head = text[: 10 * SAMPLE]
    if sum(map(head.count, PARTICLES)) > LEAST_PARTICLES * len(head):
        return False
    wide = ALPHABETS.sub("", head)
    return bool(wide) and score(wide) < LEAST_SCORE


def is_taken_for_latin(text: str) -> bool:
    """Whether a text is the bytes of Japanese, each taken for a letter of its own."""
    return len(LATIN.findall(text)) > LEAST_LATIN * len(text)


def _advice(data: bytes) -> str:
    found = FOREIGN.search(data)
    broken = found.start() if found else 0
    line = data.count(b"\n", 0, broken) + 1
    return (
        f"The bytes from line {line} (byte {broken}) on are Japanese in none of UTF-8, UTF-16, CP932, EUC-JP, ISO-2022-JP: "
        "save the file as UTF-8 and try again"
    )
