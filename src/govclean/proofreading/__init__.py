"""Proofreading: homophone and look-alike errors of official text, found by figures counted from clean text."""

from .corrector import LEVELS, proofread
from .stage import proofread_page

__all__ = ["LEVELS", "proofread", "proofread_page"]
