"""The campaign itself: it goes on after a kill, notes what fails, writes its figures; and its small checks hold."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest

import walked
from campaign import folders, fuzzing, measuring, rewording
from campaign.running import Log, Part, Step, finished, report, run, seconds_left, share_of
from campaign.targets import TARGETS


def counting(seed: int, work: Path) -> Step:
    """Count seeds."""
    assert work.is_dir()
    step = Step(figures={"last seed": str(seed)}, last=seed == 3)
    step.counts["seeds"] += 1
    if seed == 2:
        step.fail("two is bad")
    return step


def breaking(seed: int, work: Path) -> Step:
    """Break always."""
    raise KeyError(seed)


def test_a_killed_campaign_goes_on_where_it_was(tmp_path: Path) -> None:
    said: list[str] = []

    def dying(seed: int, work: Path) -> Step:
        if seed == 2:
            raise KeyboardInterrupt
        return counting(seed, work)

    parts = [Part("one", "Counted", 1, counting)]
    with pytest.raises(KeyboardInterrupt):
        run([Part("one", "Counted", 1, dying)], tmp_path, minutes=1, say=said.append)
    with Log(tmp_path).path.open("a") as file:
        file.write('{"part": "one", "ste')  # a line cut by a kill
    tallies = run(parts, tmp_path, minutes=1, say=said.append)
    assert (tallies["one"].steps, tallies["one"].counts["seeds"]) == (4, 4)
    assert tallies["one"].failures == ["two is bad"]
    assert any("FAILED: two is bad" in line for line in said)
    page = report(parts, tallies, "a machine")
    assert "| seeds | 4 |" in page
    assert "| Counted |" in page
    assert "- `two is bad`" in page
    other = [*parts, Part("two", "Other", 1, counting)]
    again = report(other, {"two": tallies["one"]}, "another machine", page)
    assert "| seeds | 4 |" in again.partition("## Other")[0]
    assert again.count("a machine") == 1
    Log(tmp_path).clear(["one"])
    assert Log(tmp_path).tallies() == {}


def test_a_part_that_ends_early_leaves_its_time_to_the_others() -> None:
    parts = [Part(str(n), str(n), n, counting) for n in (1, 2, 3)]
    assert [share_of(60, parts), share_of(60, parts[1:]), share_of(60, parts[2:])] == [10, 24, 60]
    assert share_of(-5, parts) == 0


def test_after_its_end_a_campaign_begins_anew_but_for_what_adds_up(tmp_path: Path) -> None:
    seeds: dict[str, list[int]] = {"short": [], "long": []}

    def told(name: str) -> Part:
        def step(seed: int, work: Path) -> Step:
            seeds[name].append(seed)
            done = counting(seed, work)
            done.last = seed == 4
            return done

        return Part(name, name.title(), 1, step, lasting=name == "long")

    parts = [told("short"), told("long")]
    for _ in range(2):
        run(parts, tmp_path, minutes=0, say=lambda _line: None)
    assert seeds == {"short": [0, 0], "long": [0]}  # without time nothing is added to what is there
    both = run(parts, tmp_path, minutes=1, say=lambda _line: None)
    assert seeds == {"short": [0, 0, 0, 1, 2, 3, 4], "long": [0, 1, 2, 3, 4]}
    assert [both[name].runs for name in seeds] == [1, 2]
    assert both["long"].counts["seeds"] == 5
    assert both["long"].failures == ["two is bad"]
    page = report(parts, both, "a machine")
    assert "| campaigns that these figures add up | 2 |" in page
    again = run(parts, tmp_path, minutes=1, say=lambda _line: None)  # all were at their end
    assert again["long"].counts["seeds"] == 5
    assert again["long"].runs == 1


def test_failures_are_those_of_the_campaign_at_hand(tmp_path: Path) -> None:
    parts = [Part("one", "Counted", 1, lambda seed, _work: Step(failures=[str(seed)] if seed < 2 else []), lasting=True)]  # fmt: skip
    log = Log(tmp_path)
    for seed in range(2):
        log.write("one", parts[0].step(seed, tmp_path), 1.0)
    assert log.tallies()["one"].failures == ["0", "1"]
    log.end(parts)
    log.write("one", parts[0].step(2, tmp_path), 1.0)
    tally = log.tallies()["one"]
    assert (tally.failures, tally.steps, tally.seconds, tally.spent) == ([], 3, 3.0, 1.0)


def test_a_part_that_could_do_nothing_says_why(tmp_path: Path) -> None:
    parts = [Part("one", "Counted", 1, lambda _seed, _work: Step(left="its tools are missing"))]
    found = run(parts, tmp_path, minutes=1, say=lambda _line: None)
    assert "| Counted | nothing yet: its tools are missing |" in report(parts, found, "a machine")


def test_coverage_is_that_of_these_sources_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "STATE", tmp_path)
    assert "has not run" in measuring.coverage_step(0, tmp_path).left
    page = {
        "src/detente/store/a.py": {
            "executed_lines": [1, 2, 3], "missing_lines": [4],
            "executed_branches": [[1, 2]], "missing_branches": [[1, 4]],
        }
    }  # fmt: skip
    (tmp_path / "walked").mkdir()
    (tmp_path / "walked" / "1.json").write_text(json.dumps({"files": page}))
    walked.main(tmp_path / "walked")
    done = measuring.coverage_step(0, tmp_path)
    assert done.figures == {"store: lines and branches, percent": "75.0 and 50.0"}
    assert done.failures == ["only 50.0 % of the branches of store are walked through"]
    (tmp_path / "walked" / "stamp").write_text("of other sources")
    assert "has not run" in measuring.coverage_step(0, tmp_path).left


def test_a_step_without_time_is_cut_short_told_and_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign.running._LEAST", 0.3)
    mark = tmp_path / "mark"
    # what it starts itself must end too
    child = f"import time, pathlib; time.sleep(4); pathlib.Path({str(mark)!r}).touch()"
    slow = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    seeds: list[int] = []

    def patient(seed: int, work: Path) -> Step:
        seeds.append(seed)
        if len(seeds) == 2:
            finished([sys.executable, "-c", slow], cwd=work)
        return Step(last=seed == 1)

    parts = [Part("one", "Slow", 1, patient, lasting=True)]
    cut = run(parts, tmp_path, minutes=0.01, say=lambda _line: None)["one"]
    assert (cut.steps, cut.last, cut.failures) == (1, False, [])
    assert cut.left.startswith("step 2: ")
    assert "| left for the next time | step 2: " in report(parts, {"one": cut}, "a machine")
    done = run(parts, tmp_path, minutes=1, say=lambda _line: None)["one"]
    assert (seeds, done.steps, done.last, done.left) == ([0, 1, 1], 2, True, "")
    assert seconds_left() == float("inf")
    assert not mark.exists()


def test_a_part_that_breaks_is_a_finding_and_ends_with_its_time(tmp_path: Path) -> None:
    parts = [Part("broken", "Broken", 1, breaking), Part("one", "Counted", 1, counting)]
    tallies = run(parts, tmp_path, minutes=0, say=lambda _line: None)
    assert "KeyError" in tallies["broken"].failures[0]
    assert tallies["one"].steps == 1


@pytest.mark.parametrize("name", [n for n in TARGETS if n != "texts read"])
def test_what_is_fuzzed_takes_its_own_examples(name: str) -> None:
    target = TARGETS[name]
    for data in target.examples():
        assert target.run(data) is not None


@pytest.mark.parametrize(
    "name",
    ["expressions", "model files", ".gmcr files", "JSON feeds", "mail", "feeds", "actors files"],
)
def test_damaged_input_is_one_line(name: str) -> None:
    done = Step()
    target, luck = TARGETS[name], random.Random(5)  # noqa: S311
    for data in target.examples():
        for _ in range(4):
            damaged = bytearray(data)
            at = luck.randrange(len(data))
            damaged[at : at + luck.randrange(9)] = luck.choice(target.words).encode()
            fuzzing.try_one(name, bytes(damaged), done)
    assert done.failures == []


@pytest.mark.parametrize("name", folders.WORKS)
def test_what_fills_a_folder_is_gone_on_with_after_kills(name: str, tmp_path: Path) -> None:
    assert folders.kill_runs(tmp_path, folders.WORKS[name], 1, 2) == 2


@pytest.mark.parametrize("pattern", rewording.PATTERNS)
def test_no_speaker_hangs_on_the_name_of_the_country(pattern: str) -> None:
    done = Step()
    luck = random.Random(pattern)  # noqa: S311
    for _ in range(4):
        first, second = rewording.two(luck)
        rewording.speaker_is_first(done, pattern, first, second)
    assert done.failures == []
