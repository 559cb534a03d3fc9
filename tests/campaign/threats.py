"""Threats and the tests that hold each, and what is proven from outside: no network, nothing left behind."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path

from campaign.environment import python
from campaign.places import detente, namespaces, without_a_network
from campaign.running import Step, finished

ROOT = Path(__file__).resolve().parents[2]

#: By threat to a program of this kind (after OWASP's verification standard), the tests that hold it.
THREATS: dict[str, tuple[str, ...]] = {
    "DNS rebinding": (
        "tests/web/test_guard.py::test_own_hosts_are_served",
        "tests/web/test_guard.py::test_other_hosts_are_refused",
        "tests/web/test_guard.py::test_a_host_given_twice_or_not_at_all_is_refused",
        "tests/web/test_browser.py::test_a_rebound_name_is_refused",
        "tests/web/test_serving.py::test_serve_listens_on_the_loopback_address_alone",
    ),
    "other sites (CSRF)": (
        "tests/web/test_guard.py::test_changes_come_from_the_workbench_alone",
        "tests/web/test_guard.py::test_other_sites_cannot_read_but_may_link",
        "tests/web/test_guard.py::test_web_sockets_are_refused",
        "tests/web/test_browser.py::test_another_site_reads_and_changes_nothing",
        "tests/web/test_web_threats.py::test_what_only_reads_changes_nothing",
    ),
    "other users and programs of the machine": (
        "tests/web/test_guard.py::test_every_route_needs_the_token",
        "tests/web/test_guard.py::test_without_the_token_nothing_is_answered",
        "tests/web/test_guard.py::test_nothing_passes_without_host_and_token",
        "tests/web/test_guard.py::test_the_first_address_sets_a_cookie_and_is_cleaned",
        "tests/store/test_files.py::test_a_dossier_is_its_owners_alone",
        "tests/web/test_web_threats.py::test_the_secret_is_long_and_another_one_each_time",
        "tests/web/test_web_threats.py::test_the_secret_is_compared_in_constant_time",
    ),
    "markup in documents (XSS)": (
        "tests/web/test_browser.py::test_markup_in_documents_and_models_stays_text",
        "tests/web/test_guard.py::test_every_answer_carries_the_policy",
        "tests/web/test_guard.py::test_the_pages_never_write_markup_from_data",
        "tests/web/test_guard.py::test_the_built_pages_are_small_and_ask_nobody_else",
        "tests/unit/test_render_html.py::test_hostile_text_stays_text",
        "tests/unit/test_threats.py::test_markup_in_names_stays_text_in_a_notebook",
    ),
    "addresses inside the network (SSRF)": (
        "tests/unit/test_documents_fetching.py",
        "tests/web/test_fetching.py",
        "tests/web/test_api.py::test_offline_fetches_nothing",
        "tests/web/test_api.py::test_addresses_inside_the_network_are_not_fetched",
    ),
    "bombs of ZIP, XML and PDF": (
        "tests/unit/test_documents_formats.py::test_bombs_and_broken_files_are_one_line",
        "tests/unit/test_documents_formats.py::test_a_parser_that_wants_too_much_memory_is_stopped",
        "tests/unit/test_documents_loading.py::test_html_bombs_end_quickly",
        "tests/unit/test_threats.py::test_bombs_cost_the_parent_little_memory",
    ),
    "YAML and JSON": (
        "tests/unit/test_model_files.py",
        "tests/unit/test_strict_json.py",
        "tests/cli/test_bad_input.py",
    ),
    "paths out of the folder": (
        "tests/web/test_api.py::test_the_name_of_an_upload_is_never_a_path",
        "tests/web/test_web_threats.py::test_no_name_leads_out_of_the_folder",
    ),
    "patterns that never end (ReDoS)": (
        "tests/unit/test_patterns.py",
        "tests/golden/test_languages.py::test_work_grows_with_the_text_and_no_faster",
    ),
    "SQL": (
        "tests/unit/test_threats.py::test_no_name_or_filter_is_sql",
        "tests/store/test_dossier.py::test_filters",
        "tests/store/test_damage.py",
    ),
    "formulas in exported tables": (
        "tests/store/test_exports.py::test_csv_holds_no_formula",
        "tests/store/test_exports.py::test_a_cell_is_never_a_formula",
        "tests/property/test_interchange.py::test_csv_round_trip_and_no_formula",
        "tests/unit/test_threats.py::test_no_cell_of_any_table_is_a_formula",
    ),
    "what a language model answers": ("tests/unit/test_reading_llm.py",),
    "clusters that others reach": (
        "tests/property/test_scaling.py::test_a_local_cluster_listens_on_the_loopback_alone",
        "tests/property/test_scaling_tls.py",
    ),
    "packages and their licences": (
        "tests/unit/test_parser_model.py",
        "tests/unit/test_packages.py",
        "tests/unit/test_threats.py::test_few_packages_are_needed_and_locks_name_no_address",
    ),
}  # fmt: skip


def step(seed: int, work: Path) -> Step:
    """Every threat has its tests, which are run; and from outside: nothing is sent (a namespace without a network), nothing is left in the folder for temporary files, dossiers are their owner's alone, and every package has a licence that may be used."""
    done = Step()
    names = list(THREATS)
    if seed < len(names):
        _hold(names[seed], done)
        return done
    for check in (no_network, nothing_left, licences, advisories):
        check(work, done)
    done.last = True
    return done


