"""What is found in files, folders, archives and bulk files, under which keys, and what is refused with which reason."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import pickle
import zipfile
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import NoReturn

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows import sources
from flows.batches import digest
from flows.bulk import Fields
from flows.recipe import Request, recipe
from flows.runner import PlainRunner
from flows.sources import Discovery, SourcesError, discover, read
from tests.flows.conftest import House
from transforms import lexicon
from transforms.source import Metadata, Rejected

TEXT = "両国は、経済協力を強化する。\n".encode()


def write(folder: Path, name: str, data: bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def keys(found: Discovery) -> list[str]:
    return [ref.key for ref in found.refs]


def reasons(found: Discovery) -> dict[str, str]:
    return {one.source_path: one.reason for one in found.rejects}


def test_keys_are_relative_to_the_named_folder_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/二.html", "a/1.txt", "c.pdf"):
        write(tmp_path, name)
    assert keys(discover([str(tmp_path)])) == ["a/1.txt", "a/二.html", "b.txt", "c.pdf"]
    assert keys(discover([str(tmp_path / "b.txt")])) == ["b.txt"]
    assert keys(discover([str(tmp_path / "*" / "*.txt")])) == ["a/1.txt"]


def test_relative_and_absolute_sources_give_the_same_refs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "in/a.txt")
    monkeypatch.chdir(tmp_path)
    assert discover(["in"]) == discover([str(tmp_path / "in")])


def test_a_ref_travels_to_another_process_and_reads_there(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    ref = pickle.loads(pickle.dumps(discover([str(tmp_path)]).refs[0]))
    source = pickle.loads(pickle.dumps(read(ref)))
    assert (source.path, source.data, ref.size) == ("a.txt", TEXT, len(TEXT))


def test_hidden_and_accompanying_files_are_skipped_by_name(tmp_path: Path) -> None:
    for name in (".DS_Store", ".gitkeep", "README.md", "~$draft.docx", "Thumbs.db", ".git/x.txt", "x.txt"):
        write(tmp_path, name)
    found = discover([str(tmp_path)])
    assert keys(found) == ["x.txt"]
    assert found.skipped == (".DS_Store", ".git", ".gitkeep", "README.md", "Thumbs.db", "~$draft.docx")
    assert not found.rejects


PUBLISHED = [
    pytest.param(["output/lock", "output/x.txt"], id="the output of this run, whatever it holds so far"),
    pytest.param(["old/snapshots/000001-a/manifest.json", "old/snapshots/000001-a/x.parquet"], id="a copy of a dataset"),
    pytest.param(["old/current.json", "old/runs/7/manifest.json"], id="a copy out of an object store"),
    pytest.param(["old/lock", "old/staging/x.arrow"], id="a dataset whose first run was killed"),
    pytest.param(["old/croissant.json", "old/statements/year=2025/x.parquet"], id="one version, or an export"),
]


@pytest.mark.parametrize("published", PUBLISHED)
@pytest.mark.parametrize("pattern", ["", "**/*"])
def test_published_datasets_below_the_sources_are_passed_over(tmp_path: Path, published: list[str], pattern: str) -> None:
    for name in ("a.txt", "snapshots/2024/b.txt", "current/c.txt", *published):
        write(tmp_path, name)
    found = discover([str(tmp_path / pattern)], output=str(tmp_path / "output"))
    assert keys(found) == ["a.txt", "current/c.txt", "snapshots/2024/b.txt"], "folders of documents may have such names"
    assert not found.rejects
    if not pattern:
        assert sorted({key.partition("/")[0] for key in found.skipped}) == [published[0].partition("/")[0]]


def test_documents_beside_their_own_dataset_are_read(tmp_path: Path) -> None:
    for name in ("a.txt", "lock", "staging/x.arrow", "snapshots/000001-a/manifest.json", "current/x.parquet", "sub/b.txt"):
        write(tmp_path, name)
    found = discover([str(tmp_path)], output=str(tmp_path))
    assert (keys(found), found.rejects) == (["a.txt", "sub/b.txt"], ())
    assert found.skipped == ("current", "lock", "snapshots", "staging")


def test_a_dataset_is_no_source_of_itself(house: House) -> None:
    house.write(a="2024年")
    house.build()
    for part in ("current", "snapshots", "current/statements"):
        with pytest.raises(SourcesError, match="name the folder of the documents"):
            discover([str(house.output / part)], output=str(house.output))


def test_an_output_among_the_sources_does_not_grow_into_them(house: House) -> None:
    house.write(a="2024年", b="2025年")
    for _ in range(2):
        recipe(Request((str(house.folder),), str(house.output)), PlainRunner())
        assert sorted(house.current.documents) == ["sources/a.txt", "sources/b.txt"]
        assert not house.current.failures


def test_links_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "out/secret.txt")
    write(tmp_path, "in/a.txt")
    (tmp_path / "in/away.txt").symlink_to(tmp_path / "out/secret.txt")
    (tmp_path / "in/folder").symlink_to(tmp_path / "out")
    (tmp_path / "in/again.txt").symlink_to("a.txt")
    (tmp_path / "in/broken.txt").symlink_to(tmp_path / "nowhere")
    found = discover([str(tmp_path / "in")])
    assert keys(found) == ["a.txt"]
    assert reasons(found) == dict.fromkeys(("away.txt", "folder", "broken.txt"), "outside_link")
    assert found.skipped == ("again.txt",)


def test_a_pipe_is_rejected_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(discover([str(tmp_path)])) == {"pipe.txt": "not_a_file"}


def test_the_same_file_named_twice_counts_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    found = discover([str(tmp_path), str(tmp_path / "a.txt")])
    assert (keys(found), found.rejects) == (["a.txt"], ())


def test_two_files_of_one_key_are_not_mixed_up(tmp_path: Path) -> None:
    folders = [str(tmp_path / name) for name in ("one", "two", "three")]
    for folder in folders:
        write(Path(folder), "a.txt")
    found = discover(folders)
    assert (keys(found), reasons(found)) == (["a.txt"], {"a.txt": "duplicate_key"})
    assert [reject.message.partition(" ")[0] for reject in found.rejects] == [f"{folders[2]}/a.txt", f"{folders[1]}/a.txt"]
    assert all(discover(order) == found for order in permutations(folders)), "whatever the order of the sources"


@pytest.mark.parametrize("name", ["missing", "missing/*.txt", "a\0b"])
def test_a_missing_source_is_one_clear_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourcesError) as error:
        discover([str(tmp_path / name)])
    assert "\n" not in str(error.value)
    assert str(tmp_path) in str(error.value)


def test_a_file_that_vanishes_is_rejected_on_reading(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    ref = discover([str(tmp_path)]).refs[0]
    path.unlink()
    with pytest.raises(Rejected) as error:
        read(ref)
    assert (error.value.stage, error.value.reason) == ("read", "vanished")


def test_a_name_that_is_no_utf8_has_a_printable_key(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("声明.txt".encode("cp932"))).write_bytes(TEXT)
    ref = discover([str(tmp_path)]).refs[0]
    assert ref.key.encode("utf-8").decode() == ref.key
    assert read(ref).data == TEXT


SIDECAR = 'url = "https://example.org/a"\npublisher = "外務省"\npublished_on = 2006-08-28\nnote = 1\n'


@pytest.mark.parametrize("name", ["a.html.meta.toml", "a.meta.toml"])
def test_a_sidecar_gives_metadata_and_is_no_document(tmp_path: Path, name: str) -> None:
    write(tmp_path, "a.html")
    write(tmp_path, name, SIDECAR.encode())
    (ref,) = discover([str(tmp_path)]).refs
    assert read(ref).metadata == Metadata("https://example.org/a", "外務省", date(2006, 8, 28))


def test_what_json_can_hold_and_utf8_cannot_is_written_out(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "a.txt.meta.json", b'{"title": "\\ud800\xe5\xa3\xb0"}')
    assert read(discover([str(tmp_path)]).refs[0]).metadata == Metadata(title="\\ud800声")


def test_when_a_copy_was_fetched_is_no_part_of_the_document(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    digests = set()
    for fetched in ('"2025-01-02"', '"2025-02-03T04:05:06Z"', '"昨日"', "3", "null"):
        write(tmp_path, "a.txt.meta.json", f'{{"title": "声明", "retrieved_on": {fetched}}}'.encode())
        write(tmp_path, "r.jsonl", f'{{"id": 1, "text": "声明", "crawled_at": {fetched}}}'.encode())
        digests |= {(ref.key, digest(read(ref))) for ref in discover([str(tmp_path)]).refs}
    assert [key for key, _ in sorted(digests)] == ["a.txt", "r.jsonl#1"]


@pytest.mark.parametrize("content", ['{"published_on": "昨日"}', '{"title": 3}', "[1]", "{", '{"published_on": 20060828}'])
def test_a_bad_sidecar_rejects_its_document(tmp_path: Path, content: str) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "a.txt.meta.json", content.encode())
    with pytest.raises(Rejected, match=r"a\.txt\.meta\.json") as error:
        read(discover([str(tmp_path)]).refs[0])
    assert error.value.reason == "bad_sidecar"


def test_all_faults_of_a_sidecar_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "a.txt.meta.json", b'{"title": 3, "url": [], "published_on": "?", "publisher": null}')
    with pytest.raises(Rejected, match=r"url must be a text.*title must be a text.*published_on must be a day") as error:
        read(discover([str(tmp_path)]).refs[0])
    assert "publisher" not in error.value.message


def test_a_sidecar_without_document_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.meta.toml", SIDECAR.encode())
    assert reasons(discover([str(tmp_path)])) == {"a.meta.toml": "orphan_sidecar"}


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    write(tmp_path, "a.txt.gz", gzip.compress(TEXT))
    write(tmp_path, "b.txt.gz", gzip.compress(TEXT * 100)[:40])
    good, bad = discover([str(tmp_path)]).refs
    assert (good.key, read(good).data) == ("a.txt.gz", TEXT)
    with pytest.raises(Rejected) as error:
        read(bad)
    assert error.value.reason == "damaged_file"


def test_a_gzip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "bomb.txt.gz", gzip.compress(bytes(5_000_000)))
    monkeypatch.setattr("flows.containers.fetch.__defaults__", (1_000_000,))
    with pytest.raises(Rejected) as error:
        read(discover([str(tmp_path)]).refs[0])
    assert error.value.reason == "too_big"


def test_members_of_a_zip_archive_are_documents(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("x/声明.txt", TEXT)
        archive.writestr("x/声明.meta.toml", SIDECAR)
        archive.writestr("../evil.txt", TEXT)
        archive.writestr("__MACOSX/x", b"")
        archive.writestr("in.zip", b"")
        archive.writestr("y.txt.gz", gzip.compress(TEXT))
        archive.writestr("r.jsonl", json.dumps({"id": 7, "text": "あ"}))
        archive.writestr("x/別.meta.toml", SIDECAR)
        archive.writestr("__MACOSX/._別.meta.toml", b"")
    found = discover([str(tmp_path)])
    assert keys(found) == ["d.zip!r.jsonl#7", "d.zip!x/声明.txt", "d.zip!y.txt.gz"]
    assert [read(ref).data for ref in found.refs] == ["あ".encode(), TEXT, TEXT]
    assert read(found.refs[1]).metadata.publisher == "外務省"
    assert reasons(found) == {
        "d.zip!../evil.txt": "unsafe_member",
        "d.zip!in.zip": "nested_archive",
        "d.zip!x/別.meta.toml": "orphan_sidecar",
    }


def test_a_broken_archive_is_one_reject(tmp_path: Path) -> None:
    write(tmp_path, "d.zip", b"PK\x03\x04 nothing")
    assert reasons(discover([str(tmp_path)])) == {"d.zip": "damaged_file"}


def damaged_containers(folder: Path) -> dict[str, bytes]:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("声明.txt", TEXT)
    whole, parquet = archive.getvalue(), folder / "whole.parquet"
    pq.write_table(pa.table({"id": ["a", "b"], "text": ["一の文", "二の文"]}), parquet)
    pages = parquet.read_bytes()
    parquet.unlink()
    return {
        "name.zip": whole.replace("声".encode(), b"\xff\xff\xff"),
        "page.parquet": pages[:4] + b"\xff" * 40 + pages[44:],
    }


def test_a_damaged_container_is_one_reject_and_the_others_are_read(tmp_path: Path) -> None:
    """A name that is no UTF-8 though it says so, a page that cannot be unpacked."""
    for name, data in damaged_containers(tmp_path).items():
        write(tmp_path, name, data)
    write(tmp_path, "a.txt")
    found = discover([str(tmp_path)])
    assert keys(found) == ["a.txt"]
    assert reasons(found) == {"name.zip": "damaged_file", "page.parquet": "damaged_file"}


def test_an_archive_on_a_bad_disk_is_one_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: str) -> NoReturn:
        raise OSError(errno.EIO, "Input/output error")

    write(tmp_path, "a.zip")
    write(tmp_path, "b.txt")
    monkeypatch.setattr(zipfile, "ZipFile", fails)
    found = discover([str(tmp_path)])
    assert (keys(found), reasons(found)) == (["b.txt"], {"a.zip": "unreadable"})


RECORDS = [
    {"id": "x1", "text": "本文。", "url": "https://example.org/1", "date": "2025-05-06T10:00:00Z", "source": "外務省"},
    {"id": 2, "html": "<p>本文。</p>", "title": "声明", "text": "unused"},
    {"text": "番号のない記録"},
]


@pytest.mark.parametrize("name", ["r.jsonl", "r.ndjson", "r.jsonl.gz"])
def test_json_lines_are_documents(tmp_path: Path, name: str) -> None:
    data = "\n".join(["\ufeff" + json.dumps(RECORDS[0], ensure_ascii=False), "", *map(json.dumps, RECORDS[1:]), "{bad"]).encode()
    write(tmp_path, name, gzip.compress(data) if name.endswith("gz") else data)
    found = discover([str(tmp_path)])
    assert keys(found) == [f"{name}#x1", f"{name}#2", f"{name}#4"]
    assert reasons(found) == {f"{name}#5": "bad_record"}
    assert [read(ref).data.decode() for ref in found.refs] == ["本文。", "<p>本文。</p>", "番号のない記録"]
    assert read(found.refs[0]).metadata == Metadata("https://example.org/1", "外務省", date(2025, 5, 6))


def test_parquet_rows_are_documents(tmp_path: Path) -> None:
    table = pa.table({"id": ["a", "b", None], "text": ["一の文", "二の文", "三の文"], "published_on": [date(2020, 1, 2)] * 3})
    pq.write_table(table, tmp_path / "r.parquet", row_group_size=2)
    found = discover([str(tmp_path)])
    assert keys(found) == ["r.parquet#a", "r.parquet#b", "r.parquet#3"]
    assert [read(ref).data.decode() for ref in found.refs] == ["一の文", "二の文", "三の文"]
    assert read(found.refs[0]).metadata.published_on == date(2020, 1, 2)


def test_an_id_that_is_no_text_has_a_printable_key(tmp_path: Path) -> None:
    write(
        tmp_path,
        "r.jsonl",
        b'{"id": "\\ud800", "text": "\xe6\x9c\xac"}\n{"id": "\\udcff\xe7\x95\xaa", "n": 1}\n{"id": "", "text": "x"}',
    )
    found = discover([str(tmp_path)])
    assert keys(found) == ["r.jsonl#\\ud800", "r.jsonl#\\udcff番", "r.jsonl#3"]
    assert all(ref.key.encode().decode() == ref.key for ref in found.refs)


def test_field_names_can_be_given(tmp_path: Path) -> None:
    write(tmp_path, "r.jsonl", json.dumps({"honbun": "本文。", "no": 9}).encode())
    found = discover([str(tmp_path)], Fields(text=("honbun",), key=("no",)))
    assert [(ref.key, read(ref).data.decode()) for ref in found.refs] == [("r.jsonl#9", "本文。")]


def test_a_record_without_text_is_rejected_on_reading(tmp_path: Path) -> None:
    write(tmp_path, "r.jsonl", b'{"id": 1, "note": "x"}')
    with pytest.raises(Rejected, match="rename its text field to one of these") as error:
        read(discover([str(tmp_path)]).refs[0])
    assert error.value.reason == "no_text_field"


@pytest.mark.parametrize(
    ("record", "reason", "message"),
    [
        ({"id": 1, "note": "x"}, "no_text_field", "The record has id, note, none of html"),
        ({"text": 5}, "no_text_field", "rename its text field"),
        ({"text": ""}, "empty", "text is empty"),
        ({"text": None, "note": "x"}, "empty", "text is empty"),
    ],
)
def test_a_record_without_a_text_says_what_it_has(tmp_path: Path, record: dict[str, object], reason: str, message: str) -> None:
    write(tmp_path, "r.jsonl", json.dumps(record).encode())
    with pytest.raises(Rejected, match=message) as error:
        read(discover([str(tmp_path)]).refs[0])
    assert error.value.reason == reason


WHOLE_FAULTS = {
    "columns.parquet": "The file has no, note, none of html",
    "pretty.jsonl": "one JSON text over many lines",
    "wide.jsonl": "UTF-16",
}


def test_what_is_wrong_with_a_whole_bulk_file_is_one_reject(tmp_path: Path) -> None:
    pq.write_table(pa.table({"no": [1, 2, 3], "note": ["a", "b", "c"]}), tmp_path / "columns.parquet")
    write(tmp_path, "pretty.jsonl", json.dumps([RECORDS[0]] * 9, indent=1).encode())
    write(tmp_path, "wide.jsonl", json.dumps(RECORDS[0]).encode("utf-16"))
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.write(tmp_path / "columns.parquet", "columns.parquet")
    found = discover([str(tmp_path)])
    assert keys(found) == ["d.zip!a.txt"]
    messages = {reject.source_path: reject.message for reject in found.rejects}
    assert sorted(messages) == sorted([*WHOLE_FAULTS, "d.zip!columns.parquet"])
    assert all(part in messages[name] for name, part in WHOLE_FAULTS.items())


def test_a_line_that_is_no_utf8_says_so(tmp_path: Path) -> None:
    write(tmp_path, "r.jsonl", json.dumps(RECORDS[0]).encode() + b'\n{"text": "\x93\xfa"}\n')
    found = discover([str(tmp_path)])
    assert keys(found) == ["r.jsonl#x1"]
    assert "not UTF-8 (byte 10)" in found.rejects[0].message


def test_two_records_of_one_key_name_the_record(tmp_path: Path) -> None:
    write(tmp_path, "r.jsonl", "\n".join(json.dumps(one) for one in (RECORDS[0], RECORDS[1], RECORDS[0])).encode())
    [reject] = discover([str(tmp_path)]).rejects
    assert (reject.reason, "r.jsonl, record 3, holds another" in reject.message) == ("duplicate_key", True)


def test_a_link_to_the_folder_itself_is_another_name_of_it(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(".")
    found = discover([str(tmp_path)])
    assert (keys(found), found.rejects, found.skipped) == (["a.txt"], (), ("loop",))


def test_why_a_member_is_not_read_is_in_the_lexicon() -> None:
    known = {row["reason"] for row in lexicon.rows("reject_reasons.csv")}
    assert set(sources.OBJECTIONS) <= known


def test_a_link_that_leads_nowhere_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "missing.txt")
    [reject] = discover([str(tmp_path)]).rejects
    assert (reject.source_path, reject.reason) == ("gone.txt", "unreadable")
