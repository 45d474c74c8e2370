import { equal } from "node:assert/strict";
import { test } from "node:test";

import { reason } from "./reason";

test("the reason is the first message, if there is one", () => {
  equal(reason(`{"errors": [{"message": "a"}, {"message": "b"}]}`), "a");
  equal(reason(`{"message": "failed to fetch", "stack": "x"}`), "failed to fetch");
  equal(reason(`{"data": null}`), "the server has answered without it");
  equal(reason("Introspection failed"), "Introspection failed");
});
