"""A character language model of official Chinese text; :func:`model` loads it on first need."""

from .model import Model, model

__all__ = ["Model", "model"]
