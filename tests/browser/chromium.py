"""Headless Chromium through ChromeDriver's own protocol (W3C WebDriver): open a page, read it, find what it shows."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.serving import free_port, until

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,2400",
]
"""Without the networking flags Chromium looks for hosts of its own."""


@dataclass
class Browser:
    """A browser's session at a driver."""

    session: str

    def open(self, address: str) -> None:
        _ask(f"{self.session}/url", {"url": address})

    def resize(self, width: int) -> None:
        """Shows pages as in a window of this width; one of a real window's frame could not be so narrow."""
        size = {"width": width, "height": 1400, "deviceScaleFactor": 1, "mobile": False}
        _ask(f"{self.session}/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": size})

    def run(self, script: str) -> Any:
        """What a script gives back in the page."""
        return _ask(f"{self.session}/execute/sync", {"script": script, "args": []})["value"]

    @property
    def text(self) -> str:
        """What a person reads on the page."""
        return str(self.run("return document.body.innerText"))

    def shows(self, *texts: str, seconds: float = 60) -> str:
        """The page's text, once all texts stand on it."""
        latest = time.monotonic() + seconds
        while any(text not in self.text for text in texts):
            missing = [text for text in texts if text not in self.text]
            if missing and time.monotonic() > latest:
                raise AssertionError(f"{missing} not on the page:\n{self.text}")
            time.sleep(0.5)
        return self.text

    def picture(self, path: Path) -> None:
        import base64  # noqa: PLC0415 - for people who look at a failure

        with urlopen(f"{self.session}/screenshot") as answer:
            path.write_bytes(base64.b64decode(json.load(answer)["value"]))


def is_installed() -> bool:
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


@contextmanager
def browser() -> Iterator[Browser]:
    """A fresh browser that ends with the block."""
    port = free_port()
    driver = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromedriver", f"--port={port}", "--log-level=OFF"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            until(lambda: _is_ready(driver), 30)
            options = {"binary": shutil.which("chromium"), "args": [*FLAGS, f"--user-data-dir={profile}"]}
            wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
            session = _ask(f"{driver}/session", wanted)["value"]["sessionId"]
            yield Browser(f"{driver}/session/{session}")
            with urlopen(Request(f"{driver}/session/{session}", method="DELETE"), timeout=30):
                pass
        finally:
            process.terminate()
            process.wait()


def _is_ready(driver: str) -> bool | None:
    try:
        with urlopen(f"{driver}/status", timeout=5) as answer:
            return json.load(answer)["value"]["ready"] or None
    except URLError:
        return None


def _ask(address: str, body: dict[str, Any]) -> dict[str, Any]:
    with urlopen(Request(address, json.dumps(body).encode(), {"content-type": "application/json"}), timeout=120) as answer:
        return dict(json.load(answer))
