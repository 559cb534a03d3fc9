"""Places in which writing fails: a full disk, a folder that is read only, a limited file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

#: Prepares a place in a namespace of its own, runs a program there, and undoes nothing: it goes with the process.
_IN_TMPFS = (
    'mount -t tmpfs -o size={size}k none "$1" && cp "$2" "$1/case.dossier" && shift 2 && exec "$@"'
)
_READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'


def namespaces(*options: str) -> bool:
    """Tell whether this system lets us make namespaces without asking anybody."""
    try:
        done = subprocess.run(["unshare", *options, "true"], capture_output=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def detente(*words: str) -> list[str]:
    """Return the command line as a list."""
    return [sys.executable, "-m", "detente", *words]


def _run(command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, env=os.environ | more
    )


def on_a_full_disk(
    dossier: Path, place: Path, kilobytes: int, script: str
) -> subprocess.CompletedProcess[str]:
    """Run a shell script in a file system of so many kilobytes that holds a copy of a dossier."""
    shell = _IN_TMPFS.format(size=kilobytes)
    command = ["sh", "-c", f'cd "$0" && {script}', str(place)]
    return _run(["unshare", "-rm", "sh", "-c", shell, "sh", str(place), str(dossier), *command])


def in_a_read_only_folder(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command while nothing in a folder can be written, whoever runs it."""
    return _run(["unshare", "-rm", "sh", "-c", _READ_ONLY, "sh", str(folder), *command])


def without_a_network(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a namespace that has no network, not even the loopback."""
    return _run(["unshare", "-rn", *command], **more)


def with_small_files(kilobytes: int, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command that may write no file larger than so many kilobytes."""
    return _run(["bash", "-c", f'ulimit -f {kilobytes} && exec "$@"', "bash", *command])
