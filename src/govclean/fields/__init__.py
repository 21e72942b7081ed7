"""The fields of an article: read from meta tags, header line, information table, body and footer, with reasons."""

from .read import read_fields

__all__ = ["read_fields"]
