"""An environment beside the project's own for what only the campaign needs (requirements/campaign.txt)."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PLACE = ROOT / ".campaign" / "venv"


@lru_cache(maxsize=1)
def python() -> str | None:
    """Return the Python of the environment, made where it is missing; None where that cannot be.

    It sees the packages of the environment that runs the campaign, and adds its own.
    """
    found = _PLACE / "bin" / "python"
    if not found.exists():
        venv.create(_PLACE, with_pip=True, symlinks=True)
        site = next(_PLACE.glob("lib/python*/site-packages"))
        # addsitedir, so that files of paths there count too
        (site / "project.pth").write_text(
            f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n"
        )
    wanted = ROOT / "requirements" / "campaign.txt"
    mark = _PLACE / "installed"
    if not mark.exists() or mark.read_text() != wanted.read_text():
        done = subprocess.run(
            [str(found), "-m", "pip", "install", "-q", "-r", str(wanted)],
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            print(f"campaign: packages of {wanted.name} cannot be installed", file=sys.stderr)
            return None
        mark.write_text(wanted.read_text())
    return str(found)


@lru_cache(maxsize=1)
def fuzzer() -> str | None:
    """Return the Python that has atheris, or None."""
    found = python()
    if found is None:
        return None
    done = subprocess.run([found, "-c", "import atheris"], capture_output=True)
    return found if done.returncode == 0 else None