def _hold(threat: str, done: Step) -> None:
    run = finished(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *THREATS[threat]],
        cwd=ROOT,
    )
    passed = re.search(r"(\d+) passed", run.stdout)
    dots = len(re.findall(r"^[.]+", run.stdout, re.MULTILINE))
    done.counts["threats looked at"] += 1
    done.counts["tests of threats passed"] += (
        int(passed.group(1)) if passed else run.stdout.count(".") * bool(dots)
    )
    if run.returncode != 0:
        done.fail(f"{threat}: {run.stdout[-1500:]}{run.stderr[-500:]}")


_TEXT = (
    "Orland's minister said: “We will sign the treaty if Velia pays the toll.” "
    "Velia's envoy said it would pay the toll if Orland signed the treaty. Velia warned it would close the port."
)


def _commands(work: Path) -> list[list[str]]:
    text, page, path = work / "text.txt", work / "page.html", work / "case.dossier"
    text.write_text(_TEXT)
    page.write_text(
        f'<html><body><article><p>{_TEXT}</p><img src="http://192.0.2.1/x.png"></article></body></html>'
    )
    return [
        detente("read", str(text), str(page), "--json"),
        detente("draft", str(text), "--thin", "-o", str(work / "model.yaml")),
        detente("brief", str(text), "--html", str(work / "brief.html")),
        detente("solve", str(work / "model.yaml")),
        detente("dossier", "create", str(path)),
        detente("dossier", "add", str(path), str(page)),
        detente("report", str(path), "-o", str(work / "report.docx")),
        detente("doctor"),
    ]


def no_network(work: Path, done: Step) -> None:
    """Everything works where there is no network, and so asks none."""
    if not namespaces("-rn"):
        done.figures["without a network"] = "not tried: no namespaces here"
        return
    for command in _commands(work):
        run = without_a_network(*command)
        done.counts["commands without a network"] += 1
        if run.returncode != 0:
            done.fail(f"without a network: {command[3:]}: {run.stderr}")
    if stat.S_IMODE((work / "case.dossier").stat().st_mode) != 0o600:
        done.fail("a dossier can be read by others")
    named = re.findall(r'(?:src|href)="?(https?://[^"\s>]*)', (work / "brief.html").read_text())
    if named:
        done.fail(f"the brief's page asks for {named}")


