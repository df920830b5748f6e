"""A small dataset, read and published by the real stages."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.recipe import Request, recipe
from tests.flows.conftest import PlainRunner

STATEMENT = """日本国とモンゴル国との間の共同声明

2023年3月10日、ウランバートル

1 双方は、2030年までに再生可能エネルギーの導入を拡大することで合意した。
2 双方は、日・モンゴル経済連携協定の活用を歓迎した。
3 日本側は、=1+1という表記の<b>太字</b>を検討する。
"""
OTHER = (
    STATEMENT.replace("モンゴル国", "ラオス人民民主共和国")
    .replace("日・モンゴル", "日・ラオス")
    .replace("2023年3月", "2024年3月")
)


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("analyst")
    (root / "sources").mkdir()
    (root / "sources" / "mongolia.txt").write_text(STATEMENT, encoding="utf-8")
    (root / "sources" / "laos.txt").write_text(OTHER, encoding="utf-8")
    (root / "sources" / "empty.txt").write_text("", encoding="utf-8")
    recipe(Request((str(root / "sources"),), str(root / "output")), PlainRunner())
    return root / "output"


@pytest.fixture
def snapshot(output: Path) -> Path:
    return (output / "current").resolve()
