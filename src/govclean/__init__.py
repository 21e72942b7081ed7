"""govclean: scraped Chinese government web pages in, clean articles out, with an audit trail of every change.

>>> import govclean
>>> govclean.clean("<h1>关于春节放假的通知</h1><p>各科室：经研究，定于二月九日起放假。</p>").title
'关于春节放假的通知'
"""

from __future__ import annotations

from .article import (
    Article,
    Attachment,
    Block,
    Damage,
    Decoded,
    Encoding,
    Proofread,
    Repaired,
    Site,
)
from .cleaner import Cleaner, Options, clean, clean_many
from .errors import ConfigError, GovcleanError, InputError, ReplayError, RuleError
from .single import decode, explain, proofread, repair
from .trail import Candidate, Choice, Edit, Removal, Trail

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Attachment",
    "Block",
    "Candidate",
    "Choice",
    "Cleaner",
    "ConfigError",
    "Damage",
    "Decoded",
    "Edit",
    "Encoding",
    "GovcleanError",
    "InputError",
    "Options",
    "Proofread",
    "Removal",
    "Repaired",
    "ReplayError",
    "RuleError",
    "Site",
    "Trail",
    "__version__",
    "clean",
    "clean_many",
    "decode",
    "explain",
    "proofread",
    "repair",
]
