#!/usr/bin/env bash
# Package:   pyrankvote==2.0.6
# It does:   preferential_block_voting() elects three candidates for two seats when voters rank fewer
#   candidates than there are seats: 5 votes for A only, 4 for B only, 2 for C only.
# Expected:  Two winners, as many as there are seats. With full rankings, and with single_transferable_vote()
#   of the same ballots, it is two.
# It matters: A delegation of two has three members, the third with 2 of 11 votes.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  pyrankvote==2.0.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from pyrankvote import Ballot, Candidate, preferential_block_voting, single_transferable_vote
a, b, c = candidates = [Candidate(name) for name in "ABC"]
def winners(method, *groups):
    ballots = [Ballot(ranked_candidates=ranking) for count, ranking in groups for _ in range(count)]
    return sorted(map(str, method(candidates, ballots, number_of_seats=2).get_winners()))
short = (5, [a]), (4, [b]), (2, [c])
full = (6, [a, b, c]), (5, [c, a, b])
expected = [["A", "B"], ["A", "B"], ["A", "B"]]
seen = [winners(preferential_block_voting, *short), winners(single_transferable_vote, *short),
        winners(preferential_block_voting, *full)]
recorded = [["A", "B", "C"], ["A", "B"], ["A", "B"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
