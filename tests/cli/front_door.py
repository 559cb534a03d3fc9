"""The command as its entry point runs it, in this process."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

import pytest

from detente.cli.main import main


def detente(*arguments: str | Path, code: int = 0) -> str:
    """Run the command as its entry point does; return what it prints (errors too when it fails)."""
    out, errors = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
    ):
        patch.setattr(sys, "argv", ["detente", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            main()
    assert stop.value.code == code, errors.getvalue()
    assert "Traceback" not in errors.getvalue()
    return out.getvalue() + (errors.getvalue() if code else "")
