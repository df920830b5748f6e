"""What is to be done, from sources and what is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import plan as plans
from flows.manifest import KEPT, Document, Failure, Manifest
from flows.plan import make_plan
from flows.sources import Discovery, Reject, SourceRef
from transforms.source import Rejected, Source

PRINT = "fingerprint"


@pytest.fixture(autouse=True)
def sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source's bytes are the name of its path; `gone` cannot be read."""

    def read(ref: SourceRef) -> Source:
        if ref.path == "gone":
            raise Rejected("read", "vanished", "It is gone")
        return Source(ref.key, ref.path.encode())

    monkeypatch.setattr(plans, "read", read)


def found(*refs: tuple[str, str], rejects: tuple[str, ...] = ()) -> Discovery:
    return Discovery(
        tuple(SourceRef(key, content, 1) for key, content in refs),
        tuple(Reject(path, None, "discover", "unreadable", "no") for path in rejects),
    )


def published(*documents: tuple[str, str], failures: tuple[tuple[str, str, str], ...] = (), built_by: str = PRINT) -> Manifest:
    return Manifest(
        id="000001-x",
        created_at="2025-01-01T00:00:00+00:00",
        dataset_version="1.0",
        built_by=built_by,
        versions={},
        documents={key: Document(key, key, _digest(key, content), 2025, 1, 0, 0, "b", built_by) for key, content in documents},
        failures=tuple(Failure(key, None, "decode", reason, "m", _digest(key, content)) for key, content, reason in failures),
        files=(),
    )


def _digest(key: str, content: str) -> str:
    return plans.digest(Source(key, content.encode()))


def keys(refs: tuple[SourceRef, ...]) -> list[str]:
    return [ref.key for ref in refs]


def test_everything_is_new_at_first() -> None:
    plan = make_plan(found(("a", "1"), ("b", "2")), None, PRINT)
    assert (keys(plan.todo), plan.added) == (["a", "b"], ("a", "b"))


def test_added_changed_removed_unchanged() -> None:
    plan = make_plan(found(("a", "1"), ("b", "new"), ("d", "4")), published(("a", "1"), ("b", "2"), ("c", "3")), PRINT)
    assert (plan.added, plan.changed, plan.removed, plan.unchanged) == (("d",), ("b",), ("c",), ("a",))
    assert keys(plan.todo) == ["b", "d"]
    assert plan.counts == {"added": 1, "changed": 1, "removed": 1, "unchanged": 1}


@pytest.mark.parametrize("wanted", [{"built_by": "other"}, {"built_by": PRINT, "full": True}])
def test_other_code_or_a_full_build_takes_all(wanted: dict[str, object]) -> None:
    plan = make_plan(found(("a", "1")), published(("a", "1")), **wanted)  # type: ignore[arg-type]
    assert (keys(plan.todo), plan.changed, plan.unchanged) == (["a"], (), ("a",))


def test_what_failed_before_fails_without_being_read_again() -> None:
    current = published(("a", "1"), failures=(("bad", "x", "binary"),))
    plan = make_plan(found(("a", "1"), ("bad", "x")), current, PRINT)
    assert (plan.todo, plan.unchanged) == ((), ("a", "bad"))
    assert [failure.source_path for failure in plan.kept_failures] == ["bad"]


def test_what_failed_before_and_changed_is_read_again() -> None:
    plan = make_plan(found(("bad", "better")), published(failures=(("bad", "x", "binary"),)), PRINT)
    assert (keys(plan.todo), plan.changed, plan.kept_failures) == (["bad"], ("bad",), ())


def test_a_rejected_file_that_goes_is_removed() -> None:
    assert make_plan(found(), published(failures=(("bad", "x", "binary"),)), PRINT).removed == ("bad",)


def test_kept_rows_are_looked_at_again_when_failures_are_dropped() -> None:
    current = published(("a", "1"), failures=(("a", "bad", KEPT),))
    assert make_plan(found(("a", "bad")), current, PRINT).todo == ()
    assert keys(make_plan(found(("a", "bad")), current, PRINT, drop_failed=True).todo) == ["a"]


def test_a_document_that_vanished_fails_and_is_not_removed() -> None:
    plan = make_plan(found(("a", "gone")), published(("a", "1")), PRINT)
    assert (plan.removed, plan.out_of_reach, plan.todo) == ((), ("a",), ())
    assert [failure.reason for failure in plan.unreadable] == ["vanished"]


@pytest.mark.parametrize(
    ("lost", "out_of_reach"),
    [
        ("archive.zip", ("archive.zip/one.txt", "archive.zip/two.txt")),
        ("sub/", ("sub/a.txt", "sub/deep/b.txt")),
        ("bulk.jsonl", ("bulk.jsonl#7",)),
        ("sub/a", ()),
    ],
)
def test_documents_of_what_cannot_be_opened_are_not_removed(lost: str, out_of_reach: tuple[str, ...]) -> None:
    names = ("archive.zip/one.txt", "archive.zip/two.txt", "sub/a.txt", "sub/deep/b.txt", "bulk.jsonl#7", "archive.zip2")
    plan = make_plan(found(rejects=(lost,)), published(*((name, "1") for name in names)), PRINT)
    assert plan.out_of_reach == out_of_reach
    assert set(plan.removed) == set(names) - set(out_of_reach)


def test_failures_have_names_of_their_own() -> None:
    plan = make_plan(found(("a", "1"), rejects=("a", "a", "b")), None, PRINT)
    assert [failure.source_path for failure in plan.unreadable] == ["a (2)", "a (3)", "b"]


def test_facts_beside_the_text_count_as_content(tmp_path: Path) -> None:
    from transforms.source import Metadata  # noqa: PLC0415

    plain, described = Source("a", b"1"), Source("a", b"1", Metadata(publisher="外務省"))
    assert plans.digest(plain) != plans.digest(described)
