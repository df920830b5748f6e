"""What a run retries, measures and logs."""

from __future__ import annotations

import errno
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from prefect import flow

from flows import audit, logs
from flows.audit import RETRIED, PrefectRunner, may_pass
from flows.sources import SourcesError
from flows.steps import Clock
from tests.flows.conftest import House


def _made_from(cause: Exception, error: Exception) -> Exception:
    """An error that hides the one that it was made from, as a message for people does."""
    try:
        try:
            raise cause
        except Exception:
            raise error from None
    except Exception as raised:
        return raised


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        pytest.param(OSError(errno.ESTALE, "stale"), True, id="a share that was away"),
        pytest.param(TimeoutError(errno.ETIMEDOUT, "late"), True, id="a disk that does not answer"),
        pytest.param(_made_from(OSError(errno.EIO, "io"), SourcesError("x")), True, id="behind a message"),
        pytest.param(FileNotFoundError(errno.ENOENT, "gone"), False, id="a missing file stays missing"),
        pytest.param(OSError(errno.ENOSPC, "full"), False, id="a full disk stays full"),
        pytest.param(PermissionError(errno.EACCES, "no"), False, id="a permission is not given by waiting"),
        pytest.param(ValueError("bad input"), False, id="bad input stays bad"),
        pytest.param(SourcesError("x: no such file or folder"), False, id="a wrong name"),
    ],
)
def test_only_what_may_pass_is_tried_again(error: Exception, expected: bool) -> None:
    assert may_pass(error) is expected


def test_what_readers_see_is_switched_once() -> None:
    assert "publish" not in RETRIED


@dataclass
class Troubled:
    """Work that meets errors, one a time, before it succeeds."""

    errors: list[OSError]
    tries: int = 0

    def __call__(self) -> str:
        self.tries += 1
        if self.errors:
            raise self.errors.pop(0)
        return "done"


@pytest.fixture
def audited(prefect_server: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Troubled, int], str]:
    """A flow of one step, that does not wait between two attempts; with more than one at once, the step runs in a thread."""
    monkeypatch.setattr(audit, "RETRY_SECONDS", [0, 0])

    @flow(persist_result=False)
    def one(stage: str, at_once: int) -> str:
        [answer] = PrefectRunner().steps(stage, [("the step", works[0])], at_once)
        return answer

    works: list[Troubled] = []

    def run(stage: str, work: Troubled, at_once: int) -> str:
        works[:] = [work]
        return one(stage, at_once)

    return run


@pytest.mark.parametrize("at_once", [1, 2])
def test_a_step_is_tried_again_until_the_trouble_has_passed(audited: Callable[[str, Troubled, int], str], at_once: int) -> None:
    work = Troubled([OSError(errno.EIO, "io"), OSError(errno.ESTALE, "stale")])
    assert audited("plan", work, at_once) == "done"
    assert work.tries == 3


@pytest.mark.parametrize(
    ("stage", "error"),
    [
        pytest.param("plan", FileNotFoundError(errno.ENOENT, "gone"), id="a missing file"),
        pytest.param("publish", OSError(errno.EIO, "io"), id="the switch of what readers see"),
    ],
)
def test_a_step_is_tried_once(audited: Callable[[str, Troubled, int], str], stage: str, error: OSError) -> None:
    work = Troubled([error])
    with pytest.raises(OSError, match=str(error.strerror)):
        audited(stage, work, 1)
    assert work.tries == 1


def test_two_more_attempts_are_all(audited: Callable[[str, Troubled, int], str]) -> None:
    work = Troubled([OSError(errno.EIO, "io") for _ in range(5)])
    with pytest.raises(OSError, match="io"):
        audited("transform", work, 1)
    assert work.tries == 3


def test_the_longest_time_of_a_run_is_set_from_outside() -> None:
    script = "from flows.build import build; print(build.timeout_seconds)"
    environment = {**os.environ, "SEIMEI_TIMEOUT_SECONDS": "7"}
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert shown.stdout == "7.0\n"


def test_a_step_is_measured_where_it_ends_well() -> None:
    clock = Clock()
    assert clock.measured("plan", "plan 2 documents", lambda: 3)() == 3
    with pytest.raises(ZeroDivisionError):
        clock.measured("check", "check", lambda: 1 / 0)()
    assert [(step.stage, step.label, step.seconds >= 0) for step in clock.steps] == [("plan", "plan 2 documents", True)]


def test_a_line_a_document_at_debug_and_sums_at_info(house: House, caplog: pytest.LogCaptureFixture) -> None:
    house.write(a="2024年の機密", b="壊した機密", README="機密")
    with caplog.at_level(logging.DEBUG, logger="flows"):
        house.build()
    lines = {
        level: [one.getMessage() for one in caplog.records if one.levelno == level] for level in (logging.DEBUG, logging.INFO)
    }
    assert next(line for line in lines[logging.DEBUG] if line.startswith("document ")).startswith(
        'document key="a.txt" statement_id='
    )
    assert 'skipped key="README.txt"' in lines[logging.DEBUG]
    assert 'reject key="b.txt" stage="decode" reason="binary"' in lines[logging.DEBUG]
    assert "planned todo=2 unreadable=0 skipped=1 added=2 changed=0 removed=0 unchanged=0" in lines[logging.INFO]
    assert any(line.startswith("published snapshot=") and "statements=1" in line for line in lines[logging.INFO])
    assert "機密" not in caplog.text


def test_a_name_cannot_begin_a_line_of_the_log() -> None:
    assert logs.line("reject", key='a\nfailed kind="x"') == 'reject key="a\\nfailed kind=\\"x\\""'
