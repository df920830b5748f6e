"""What a run retries, measures and logs."""

from __future__ import annotations

import errno
import logging

import pytest

from flows import logs
from flows.audit import RETRIED, may_pass
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
