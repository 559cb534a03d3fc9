"""How much of an untrusted source is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one document.

    Parameters
    ----------
    file_bytes : int
        Largest file, in bytes; a larger one is refused without being read.
    page_characters, page_tags, page_depth : int
        Bounds on the markup of a web page, scripts and embedded data aside. Extraction time grows
        with them, and parsers recurse.
    fetch_bytes, fetch_seconds, redirects : int
        Bounds on a page fetched by its address.
    parse_memory, parse_seconds : int
        Bounds on the child process that parses PDF, DOCX, feeds and mail.
    """

    file_bytes: int = 20_000_000
    page_characters: int = 3_000_000
    page_tags: int = 60_000
    page_depth: int = 250
    fetch_bytes: int = 10_000_000
    fetch_seconds: int = 20
    redirects: int = 3
    parse_memory: int = 1_000_000_000
    parse_seconds: int = 30


LIMITS = Limits()
