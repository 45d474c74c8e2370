"""Opens the networks of a running server in networkx and igraph, in all formats, and compares them with GraphQL."""

import html
import io
import itertools
import json
import sys
import tempfile
import urllib.parse
import urllib.request
import warnings

import igraph
import networkx

URL = sys.argv[1]

NETWORK = """query($around: [ID!], $depth: Int!, $where: RelationFilter) { network(around: $around, depth: $depth, where: $where, limit: 500) {
  truncated
  nodes { id label type actor { country description aliases from to identifiers { scheme value } } }
  edges { id source target type directed relation { sign kinds status certainty role summary firstReported independentSources
    against { id } conflict { id } coalition { id } evidence { source { id } } periods { status } } }
} }"""

TIE = """query($a: ID!, $b: ID!) { alignment(between: $a, and: $b) { reasons(rules: [DIRECT]) {
  nodes { ties { sign bases ambivalent relations { id } } }
} } }"""


def fetch(name, parameters):
    """Returns a file as bytes."""
    with urllib.request.urlopen(f"{URL}/export/{name}?{urllib.parse.urlencode(parameters)}") as answer:
        assert answer.headers["Entente-Dataset"] and answer.headers["Entente-Query"].startswith(f"/export/{name}"), answer.headers
        return answer.read()


def graphql(query, **variables):
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{URL}/graphql", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        data = json.load(answer)
    assert "errors" not in data, data["errors"]
    return data


def read_networkx(form, data):
    """Returns a file as networkx has it, with the ids of actors as nodes."""
    stream = io.BytesIO(data)
    return {
        "graphml": lambda: networkx.read_graphml(stream, force_multigraph=directed),
        "gexf": lambda: networkx.read_gexf(stream),
        "gml": lambda: networkx.read_gml(stream, label="actor"),
        "json": lambda: networkx.node_link_graph(json.loads(data), edges="edges"),
    }[form]()


def read_igraph(form, data):
    """Returns a file as igraph has it. It leaves characters as they are written in GML, and warns of them."""
    with tempfile.NamedTemporaryFile(suffix="." + form) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.write(data)
        file.flush()
        return igraph.Graph.Read(file.name, format=form)


def listed(value):
    """Returns the items of a list, which is a text with bars in all formats but JSON. No item has a bar here."""
    return value if isinstance(value, list) else value.split("|") if value else []


def latest(value):
    """Returns the last value of an attribute that changes in time, which GEXF has."""
    return value[-1][0] if isinstance(value, list) and value and isinstance(value[0], tuple) else value


def same_node(node, want, where):
    actor = want["actor"]
    assert node["name"] == want["label"] and node["type"] == want["type"], (where, node, want)
    for name in ["country", "description", "from", "to"]:
        assert (node.get(name) or None) == actor[name], (where, name, node, want)
    assert listed(node.get("aliases")) == actor["aliases"], (where, node, want)
    for scheme in {i["scheme"] for i in actor["identifiers"]}:
        values = [i["value"] for i in actor["identifiers"] if i["scheme"] == scheme]
        assert listed(node[scheme]) == values, (where, scheme, node, want)


def same_edge(edge, want, where):
    relation = want["relation"]
    assert edge["type"] == want["type"] and bool(edge["mutual"]) != want["directed"], (where, edge, want)
    assert edge["sign"] == {"POSITIVE": 1, "NEUTRAL": 0, "NEGATIVE": -1}[relation["sign"]], (where, edge, want)
    for name in ["certainty", "role", "firstReported", "independentSources", "summary"]:
        assert (edge.get(name) or None) == (relation[name] or None), (where, name, edge, want)
    for name in ["against", "conflict", "coalition"]:
        assert (edge.get(name) or None) == (relation[name] and relation[name]["id"]), (where, name, edge, want)
    if "gexf" not in where:  # there they are those of each period
        assert edge["status"] == relation["status"], (where, edge, want)
        assert listed(edge.get("kinds")) == relation["kinds"], (where, edge, want)
    claimed = [p["status"] for p in relation["periods"] if p["status"] != "DENIED"]
    if "gexf" in where and claimed:
        assert len(edge["spells"]) == len(claimed) and [s[0] for s in edge["status"]] == claimed, (where, edge, want)
    if "json" in where:
        assert [p["status"] for p in edge["periods"]] == [p["status"] for p in relation["periods"]], (where, edge, want)
    sources = list(dict.fromkeys(e["source"]["id"] for e in relation["evidence"]))
    assert sorted(listed(edge["sources"])) == sorted(sources), (where, edge, want)


