"""Repair: give corrupted text back as it was and leave sound text alone."""

from .repair import repair, repair_page

__all__ = ["repair", "repair_page"]
