"""A document is known by what it is, guid or text, never by its place in a feed or a file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.store import Dossier
from detente.store.ingesting import ingest, ingest_bytes
from detente.timeline.watching import Watcher


def item(title: str, day: int, text: str, *, link: str = "", guid: str = "") -> str:
    parts = [f"<title>{title}</title>", f"<pubDate>{day:02d} Feb 2025 10:00:00 GMT</pubDate>"]
    parts += [f"<link>{link}</link>"] if link else []
    parts += [f'<guid isPermaLink="false">{guid}</guid>'] if guid else []
    return f"<item>{''.join(parts)}<description>{text}</description></item>"


def feed(*items: str) -> str:
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Velia ministry</title>'
    return head + "".join(items) + "</channel></rss>"


ONE = "Orland said it would sign if Velia paid."
TWO = "Velia said it would open the port if Orland freed the crew."
LINK = "https://v.example/press"


def texts(dossier: Dossier) -> list[str]:
    return sorted(dossier.document(info.id).text for info in dossier.list_documents())


@pytest.mark.parametrize(
    "named",
    [
        pytest.param({"link": LINK, "guid": "n{}"}, id="guids and one link"),
        pytest.param({"link": LINK}, id="one link"),
        pytest.param({"link": LINK, "guid": "same"}, id="one link and one guid"),
        pytest.param({}, id="neither"),
    ],
)
@pytest.mark.parametrize("order", ["together", "growing", "rolling", "shrinking", "oldest first"])
def test_no_entry_takes_the_place_of_another(
    tmp_path: Path, named: dict[str, str], order: str
) -> None:
    own = [{k: v.format(n) for k, v in named.items()} for n in (1, 2)]
    one, two = item("Note 1", 3, ONE, **own[0]), item("Note 2", 4, TWO, **own[1])
    days = {
        "together": [feed(two, one)],
        "growing": [feed(one), feed(two, one)],
        "rolling": [feed(one), feed(two)],
        "shrinking": [feed(two, one), feed(two)],
        "oldest first": [feed(one), feed(one, two), feed(two, one)],
    }[order]
    path = tmp_path / "feed.xml"
    with Dossier.create(tmp_path / "a.dossier") as dossier:
        for day in days:
            path.write_text(day)
            Watcher(dossier, [str(path)]).look()
        assert texts(dossier) == [f"Note 1\n\n{ONE}", f"Note 2\n\n{TWO}"]
        assert len(dossier.statements()) == 2


def test_a_changed_entry_is_still_the_same(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    with Dossier.create(tmp_path / "a.dossier") as dossier:
        outcomes = []
        for text in (ONE, ONE.replace("paid", "paid its debt")):
            path.write_text(feed(item("Note 1", 3, text, link=LINK)))
            outcomes += [
                each.outcome for done in ingest(dossier, [str(path)]) for each in done.added
            ]
        assert outcomes == ["new", "changed"]


def test_an_upload_of_the_same_name_replaces_nothing(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "a.dossier") as dossier:
        first = ingest_bytes(dossier, ONE.encode(), "statement.txt")
        second = ingest_bytes(dossier, TWO.encode(), "statement.txt")
        again = ingest_bytes(dossier, TWO.encode(), "statement.txt")
        assert [first.outcome, second.outcome, again.outcome] == ["new", "new", "unchanged"]
        assert texts(dossier) == sorted([ONE, TWO])
        assert second.id == again.id == "statement-2"
