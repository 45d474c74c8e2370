"""Opens the table of dyad-years of a running server in pandas, and compares it with what GraphQL answers of each pair.

The years are 2011 to 2020 or, for other facts than the bundled ones, those given after the URL.
"""

import io
import json
import math
import sys
import urllib.request

import pandas

URL = sys.argv[1]
FIRST, LAST = map(int, sys.argv[2:4] or [2011, 2020])
KEY = ["ccode1", "ccode2", "year"]
MEASURES = {"srsvaa": "measure: S", "kappava": "measure: KAPPA", "piva": "measure: PI", "taub": "measure: TAU_B"}


def fetch(ending, more=""):
    query = f"from={FIRST}&to={LAST}&ids=cow{more}"
    with urllib.request.urlopen(f"{URL}/export/dyads.{ending}?{query}") as answer:
        return io.BytesIO(answer.read())


def graphql(query):
    request = urllib.request.Request(
        f"{URL}/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["data"]


frame = pandas.read_csv(fetch("csv"))
arrow = pandas.read_parquet(fetch("parquet"))
lines = pandas.read_json(fetch("jsonl"), lines=True, dtype=False)
assert list(frame.columns) == list(arrow.columns) == list(lines.columns) and len(frame) == len(arrow) == len(lines) > 0
for column in KEY:
    assert pandas.api.types.is_integer_dtype(frame[column]), (column, frame[column].dtype)
for column in ["tie", "sources"]:
    assert (frame[column].dropna() % 1 == 0).all(), column
for column in KEY + ["alliance", "support12", "opposes", "tie", "sources", *MEASURES]:
    # What no source covers is absent, which is not 0.
    values = [table[column].astype(float).fillna(-9).round(12).tolist() for table in (frame, arrow, lines)]
    assert values[0] == values[1] == values[2], column
assert not frame.duplicated(KEY).any() and (frame.ccode1 < frame.ccode2).all()

# Directed, each pair is there in both orders, and the support of either to the other is where it was.
directed = pandas.read_csv(fetch("csv", "&directed=true")).set_index(KEY).fillna(-9)
assert len(directed) == 2 * len(frame)
for row in frame.fillna(-9).itertuples():
    forth, back = directed.loc[(row.ccode1, row.ccode2, row.year)], directed.loc[(row.ccode2, row.ccode1, row.year)]
    assert (forth.support, back.support) == (row.support12, row.support21), row
    assert forth.tie == back.tie == row.tie and row.alliance == max(forth.alliance, back.alliance), row

checked = 0
for row in frame[frame.year == LAST].itertuples():
    asked = f'between: "{row.actor1}", and: "{row.actor2}", asOf: "{row.year}"'
    fields = " ".join(f"{name}: similarity({asked}, {measure}) {{ value }}" for name, measure in MEASURES.items())
    tie = f'alignment(between: "{row.actor1}", and: "{row.actor2}", where: {{asOf: "{row.year}"}}) {{ direct ambivalent }}'
    answer = graphql(f"{{ {fields} {tie} }}")
    for name in MEASURES:
        value, got = answer[name]["value"], getattr(row, name)
        assert (math.isnan(got) if value is None else math.isclose(got, value)), (row, name, value)
    # Where no source covers the year, GraphQL has no tie, and the table does not say 0.
    assert (0 if math.isnan(row.tie) else row.tie) == answer["alignment"]["direct"], row
    assert math.isnan(row.ambivalent) or bool(row.ambivalent) == answer["alignment"]["ambivalent"], row
    checked += 1
print(f"dyads in pandas: {len(frame)} pairs of {FIRST} to {LAST}, {frame.tie.isin([-1, 1]).sum()} with a tie, {checked} compared with GraphQL")
