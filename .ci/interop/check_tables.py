"""Opens every exported table of a running server in pandas and polars, as CSV, JSON lines and Parquet, and compares them."""

import io
import json
import sys
import urllib.request

import pandas
import polars
import pyarrow.parquet

URL = sys.argv[1]


def fetch(name, query=""):
    """Returns the bytes of a file and the headers that it came with."""
    with urllib.request.urlopen(f"{URL}/export/{name}{query}") as answer:
        return answer.read(), answer.headers


def graphql(query):
    request = urllib.request.Request(
        f"{URL}/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


counted = graphql("{ dataset { actors relations events conflicts sources evidence } }")
version = counted["extensions"]["dataset"]
expected = dict(counted["data"]["dataset"])
expected["statements"] = expected.pop("evidence")
rows = {}
for table in ["actors", "relations", "periods", "statements", "events", "conflicts", "sources"]:
    files = {}
    for ending in ["csv", "jsonl", "parquet"]:
        files[ending], headers = fetch(f"{table}.{ending}")
        assert headers["Entente-Dataset"] == version and headers["Entente-Query"] == f"/export/{table}.{ending}", headers
    as_csv = pandas.read_csv(io.BytesIO(files["csv"]), keep_default_na=False, na_values=[""])
    as_lines = pandas.read_json(io.BytesIO(files["jsonl"]), lines=True, dtype=False, convert_dates=False)
    as_parquet = pandas.read_parquet(io.BytesIO(files["parquet"]))
    frames = {
        "pandas csv": as_csv, "pandas jsonl": as_lines, "pandas parquet": as_parquet,
        "polars csv": polars.read_csv(files["csv"], infer_schema_length=None),
        "polars jsonl": polars.read_ndjson(files["jsonl"], infer_schema_length=None),
        "polars parquet": polars.read_parquet(files["parquet"]),
    }
    for name, frame in frames.items():
        assert list(frame.columns) == list(as_csv.columns), (table, name, list(frame.columns))
        assert len(frame) == len(as_csv) == expected.get(table, len(as_csv)), (table, name, len(frame))
    key = as_csv.columns[0]
    for name, frame in frames.items():
        assert list(frame[key]) == list(as_csv[key]), (table, name)
    # A list is one text with bars in CSV, and a list elsewhere; a formula has an apostrophe in CSV alone.
    lines, arrow = frames["polars jsonl"], frames["polars parquet"]
    for column in arrow.columns:
        if arrow.schema[column] == polars.List(polars.String):
            assert arrow[column].to_list() == lines[column].to_list(), (table, column)
        elif arrow.schema[column] == polars.String and lines.schema[column] == polars.String:
            assert arrow[column].to_list() == lines[column].to_list(), (table, column)
    for cell in as_csv.select_dtypes("object").stack():
        assert str(cell)[:1] not in set("=+-@\t\r"), (table, cell)
    metadata = pyarrow.parquet.read_metadata(io.BytesIO(files["parquet"])).metadata
    assert metadata[b"entente.dataset"].decode() == version, metadata
    rows[table] = len(as_csv)
some = pandas.read_csv(f"{URL}/export/relations.csv?types=SUPPORTS")
assert set(some["type"]) <= {"SUPPORTS"} and len(some) == graphql('{ relations(where: {types: [SUPPORTS]}) { totalCount } }')["data"]["relations"]["totalCount"]
print("tables in pandas and polars, three formats each, rows:", ", ".join(f"{n} {t}" for t, n in rows.items()))
