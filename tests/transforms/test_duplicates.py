"""Copies of one document are found whatever their line breaks and marks, and in any order."""

from transforms.duplicates import body_digest, duplicates


def _lines(text: str, role: str = "paragraph") -> list[dict[str, object]]:
    return [{"role": role, "char_start": 0, "char_end": len(text)}]


def test_same_body_in_other_width_and_breaks_has_the_same_digest() -> None:
    one, other = "双方は,2025年に協力する。", "双方は,\n２０２５年に協力する。 "
    assert body_digest(one, _lines(one)) == body_digest(other, _lines(other))


def test_lines_outside_the_body_do_not_count() -> None:
    text = "双方は協力する。"
    framed = text + "転載を禁じます"
    lines = [*_lines(text), {"role": "copyright", "char_start": len(text), "char_end": len(framed)}]
    assert body_digest(framed, lines) == body_digest(text, _lines(text))


def test_the_smallest_id_stands_for_its_copies() -> None:
    digests = {"b": "x", "a": "x", "c": "y", "d": "x"}
    assert duplicates(digests) == {"b": "a", "d": "a"}
    assert duplicates(dict(reversed(digests.items()))) == {"b": "a", "d": "a"}
