"""What the pages of one site share, learnt once and used as evidence: see :class:`SiteProfile`."""

from __future__ import annotations

from .model import SiteProfile, as_profile

__all__ = ["SiteProfile", "as_profile"]
