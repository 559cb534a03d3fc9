#!/usr/bin/env bash
# Package:   nashpy==0.0.43 (with numpy==2.4.6, scipy==1.17.1)
# It does:   support_enumeration() silently loses the mixed equilibrium when the payoffs are unsigned integers
#   (ranks, counts).
# Expected:  The same three equilibria whatever number type holds the payoffs 0, 1 and 2; vertex_enumeration()
#   finds three for both.
# It matters: Ordinal preferences are small non-negative ranks, and tools that read them compactly give them
#   as unsigned bytes.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  nashpy==0.0.43 numpy==2.4.6 scipy==1.17.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import nashpy, numpy
def count(kind, method):
    payoffs = numpy.array([[1, 0], [0, 2]], dtype=kind)
    return len(list(getattr(nashpy.Game(payoffs, payoffs), method)()))
expected = "3 equilibria from both methods for both number types"
seen = {kind: (count(kind, "support_enumeration"), count(kind, "vertex_enumeration")) for kind in ("int64", "uint8")}
recorded = {"int64": (3, 3), "uint8": (2, 3)}
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
