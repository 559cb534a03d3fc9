"""What detente stands on: licences that may be used, versions pinned by hash."""

from __future__ import annotations

import re
from pathlib import Path

from campaign.threats import ALLOWED, packages

ROOT = Path(__file__).resolve().parents[2]


def test_every_package_may_be_used() -> None:
    found = packages()
    assert len(found) > 40
    assert {name: said for name, said in found.items() if not ALLOWED.search(said)} == {}


def test_what_is_locked_is_locked_by_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text("utf-8")
        named = re.findall(r"^[A-Za-z0-9][^\s=]*==\S+", text, re.MULTILINE)
        assert named
        for each in re.split(r"\n(?=[A-Za-z0-9])", text):
            if "==" in each.split("\n")[0]:
                assert "--hash=sha256:" in each, each.split("\n")[0]


def test_every_threat_has_tests_that_exist() -> None:
    from campaign.threats import THREATS

    for threat, tests in THREATS.items():
        for test in tests:
            file, _, name = test.partition("::")
            text = (ROOT / file).read_text("utf-8")
            assert not name or f"def {name}(" in text, (threat, test)
