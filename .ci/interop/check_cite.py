"""Reads the citations of all sources, of the data sets and of an answer of a running server with pybtex and rispy, and
compares them with what GraphQL says.

usage: check_cite.py URL
"""

import json
import sys
import urllib.parse
import urllib.request

import rispy
from pybtex.database import parse_string
from pybtex.richtext import Text

SERVER = sys.argv[1]
SOURCES = """query($after: String) { sources(first: 500, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { id title publisher published url language via { title } } } }"""
DATASET = "{ dataset { version collections { title authors license url } } }"

# The characters of TeX that pybtex leaves as TeX writes them.
NAMES = {"\\textbraceleft ": "{", "\\textbraceright ": "}", "\\textasciicircum ": "^", "\\$": "$"}


def graphql(query, **variables):
    """Returns the data that answer a query."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(SERVER + "/graphql", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        answer = json.load(response)
    assert "errors" not in answer, answer
    return answer["data"]


def cite(form, **query):
    """Returns the citation of what a query asks for, in a format."""
    address = SERVER + "/cite?" + urllib.parse.urlencode({"format": form, **query}, doseq=True)
    with urllib.request.urlopen(address, timeout=60) as response:
        return response.read().decode()


def plain(latex):
    """Returns what TeX sets for a field."""
    text = str(Text.from_latex(latex))
    for name, character in NAMES.items():
        text = text.replace(name, character)
    return text


def from_bibtex(text):
    """Returns title, date, publisher, URL, authors, version and note of the entries, by key."""
    read = {}
    for key, e in parse_string(text, "bibtex").entries.items():
        f = e.fields
        publisher = f.get("organization") or f.get("howpublished") or f.get("publisher") or ""
        authors = [plain(str(p)) for p in e.persons.get("author", [])]
        read[key] = (plain(f["title"]), f.get("date", ""), plain(publisher), f.get("url", ""), authors,
                     f.get("version", ""), plain(f.get("note", "")))
    return read


def from_ris(text):
    """Returns the same of the records, by key."""
    return {
        r["id"]: (r["title"], r.get("date", r.get("year", "")), r.get("publisher", ""), (r.get("urls") or [""])[0],
                  r.get("authors", []), r.get("edition", ""), (r.get("notes") or [""])[0])
        for r in rispy.loads(text)
    }


def from_csl(text):
    """Returns the same of the items, by key."""
    def date(d):
        return d and (d["date-parts"][0], d.get("circa", False))
    return {
        i["id"]: (i["title"], date(i.get("issued")), i.get("publisher", ""), i.get("URL", ""),
                  [a["literal"] for a in i.get("author", [])], i.get("version", ""), i.get("note", ""))
        for i in json.loads(text)
    }


READERS = {"bibtex": from_bibtex, "ris": from_ris, "csl": from_csl}


def parts(date):
    """Returns year, month and day of a date, as far as it is precise, with the year as astronomers count it."""
    digits = date.rstrip("~?")
    sign = -1 if digits.startswith("-") else 1
    numbers = [int(n) for n in digits.lstrip("-").split("-")]
    return [sign * numbers[0], *numbers[1:]]


def same_date(form, got, published):
    """Reports whether the date of an entry is that of its source."""
    year, *rest = parts(published)
    if form == "bibtex":
        return got == published
    if form == "csl":
        return got == ([year if year > 0 else year - 1, *rest], published[-1] in "~?")
    return [int(p) for p in got.split("/")[:3] if p] == [year, *rest]


def check(form, item, title, publisher, url, authors, version, note):
    """Compares an item, except for its date, and the start of its note."""
    got = (item[0], *item[2:6])
    want = (" ".join(title.split()), " ".join((publisher or "").split()), url, authors, version)
    assert got == want, f"{form}: {got} instead of {want}"
    assert item[6].startswith(note), f"{form}: the note {item[6]!r} does not begin with {note!r}"


def check_sources():
    """Compares all sources, and returns how many there are."""
    count, after = 0, None
    while True:
        page = graphql(SOURCES, after=after)["sources"]
        for form, reader in READERS.items():
            items = reader(cite(form, source=[s["id"] for s in page["nodes"]])) if page["nodes"] else {}
            assert len(items) == len(page["nodes"]), f"{form}: {len(items)} items of {len(page['nodes'])} sources"
            for s in page["nodes"]:
                item = items[s["id"]]
                note = "Reported via “" + " ".join(s["via"]["title"].split()) + "” (" if s["via"] else ""
                check(form, item, s["title"], s["publisher"], s["url"] or "", [], "", note)
                assert same_date(form, item[1], s["published"]), f"{form}: {s['id']}: {item[1]} for {s['published']}"
        count += len(page["nodes"])
        if not page["pageInfo"]["hasNextPage"]:
            return count
        after = page["pageInfo"]["endCursor"]


def check_dataset(dataset):
    """Compares the data sets."""
    for form, reader in READERS.items():
        items = list(reader(cite(form)).values())
        assert len(items) == len(dataset["collections"]), f"{form}: {len(items)} data sets"
        for item, c in zip(items, dataset["collections"]):
            note = f"Licence: {c['license']}" if c["license"] else ""
            check(form, item, c["title"] or "Untitled data set", "", c["url"] or SERVER + "/", c["authors"], dataset["version"], note)


def check_answer(dataset):
    """Compares the citation of an answer, asked for in both ways."""
    target = "/graphql?" + urllib.parse.urlencode({"query": DATASET})
    authors = list(dict.fromkeys(a for c in dataset["collections"] for a in c["authors"]))
    titles = ", ".join(f"“{c['title'] or 'Untitled data set'}”" for c in dataset["collections"])
    for form, media in {"bibtex": "x-bibtex", "ris": "x-research-info-systems", "csl": "vnd.citationstyles.csl+json"}.items():
        request = urllib.request.Request(SERVER + target, headers={"Accept": "application/" + media})
        with urllib.request.urlopen(request, timeout=60) as response:
            text = response.read().decode()
        assert text == cite(form, url=target), f"{form}: the two ways to cite {target} differ"
        (item,) = READERS[form](text).values()
        check(form, item, "Answer from " + titles, "", SERVER + target, authors, dataset["version"], "")


def main():
    dataset = graphql(DATASET)["dataset"]
    sources = check_sources()
    check_dataset(dataset)
    check_answer(dataset)
    print(f"citations: {sources} sources, {len(dataset['collections'])} data sets and an answer read by pybtex, rispy and json as GraphQL has them")


main()