def compare(nodes, edges, network, where):
    """Compares nodes by id and edges by id, source and target with those of GraphQL."""
    assert len(nodes) == len(network["nodes"]) and len(edges) == len(network["edges"]), (where, len(nodes), len(edges))
    for want in network["nodes"]:
        same_node(nodes[want["id"]], want, where)
    for want in network["edges"]:
        same_edge(edges[want["id"], want["source"], want["target"]], want, where)


def open_all(parameters, network, version):
    """Opens a network in each program and format."""
    for form in ["graphml", "gexf", "gml", "json"]:
        data = fetch("network." + form, parameters)
        graph = read_networkx(form, data)
        assert graph.is_directed() == directed, (form, graph)
        edges = {(d.get("edge", d.get("id")), a, b): d for a, b, d in graph.edges(data=True)}
        check(dict(graph.nodes(data=True)), edges, network, "networkx " + form)
        assert form == "gexf" or graph.graph["dataset"] == version, graph.graph
        if form in ["graphml", "gml"]:
            graph = read_igraph(form, data)
            key = "id" if form == "graphml" else "actor"
            plain = lambda attributes: {k: html.unescape(v) if isinstance(v, str) else v for k, v in attributes.items()}
            nodes = {v[key]: plain(v.attributes()) for v in graph.vs}
            edges = {(e["edge"], graph.vs[e.source][key], graph.vs[e.target][key]): plain(e.attributes()) for e in graph.es}
            assert graph.is_directed() == directed, (form, graph.summary())
            check(nodes, edges, network, "igraph " + form)


def same_ties(nodes, edges, ties, where):
    """Compares ties by their ends with those of GraphQL."""
    assert {(a, b) for _, a, b in edges} == set(ties) and set(nodes) == {a for pair in ties for a in pair}, (where, edges)
    for (_, a, b), edge in edges.items():
        tie = ties[a, b]
        assert edge["sign"] == {"POSITIVE": 1, "NEGATIVE": -1}[tie["sign"]], (where, edge, tie)
        assert listed(edge["relations"]) == [r["id"] for r in tie["relations"]], (where, edge, tie)
        assert listed(edge["bases"]) == tie["bases"] and bool(edge["ambivalent"]) == tie["ambivalent"], (where, edge, tie)


def all_ties(actors):
    """Returns the tie of each two of the actors that have one, by their ids in order."""
    ties = {}
    for a, b in itertools.combinations(sorted(actors), 2):
        reasons = graphql(TIE, a=a, b=b)["data"]["alignment"]["reasons"]["nodes"]
        if reasons:
            ties[a, b] = reasons[0]["ties"][0]
    return ties


directed, check, seen = True, compare, []
some = graphql(NETWORK, depth=1)["data"]["network"]["nodes"][0]["id"]
for parameters, variables in [
    ({}, {"depth": 1}),
    ({"around": some, "depth": 1}, {"around": [some], "depth": 1}),
    ({"types": "SUPPORTS,OPPOSES", "statuses": "ASSERTED"}, {"depth": 1, "where": {"types": ["SUPPORTS", "OPPOSES"], "statuses": ["ASSERTED"]}}),
]:
    answer = graphql(NETWORK, **variables)
    network = answer["data"]["network"]
    assert not network["truncated"]
    open_all(parameters, network, answer["extensions"]["dataset"])
    seen.append(f"{len(network['nodes'])} nodes and {len(network['edges'])} edges")
directed, check = False, same_ties
answer = graphql("{ blocs { blocs { actors { id } } } }")
ties = all_ties(a["id"] for bloc in answer["data"]["blocs"]["blocs"] for a in bloc["actors"])
open_all({"edges": "ties"}, ties, answer["extensions"]["dataset"])
isolated = read_networkx("json", fetch("network.json", {"edges": "ties", "isolates": "true"}))
total = graphql("{ dataset { actors } }")["data"]["dataset"]["actors"]
assert len(isolated) == total, (len(isolated), total)
print("networks in networkx and igraph, four formats:", ", ".join(seen), "and", len(ties), "ties")
