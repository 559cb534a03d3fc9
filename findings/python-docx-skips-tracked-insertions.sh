#!/usr/bin/env bash
# Package:   python-docx==1.2.0 (with lxml==6.1.3)
# It does:   Paragraph.text leaves out words that were inserted with tracked changes, as it leaves out the
#   deleted ones.
# Expected:  The paragraph as Word shows it: with the insertion. The property is documented as the text of the
#   paragraph, with a list of what it does to tabs, breaks and hyperlinks.
# It matters: Drafts of agreements travel with tracked changes; a 'not' that was inserted is invisible.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  python-docx==1.2.0 lxml==6.1.3 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
document = docx.Document()
def paragraph(before, xml, after):
    made = document.add_paragraph(before)
    made._p.append(parse_xml(xml.replace(">", " " + nsdecls("w") + ">", 1)))
    made.add_run(after)

paragraph("The parties shall ", '<w:ins w:id="1" w:author="Berg"><w:r><w:t xml:space="preserve">not </w:t></w:r></w:ins>', "withdraw.")
document.save("a.docx")
expected = "The parties shall not withdraw."
seen = docx.Document("a.docx").paragraphs[0].text
recorded = "The parties shall withdraw."
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