def nothing_left(work: Path, done: Step) -> None:
    """No temporary file is left, not by a command that is refused either."""
    home, place = work / "again", work / "temporary"
    home.mkdir()
    place.mkdir()
    broken = home / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\nnothing")
    for command in [*_commands(home), detente("read", str(broken))]:
        subprocess.run(
            command, capture_output=True, timeout=300, env=os.environ | {"TMPDIR": str(place)}
        )
        done.counts["commands that leave nothing behind"] += 1
    left = sorted(path.relative_to(place).as_posix() for path in place.rglob("*"))
    if left:
        done.fail(f"left in the folder for temporary files: {left[:20]}")
    if strays := [path.name for path in home.iterdir() if path.name.startswith(".")]:
        done.fail(f"left beside the files: {strays}")


#: Licences that ask nothing of those who use a package, and weak copyleft of packages used unchanged.
ALLOWED = re.compile(
    r"\b(MIT|Apache|BSD|ISC|PSF|Python Software Foundation|Python-2\.0|MPL|Mozilla Public License|Zlib|"
    r"Unlicense|Public Domain|HPND|LGPL|Lesser General Public|CC0|0BSD|BSL|Boost)",
    re.IGNORECASE,
)


def packages(*, extras: bool = True) -> dict[str, str]:
    """Return every package that detente needs, with all extras or none, and what it says of its licence."""
    found: dict[str, str] = {}
    wanted = ["detente"]
    while wanted:
        name = wanted.pop()
        for requirement in requires(name) or ():
            needed, _, condition = requirement.partition(";")
            if "extra ==" in condition and not (extras and name == "detente"):
                continue
            bare = re.match(r"[A-Za-z0-9._-]+", needed)
            assert bare is not None
            other = re.sub(r"[-_.]+", "-", bare.group()).lower()
            if other in found or other == "detente":
                continue
            try:
                found[other] = licence(other)
            except PackageNotFoundError:
                continue  # of another system or Python
            wanted.append(other)
    return found


def licence(name: str) -> str:
    """Return what a package says of its licence, shortly."""
    meta = distribution(name).metadata
    said = [
        line.split("::")[-1].strip()
        for line in meta.get_all("Classifier") or ()
        if line.startswith("License")
    ]
    given = [
        meta.get("License-Expression") or "",
        *said,
        (meta.get("License") or "").split("\n")[0][:80],
    ]
    return "; ".join(dict.fromkeys(each for each in given if each))


def licences(_work: Path, done: Step) -> None:
    """Every package may be used."""
    for name, said in packages().items():
        done.counts["packages whose licence may be used"] += 1
        if not ALLOWED.search(said):
            done.fail(f"licence of {name}: {said!r}")


def advisories(_work: Path, done: Step) -> None:
    """No version that is locked has a known weakness; asks PyPI, and so only when told to."""
    if os.environ.get("DETENTE_ADVISORIES") != "1":
        done.figures["advisories of locked versions"] = "not asked for (DETENTE_ADVISORIES=1)"
        return
    tool = python()
    asked = unknown = 0
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        if tool is None:
            done.figures["advisories of locked versions"] = "not tried: pip-audit is not here"
            return
        run = subprocess.run(
            [tool, "-m", "pip_audit", "--disable-pip", "--require-hashes", "-f", "json", "-r", str(lock)],
            capture_output=True,
            text=True,
            timeout=600,
        )  # fmt: skip
        try:
            found = json.loads(run.stdout)["dependencies"]
        except (ValueError, KeyError):
            done.fail(f"advisories: {lock.name}: {run.stdout[-500:]}{run.stderr[-1000:]}")
            continue
        asked += len(found)
        unknown += sum("skip_reason" in package for package in found)
        for package in found:
            for advisory in package.get("vulns", ()):
                done.fail(f"advisories: {package['name']} {package['version']}: {advisory['id']}")
    if unknown == asked:
        done.figures["advisories of locked versions"] = "not to be had: the index here has none"
    else:
        done.figures["locked versions held against advisories"] = f"{asked - unknown} of {asked}"
