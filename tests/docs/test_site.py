"""The documentation is built with warnings as errors, and holds what it promises."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def test_the_site_is_built_without_a_warning_and_holds_what_it_promises(tmp_path: Path) -> None:
    """One test, since workers of a test run would each build a site of their own."""
    site = tmp_path / "html"
    words = ("-W", "-q", "-b", "html", "-d", str(tmp_path / "trees"), str(DOCS), str(site))
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    for page in ("tutorials/elmira", "generated/cli", "generated/errors", "glossary"):
        assert (site / f"{page}.html").is_file()
    _every_conflict_has_a_page_and_every_command_a_section(site)
    _public_names_are_in_the_reference(site)


def _every_conflict_has_a_page_and_every_command_a_section(site: Path) -> None:
    from detente.cli.examples import known
    from detente.cli.manual import entries

    for name, found in known().items():
        if found.path.parent.name in ("classic", "teaching"):
            page = (site / "generated" / f"{found.path.parent.name}-{name}.html").read_text("utf-8")
            assert "Equilibria" in page
    cli = (site / "generated" / "cli.html").read_text("utf-8")
    for entry in entries():
        assert entry.name in cli


def _public_names_are_in_the_reference(site: Path) -> None:
    import detente

    page = (site / "reference" / "python.html").read_text("utf-8")
    for name in set(detente.__all__) - {"__version__"}:
        assert f'id="detente.{name}"' in page, name


def test_the_glossary_has_the_words_of_the_field() -> None:
    words = set(re.findall(r"^(\w[\w -]*)\n: ", (DOCS / "glossary.md").read_text("utf-8"), re.M))
    assert len(words) >= 35
    assert {"Decision maker", "Sanction", "Improvement", "Status quo", "Attitude"} <= words


def test_no_sentence_refers_to_what_is_not_in_the_project() -> None:
    for folder in ("src/detente", "docs", "examples"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".md", ".yaml", ".toml") and "generated" not in path.parts:
                assert "handbook" not in path.read_text("utf-8").lower(), path


def test_man_pages_are_for_every_command() -> None:
    from detente.cli.manual import entries, man_pages

    pages = man_pages()
    assert len(pages) == len(list(entries()))
    for name, text in pages.items():
        assert text.startswith(".TH ")
        assert all(part in text for part in (".SH NAME", ".SH SYNOPSIS", ".SH EXIT STATUS")), name
        assert not [line for line in text.splitlines() if line.startswith("'")]
