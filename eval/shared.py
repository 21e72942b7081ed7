"""Where the evaluation data lies: beside the checkout, or where ``$GOVCLEAN_SHARED`` says."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(os.environ.get("GOVCLEAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
