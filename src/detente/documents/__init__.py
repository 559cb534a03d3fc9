"""Documents: getting clean, stable text out of files and pages."""

from detente.documents.boilerplate import boilerplate_ranges
from detente.documents.limits import LIMITS, Limits
from detente.documents.loading import load_document, load_documents, with_unique_ids
from detente.documents.quality import stuffed_phrase
from detente.documents.sources import expand_sources

__all__ = [
    "LIMITS",
    "Limits",
    "boilerplate_ranges",
    "expand_sources",
    "load_document",
    "load_documents",
    "stuffed_phrase",
    "with_unique_ids",
]
