"""Reconciles misspelt names with a running server, as a reader of a spreadsheet would: with reconciler, from PyPI.

    python check_reconcile.py http://127.0.0.1:8080

The names are those that the server lists over GraphQL, each misspelt by one fixed rule. At least 95 of 100 must have
the right actor first, and none may be declared a match of another. Names spelt right must be matches of theirs.
"""
import json
import logging
import re
import sys
import unicodedata

import pandas
import reconciler
import requests

NAMES, RIGHT = 100, 95
ARTICLES = {"the", "of", "de", "des", "al", "del"}
logging.disable(logging.WARNING)


def edited(name, edit):
    """Returns a name with its longest run of letters edited in the middle; None if that has too few to go by."""
    word = max(re.finditer(r"[^\W\d_]+", name), key=lambda run: len(run[0]))
    changed = edit(word[0], len(word[0]) // 2) if len(word[0]) >= 5 else word[0]
    return name[:word.start()] + changed + name[word.end():] if changed != word[0] else None


def wrong_letter(name):
    return edited(name, lambda w, i: w[:i] + w[i - 2].lower() + w[i + 1:])


def transposed_letters(name):
    return edited(name, lambda w, i: w[:i] + w[i + 1] + w[i] + w[i + 2:])


def missing_letter(name):
    return edited(name, lambda w, i: w[:i] + w[i + 1:])


def missing_article(name):
    kept = [word for word in name.split() if word.lower() not in ARTICLES]
    return " ".join(kept) if 0 < len(kept) < len(name.split()) else None


def missing_diacritics(name):
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare if bare != name else None


RULES = [wrong_letter, transposed_letters, missing_letter, missing_article, missing_diacritics]


def actors(server):
    """Returns the actors that the server lists, by id."""
    query = "{ actors(first: 100) { nodes { id name aliases } } }"
    answer = requests.post(server + "/graphql", json={"query": query}, timeout=30)
    answer.raise_for_status()
    return {a["id"]: a for a in answer.json()["data"]["actors"]["nodes"]}


def misspelt(listed):
    """Returns (misspelt name, rule, right name, id), up to NAMES: of each rule in turn, the next name that it changes."""
    names = {name: a["id"] for a in listed.values() for name in [a["name"], *a["aliases"]]}
    changed = [[(rule(name), rule.__name__, name, id) for name, id in names.items()] for rule in RULES]
    rules = [iter([case for case in cases if case[0] and case[0] not in names]) for cases in changed]
    chosen = {}
    while rules and len(chosen) < NAMES:
        for rule in list(rules):
            case = next(rule, None)
            if case is None:
                rules.remove(rule)
            elif len(chosen) < NAMES:
                chosen.setdefault(case[0], case)
    return list(chosen.values())


def reconcile(server, names):
    """Returns the first candidate for each name."""
    frame = reconciler.reconcile(pandas.Series(names), top_res=1, reconciliation_endpoint=server + "/reconcile")
    return {row.input_value: row for row in frame.itertuples()}


def failures(server, cases):
    """Yields what is wrong with the first candidate for each case, and whether it is a false match."""
    found = reconcile(server, [wrong for wrong, *_ in cases])
    for wrong, rule, name, wanted in cases:
        if found[wrong].id != wanted:
            yield f"{wrong!r} ({rule} of {name!r}): {found[wrong].id}, not {wanted}", bool(found[wrong].match)


def extend(server, ids):
    """Fetches properties of actors as a client does, and checks them."""
    query = {"ids": ids, "properties": [{"id": p} for p in ("name", "type", "country", "aliases", "wikidata")]}
    answer = requests.post(server + "/reconcile", data={"extend": json.dumps(query)}, timeout=30)
    answer.raise_for_status()
    table = answer.json()
    assert [m["id"] for m in table["meta"]] == [p["id"] for p in query["properties"]], table["meta"]
    assert set(table["rows"]) == set(ids), table["rows"].keys()
    return table["rows"], answer.headers["Entente-Dataset"]


def matched(server, listed):
    """Returns the number of actors whose name, spelt right, is a match of theirs."""
    found = reconcile(server, [a["name"] for a in listed.values()])
    return sum(found[a["name"]].id == id and bool(found[a["name"]].match) for id, a in listed.items())


def main(server):
    listed = actors(server)
    cases = misspelt(listed)
    assert len(cases) == NAMES, f"{len(cases)} misspelt names, not {NAMES}: the rules give too few"
    wrong = list(failures(server, cases))
    for line, _ in wrong:
        print("not first:", line)
    rows, version = extend(server, list(listed))
    for actor, row in rows.items():
        assert [v["str"] for v in row["name"]] == [listed[actor]["name"]], (actor, row)
        assert [v["str"] for v in row["aliases"]] == listed[actor]["aliases"], (actor, row)
    false, whole = sum(match for _, match in wrong), matched(server, listed)
    print(f"reconcile: {NAMES - len(wrong)} of {NAMES} misspelt names right, {false} false matches; {whole} of {len(listed)} "
          f"names matched; {len(rows)} actors extended; dataset {version}")
    return NAMES - len(wrong) < RIGHT or false > 0 or whole < len(listed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
