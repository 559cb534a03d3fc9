#!/usr/bin/env bash
# Package:   email-reply-parser==0.5.12
# It does:   A reply that ends in a list whose items begin with a hyphen is cut before the list: the list is
#   taken for a signature.
# Expected:  The whole message: nothing in it is quoted, and no signature is set off by '-- '.
# It matters: The conditions of an offer vanish, and the offer reads as if it had none.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  email-reply-parser==0.5.12 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from email_reply_parser import EmailReplyParser
text = "We will sign on two conditions:\n\n-The troops leave.\n-The prisoners are released.\n"
expected = text.strip()
seen = EmailReplyParser.parse_reply(text)
recorded = "We will sign on two conditions:"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
