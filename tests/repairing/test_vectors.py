"""Floors on the real vectors, where they are at hand."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest

from govclean.repairing import repair

SHARED = Path(os.environ.get("GOVCLEAN_SHARED", Path(__file__).parents[3] / "shared"))
VECTORS = SHARED / "corruption/vectors.jsonl"
FLOORS = {"run": 0.85, "pinyin": 0.99, "negative": 1.0}


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared vectors are not on this machine")
@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_floor(kind: str) -> None:
    rows = [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["kind"] == kind]
    exact = sum(
        unicodedata.normalize("NFKC", repair(row["corrupted"]).text)
        == unicodedata.normalize("NFKC", row["truth"])
        for row in rows
    )
    assert exact / len(rows) >= FLOORS[kind]
