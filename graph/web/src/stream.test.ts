import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import { isStream, read } from "./stream";

/** A stream of server-sent events that arrives in pieces. */
function stream(...pieces: string[]): Response {
  const body = new ReadableStream({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(new TextEncoder().encode(piece)));
      controller.close();
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream; charset=utf-8" } });
}

async function answers(...pieces: string[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  await read(stream(...pieces), (answer) => seen.push(answer));
  return seen;
}

test("each event is an answer, however it is split", async () => {
  const whole = 'event: next\ndata: {"a": 1}\n\n:\n\nevent: next\r\ndata: {"b":\r\ndata: "é"}\r\n\r\nevent: complete\ndata:\n\n';
  const want = [{ a: 1 }, { b: "é" }];
  deepEqual(await answers(whole), want);
  for (let at = 1; at < whole.length; at++) {
    deepEqual(await answers(whole.slice(0, at), whole.slice(at)), want, `cut at ${at}`);
  }
});

test("other events and truncated ones are ignored", async () => {
  deepEqual(await answers('event: other\ndata: {"a": 1}\n\n', ": a comment\n\n", 'event: next\ndata: {"a"'), []);
});

test("only a successful response of that type is a stream", () => {
  equal(isStream(stream()), true);
  equal(isStream(new Response("{}", { headers: { "Content-Type": "application/json" } })), false);
  equal(isStream(new Response("", { status: 500, headers: { "Content-Type": "text/event-stream" } })), false);
});
