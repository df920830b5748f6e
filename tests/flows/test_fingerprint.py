from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.fingerprint import WRITERS, fingerprint
from transforms import lexicon


def test_every_module_that_makes_rows_is_covered() -> None:
    script = "import sys, flows.batches, flows.partitions; print(*(n for n in sys.modules if n.startswith('flows.')))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert {name.removeprefix("flows.") + ".py" for name in loaded} - {"manifest.py"} == set(WRITERS)


def test_it_is_short_and_stable() -> None:
    assert len(fingerprint()) == 16
    assert fingerprint() == fingerprint()


def test_an_edit_of_a_lexicon_changes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = fingerprint()
    shutil.copytree(Path(str(lexicon.ROOT)), tmp_path / "lexicons")
    monkeypatch.setattr(lexicon, "ROOT", tmp_path / "lexicons")
    seen = [_anew()]
    term = next((tmp_path / "lexicons" / "sites").glob("*.toml"))
    for edit in ("# A remark.", "# Another one."):
        term.write_text(term.read_text(encoding="utf-8") + edit, encoding="utf-8")
        seen.append(_anew())
    (tmp_path / "lexicons" / "new.csv").write_text("# New.\nword\n", encoding="utf-8")
    seen.append(_anew())
    assert len(set(seen)) == 4
    assert seen[0] == here, "the same lexicons elsewhere are the same"


def _anew() -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicon, "names", lexicon.names.__wrapped__)
        patch.setattr(lexicon, "fingerprint", lexicon.fingerprint.__wrapped__)
        return fingerprint.__wrapped__()


def test_workers_never_load_prefect() -> None:
    script = "import sys, flows.workers; assert 'prefect' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)
