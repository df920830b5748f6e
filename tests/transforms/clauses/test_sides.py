"""The side of an office holder whose state is not said."""

from tests.transforms.clauses.reading import passage
from transforms import clauses
from transforms.clauses.sides import settle
from transforms.entities.model import Mention
from transforms.facts.model import Facts
from transforms.passages import Passage

TEXT = "ティエン首相は、ヴェレシュ首相と会談した。"


def person(found: Passage, name: str, country: str | None, office: str | None = "首相") -> Mention:
    start = found.text.index(name)
    return Mention(found, start, start + len(name), "person", f"person/{name}", country=country, office=office)


def test_where_all_known_persons_are_guests_the_other_is_the_host() -> None:
    found = passage(TEXT, part="report")
    names = [person(found, "ティエン", None), person(found, "ヴェレシュ", "KAZ")]
    (unit,) = clauses.split([found], names, Facts(coverage="report", parties=("JPN", "KAZ")))
    assert (unit.actors, unit.recipients) == (("JPN",), ("KAZ",))
    assert names[0].country is None


def test_nobody_is_placed_without_an_office_or_where_both_sides_are_known() -> None:
    found = passage(TEXT)
    host, guest, stranger = (
        person(found, "ティエン", "JPN"),
        person(found, "ヴェレシュ", "KAZ"),
        person(found, "首相と", None, None),
    )
    assert [name.country for name in settle([guest, stranger], ("JPN", "KAZ"))] == ["KAZ", None]
    unknown = person(found, "会談", None)
    assert [name.country for name in settle([host, guest, unknown], ("JPN", "KAZ"))] == ["JPN", "KAZ", None]
    assert [name.country for name in settle([guest, unknown], ("JPN", "KAZ", "RUS"))] == ["KAZ", None]
