"""govclean: scraped Chinese government web pages in, clean articles out, with an audit trail of every change.

>>> import govclean
>>> govclean.clean("<h1>关于春节放假的通知</h1><p>各科室：经研究，定于二月九日起放假。</p>").title
'关于春节放假的通知'

A public name is imported from its module when it is first asked for (PEP 562), so that `import govclean` costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = (
    False  # type checkers take it for True; `typing` itself would cost more than all that stands here
)
if TYPE_CHECKING:  # for type checkers and editors; at run time `__getattr__` below does the same. A test holds the two together
    from .article import Article, Attachment, Block, Damage, Decoded, Encoding, Proofread, Repaired, Site
    from .cleaner import Cleaner, Options, clean, clean_many
    from .errors import ConfigError, GovcleanError, InputError, ReplayError, RuleError
    from .joining import join_pages
    from .profile import SiteProfile
    from .single import decode, explain, proofread, repair
    from .trail import Candidate, Choice, Edit, Removal, Trail

__version__ = "0.1.0"

_PUBLIC = {
    "article": "Article Attachment Block Damage Decoded Encoding Proofread Repaired Site",
    "cleaner": "Cleaner Options clean clean_many",
    "errors": "ConfigError GovcleanError InputError ReplayError RuleError",
    "joining": "join_pages",
    "profile": "SiteProfile",
    "single": "decode explain proofread repair",
    "trail": "Candidate Choice Edit Removal Trail",
}
_MODULE_OF = {name: module for module, names in _PUBLIC.items() for name in names.split()}

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
    "SiteProfile",
    "Trail",
    "__version__",
    "clean",
    "clean_many",
    "decode",
    "explain",
    "join_pages",
    "proofread",
    "repair",
]

if not TYPE_CHECKING:  # hidden from type checkers, for which it would make every misspelt name an `Any`

    def __getattr__(name: str) -> object:
        module = _MODULE_OF.get(name)
        if module is None:
            raise AttributeError(f"module 'govclean' has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"govclean.{module}"), name)
        globals()[name] = value  # asked for once, found directly from then on
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
