"""Asks a running server the same by Python's clients as they come: gql, sgqlc and ariadne-codegen, each with code made from the
schema that the server describes by introspection.

    python check.py http://127.0.0.1:8080
"""
import asyncio
import importlib
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

import gql
import gql.transport.aiohttp
import gql.transport.exceptions
import sgqlc.endpoint.http
import sgqlc.operation

URL = sys.argv[1] + "/graphql"
BIN = pathlib.Path(sys.executable).parent
QUESTION = "query Supporters($id: ID!) { actor(id: $id) { id name supporters { totalCount nodes { id status } } } }"
ACTORS = "{ relations(where: {types: [SUPPORTS, ALLIED_WITH]}, first: 1) { nodes { object { id } } } }"


def ask(query, **variables):
    """Returns the data that answer a query, by no client at all."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(URL, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["data"]


async def ask_gql(actor):
    transport = gql.transport.aiohttp.AIOHTTPTransport(url=URL, ssl=False)
    async with gql.Client(transport=transport, fetch_schema_from_transport=True) as session:
        query = gql.gql(QUESTION)
        query.variable_values = {"id": actor}
        found = await session.execute(query)
        try:
            await session.execute(gql.gql('{ alignment(between: "no-such-actor", and: "lna") { sign } }'))
        except gql.transport.exceptions.TransportQueryError as err:
            assert err.errors[0]["extensions"]["code"] == "UNKNOWN_ACTOR", err
        else:
            raise AssertionError("an unknown actor is no error")
    return found


def ask_sgqlc(actor, folder):
    subprocess.run([sys.executable, "-m", "sgqlc.introspection", URL, folder / "schema.json"], check=True)
    subprocess.run([BIN / "sgqlc-codegen", "schema", folder / "schema.json", folder / "sgqlc_schema.py"], check=True)
    schema = importlib.import_module("sgqlc_schema")
    query = sgqlc.operation.Operation(schema.Query)
    found = query.actor(id=actor)
    found.id()
    found.name()
    found.supporters.total_count()
    found.supporters.nodes.id()
    found.supporters.nodes.status()
    answer = sgqlc.endpoint.http.HTTPEndpoint(URL)(query)
    assert "errors" not in answer, answer
    assert (query + answer).actor.name
    return answer["data"]


async def ask_ariadne(actor, folder):
    (folder / "question.graphql").write_text(QUESTION)
    (folder / "pyproject.toml").write_text(
        f'[tool.ariadne-codegen]\nremote_schema_url = "{URL}"\nqueries_path = "question.graphql"\ntarget_package_name = "ariadne_client"\n')
    subprocess.run([BIN / "ariadne-codegen"], cwd=folder, check=True, capture_output=True)
    client = importlib.import_module("ariadne_client").Client(url=URL)
    answer = await client.supporters(id=actor)
    return answer.model_dump(mode="json", by_alias=True)


async def main():
    actor = ask(ACTORS)["relations"]["nodes"][0]["object"]["id"]
    want = ask(QUESTION, id=actor)
    assert want["actor"]["supporters"] is not None, want
    with tempfile.TemporaryDirectory() as name:
        sys.path.insert(0, name)
        folder = pathlib.Path(name)
        for client, got in (("gql", await ask_gql(actor)), ("sgqlc", ask_sgqlc(actor, folder)), ("ariadne-codegen", await ask_ariadne(actor, folder))):
            assert got == want, (client, got, want)
    print("the same answers by gql, sgqlc, ariadne-codegen")


asyncio.run(main())
