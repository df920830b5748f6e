"""Forms of a verb made from its dictionary form: past, negative and て-form, with their sound changes (音便)."""

from __future__ import annotations

from transforms.morphology import Token

SOUND_CHANGES = {"カ": "い", "ガ": "い", "サ": "し", "タ": "っ", "ナ": "ん", "バ": "ん", "マ": "ん", "ラ": "っ", "ワ": "っ"}
VOICED = frozenset("ガナバマ")


def plain(token: Token) -> str:
    """The dictionary form: 強化し → 強化する, ており → ている."""
    return "いる" if token.base == "おる" else token.base


def past(token: Token) -> str:
    """The plain past of a verb or auxiliary: 強化し → 強化した, 行い → 行った, 述べ → 述べた."""
    stem, is_voiced = _stem(token)
    return stem + ("だ" if is_voiced else "た")


def te(token: Token) -> str:
    """The て-form: 強化して, 行って, 取り組んで."""
    stem, is_voiced = _stem(token)
    return stem + ("で" if is_voiced else "て")


def negative(token: Token, *, is_past: bool) -> str:
    """What stands before ず with ない in its place: せ → しない, 行わ → 行わない."""
    stem = "し" if token.surface == "せ" else token.surface
    return stem + ("なかった" if is_past else "ない")


def _stem(token: Token) -> tuple[str, bool]:
    """What た and て are put to, and whether they are voiced after it."""
    base, kind = plain(token), token.c_type
    if base == "いる" and token.base == "おる":
        return "い", False
    if kind.startswith("五段") and len(base) > 1:
        row = kind.removeprefix("五段-")[:1]
        if token.lemma == "行く":
            return base[:-1] + "っ", False
        return base[:-1] + SOUND_CHANGES.get(row, ""), row in VOICED
    if base.endswith(("する", "ずる")):
        return base[:-2] + ("し" if base.endswith("する") else "じ"), False
    if kind.startswith("カ行変格"):
        return base[:-2] + ("来" if base.endswith("来る") else "き"), False
    return base.removesuffix("る"), False
