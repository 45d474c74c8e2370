"""Runs the example in R against a running server, and compares the table that it prints with GraphQL."""

import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

URL = sys.argv[1]
SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "examples" / "alliances.R"
PACKAGES = ["httr2", "igraph", "jsonlite"]
RELATIONS = """{
  relations(first: 500, where: {
    statuses: [ASSERTED, ALLEGED, DISPUTED, DENIED], types: [SUPPORTS, ALLIED_WITH, GUARANTEES, OPPOSES, RECOGNIZES, PART_OF]
  }) {
    totalCount
    nodes { sign subject { name } object { name } evidence(where: {stances: [DENIES]}) { id } }
  }
}"""


def expected():
    """Returns the version, the number of relations, and by name each actor's relations, friends, enemies and denials."""
    request = urllib.request.Request(
        f"{URL}/graphql", json.dumps({"query": RELATIONS}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as response:
        answer = json.load(response)
    relations, denials = collections.Counter(), collections.Counter()
    others = collections.defaultdict(lambda: {"POSITIVE": set(), "NEGATIVE": set(), "NEUTRAL": set()})
    found = answer["data"]["relations"]
    assert found["totalCount"] == len(found["nodes"])
    for r in found["nodes"]:
        one, other = r["subject"]["name"], r["object"]["name"]
        for actor, with_ in [(one, other), (other, one)]:
            relations[actor] += 1
            denials[actor] += len(r["evidence"])
            others[actor][r["sign"]].add(with_)
    table = {a: (relations[a], len(others[a]["POSITIVE"]), len(others[a]["NEGATIVE"]), denials[a]) for a in relations}
    return answer["extensions"]["dataset"], len(found["nodes"]), table


if not shutil.which("Rscript") or subprocess.run(["Rscript", "-e", ";".join(f"library({p})" for p in PACKAGES)], capture_output=True).returncode:
    print("NOT CHECKED: there is no R with", ", ".join(PACKAGES))
    sys.exit()
with tempfile.TemporaryDirectory() as folder:
    done = subprocess.run(["Rscript", SCRIPT, URL], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    picture = (pathlib.Path(folder) / "alliances.png").read_bytes()
assert picture.startswith(b"\x89PNG") and len(picture) > 10_000, len(picture)
version, count, table = expected()
head = f"{count} relations of {len(table)} actors, from facts {version}"
assert done.stdout.startswith(head + "\n"), done.stdout
printed = {
    row[1]: tuple(map(int, row.groups()[1:]))
    for row in re.finditer(r"^ *(\S.*?) +(\d+) +(\d+) +(\d+) +(\d+) +\d+$", done.stdout.split("relations.csv")[0], re.MULTILINE)
}
assert printed == table, (printed, table)
print("R:", head)
