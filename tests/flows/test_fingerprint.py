from __future__ import annotations

import subprocess
import sys

from flows.fingerprint import WRITERS, fingerprint


def test_every_module_that_makes_rows_is_covered() -> None:
    script = "import sys, flows.batches, flows.partitions; print(*(n for n in sys.modules if n.startswith('flows.')))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert {name.removeprefix("flows.") + ".py" for name in loaded} - {"manifest.py"} == set(WRITERS)


def test_it_is_short_and_stable() -> None:
    assert len(fingerprint()) == 16
    assert fingerprint() == fingerprint()


def test_workers_never_load_prefect() -> None:
    script = "import sys, flows.workers; assert 'prefect' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)
