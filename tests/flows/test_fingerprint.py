from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

from flows.fingerprint import PACKAGES, WRITERS, fingerprint
from transforms import lexicon

READ_ONE = """
import sys, flows.batches, flows.partitions
import transforms.formats.pdf  # loaded by the first PDF
from transforms.source import Source
flows.batches.process(Source("a.txt", "両国は、経済協力を強化することで一致した。".encode()))
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_every_package_that_makes_rows_is_covered() -> None:
    """Of the project's own dependencies: what these need themselves comes with their versions."""
    own = {re.split(r"[^\w-]", requirement)[0] for requirement in requires("seimei") or ()}
    loaded = subprocess.run([sys.executable, "-c", READ_ONE], capture_output=True, text=True, check=True).stdout.split()
    distributions = packages_distributions()
    packages = {name.replace("_", "-") for module in loaded for name in distributions.get(module, ())}
    assert packages & own == set(PACKAGES)


def test_every_module_that_makes_rows_is_covered() -> None:
    script = "import sys, flows.batches, flows.partitions; print(*(n for n in sys.modules if n.startswith('flows.')))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert {name.removeprefix("flows.") + ".py" for name in loaded} - {"manifest.py", "own_process.py"} == set(WRITERS)


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
