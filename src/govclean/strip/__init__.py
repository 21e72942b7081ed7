"""What is not the document: boilerplate by rules, injected spam by structure, and the verdict on the page."""

from __future__ import annotations

from .stage import strip_page
from .survey import Survey, survey_pages
from .verdict import judge_page

__all__ = ["Survey", "judge_page", "strip_page", "survey_pages"]
