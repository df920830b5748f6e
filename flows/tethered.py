"""Runs a module as the child of another process, and ends it with that one: `python -m flows.tethered MODULE …`.

The parent keeps the other end of the child's standard input open and never writes to it. The system closes it when the
parent is gone, even one that was killed and could stop nothing.
"""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence

PATIENCE = 10
"""Seconds to end in good order."""


def start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """The process of a command `python -m MODULE …`; it ends at the latest when this one does."""
    python, option, *module = command
    return subprocess.Popen([python, option, "flows.tethered", *module], env=environment, stdin=subprocess.PIPE)


def main() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    backstop = threading.Timer(PATIENCE, os._exit, [1])
    backstop.daemon = True
    backstop.start()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
