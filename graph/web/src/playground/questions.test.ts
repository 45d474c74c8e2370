import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import { asked, tab } from "./questions";

test("an address asks for a query", () => {
  equal(asked(""), undefined);
  equal(asked("?variables={}"), undefined);
  deepEqual(asked("?query=%7Bdataset%7Bstore%7D%7D"), { query: "{dataset{store}}" });
  deepEqual(asked("?query=q&variables=%7B%22id%22:1%7D"), { query: "q", variables: '{"id":1}' });
});

test("values are defaults in the text of a question", () => {
  const text = 'query Q($actor: ID! = "lna", $asOf: Date, $other: ID) { x }\n';
  equal(tab(text).query, text.trimEnd());
  equal(tab(text, { actor: "a$&b", asOf: "1914" }).query, 'query Q($actor: ID! = "a$&b", $asOf: Date = "1914", $other: ID) { x }');
  equal(tab(text, { actor: 'say "so"', asOf: "" }).query, 'query Q($actor: ID! = "say \\"so\\"", $asOf: Date, $other: ID) { x }');
});
