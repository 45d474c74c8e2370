import { deepEqual, equal, rejects } from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Api, APIError, isUnknownActor } from "./api";

let bodies: { operationName: string; variables: unknown }[];
let answers: (() => Promise<Response>)[];

/** An answer of the server, from facts of a version. */
function answer(data: unknown, dataset = "v1"): () => Promise<Response> {
  return async () => new Response(JSON.stringify({ data, extensions: { dataset } }));
}

beforeEach(() => {
  [bodies, answers] = [[], []];
  globalThis.fetch = async (_, options) => {
    bodies.push(JSON.parse(String(options?.body)));
    const next = answers.shift();
    options?.signal?.throwIfAborted();
    return next ? next() : Promise.reject(new TypeError("gone"));
  };
});

const { signal } = new AbortController();

test("answers are cached until the facts change", async () => {
  const api = new Api();
  let changes = 0;
  api.onChange = () => changes++;
  answers.push(answer({ relation: { id: "r" } }), answer({ relation: null }), answer({ relation: { id: "other" } }, "v2"), answer({ relation: { id: "r", status: "DENIED" } }, "v2"));
  equal((await api.tie({ id: "r" }, signal))?.id, "r");
  equal((await api.tie({ id: "r" }, signal))?.id, "r");
  equal(await api.tie({ id: "r", knownBy: "1900" }, signal), null);
  deepEqual(bodies.map(({ variables }) => variables), [{ id: "r" }, { id: "r", knownBy: "1900" }]);
  await api.tie({ id: "other" }, signal);
  deepEqual([changes, api.version], [1, "v2"]);
  equal((await api.tie({ id: "r" }, signal))?.status, "DENIED");
});

test("stale answers are told from others", async () => {
  const api = new Api();
  const told: boolean[] = [];
  api.onStale = (stale) => told.push(stale);
  const stale = async () => new Response(JSON.stringify({ data: {}, extensions: { dataset: "v1", stale: true } }));
  answers.push(answer({}), stale, stale, answer({}), answer({}));
  while (answers.length) await api.ping();
  deepEqual([told, api.stale], [[true, false], false]);
});

test("an aborted query is sent anew", async () => {
  const api = new Api();
  const stop = new AbortController();
  answers.push(answer({ event: { id: "e" } }), answer({ event: { id: "e" } }));
  const given = api.event({ id: "e" }, stop.signal);
  stop.abort();
  equal((await api.event({ id: "e" }, signal))?.id, "e");
  await given.catch(() => undefined);
  equal(bodies.length, 2);
});

test("a failed query is sent again", async () => {
  const api = new Api();
  await rejects(api.tie({ id: "r" }, signal), /The server cannot be reached/);
  answers.push(answer({ relation: { id: "r" } }));
  equal((await api.tie({ id: "r" }, signal))?.id, "r");
});

test("an answer that is not JSON is an error", async () => {
  answers.push(async () => new Response("<html>", { status: 502 }));
  await rejects(new Api().start(), /status 502 and no facts. Try again later/);
  for (const status of [429, 503]) {
    answers.push(async () => new Response("busy", { status, headers: { "Retry-After": "7" } }));
    await rejects(new Api().start(), new RegExp(`status ${status} and no facts. Try again in 7 s`));
  }
});

test("errors are distinguished by their codes", async () => {
  const error = async (message: string, code?: string): Promise<Error> => {
    answers.push(async () => new Response(JSON.stringify({ errors: [{ message, extensions: { code } }] })));
    return new Api().start().then(() => new Error("none"), (error: Error) => error);
  };
  equal((await error("it takes too long", "TIMEOUT")).message, "It takes too long.");
  answers.push(async () => new Response(`{"errors": [{"message": "the server is busy: try again in 3 s", "extensions": {"code": "BUSY"}}]}`, { status: 503 }));
  await rejects(new Api().start(), /The server is busy: try again in 3 s\.$/);
  equal((await error("x", "QUERY_TOO_COMPLEX")).message, "That is too much to show at once: set a filter, or choose fewer steps around the actors.");
  equal(isUnknownActor(await error("there is no actor atlantis", "UNKNOWN_ACTOR")), true);
  equal(isUnknownActor(await error("there is no actor atlantis")), false);
  equal(isUnknownActor(new APIError("no actor")), false);
});
