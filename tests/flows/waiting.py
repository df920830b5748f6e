"""The command line with a run that rests before it looks for documents: `python -m tests.flows.waiting SECONDS build …`."""

from __future__ import annotations

import sys
import time
from typing import Any

from flows import remote_sources
from flows.cli import app


def main() -> None:
    seconds = float(sys.argv.pop(1))
    look = remote_sources.local_copies

    def late(*arguments: Any) -> Any:
        time.sleep(seconds)
        return look(*arguments)

    # Before Prefect is loaded, as the command does it: its settings are read once.
    remote_sources.local_copies = late
    app()


if __name__ == "__main__":
    main()
