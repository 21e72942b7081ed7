"""What workers are made to do in tests: die, hang, fail. Nothing of this is in the package."""

from __future__ import annotations

import faulthandler
import os
import re
import signal
import time
from pathlib import Path
from typing import Any

from govclean import Article, Cleaner

__all__ = ["Hooked", "act"]


def act(text: str) -> None:
    """Do what ``text`` says: EXIT, KILL, SEGV, ONCE(file), HANG, SPIN or RAISE."""
    if "EXIT" in text:
        os._exit(3)
    if "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "SEGV" in text:
        faulthandler.disable()  # or it tells of a death that is wanted
        os.kill(os.getpid(), signal.SIGSEGV)
    if once := re.search(r"ONCE\(([^)]+)\)", text):
        try:
            Path(once[1]).touch(exist_ok=False)
        except FileExistsError:
            return
        os._exit(4)
    if "HANG" in text:
        time.sleep(600)
    if "SPIN" in text:
        re.match(r"(a*)*b", "a" * 64)  # holds the interpreter: only a signal ends it
    if "RAISE" in text:
        raise ZeroDivisionError("made up")


class Hooked(Cleaner):
    """A cleaner that does what a page says before it cleans it."""

    def clean(self, source: Any, url: str | None = None, content_type: str | None = None) -> Article:
        act(source.decode("latin-1") if isinstance(source, bytes) else source)
        return super().clean(source, url, content_type)


def work(item: str) -> str:
    """The task of the tests of the pool."""
    act(item)
    return item.upper()
