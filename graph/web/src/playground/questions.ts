// Example queries, as tabs; documents.mjs checks them against the schema.
import { opensOn } from "../index/coverage";
import type { StartQuery } from "./answers.generated";
import ties from "./general/who-stands-with-it.graphql";
import backers from "./questions/1-who-backs-haftar.graphql";
import denials from "./questions/2-what-does-russia-deny.graphql";
import deeds from "./questions/3-what-did-each-side-do.graphql";
import references from "./questions/4-what-invokes-what.graphql";
import words from "./questions/5-whose-word-is-it.graphql";
import sides from "./questions/6-who-is-on-whose-side.graphql";
import ranks from "./questions/7-who-are-allies-and-adversaries.graphql";
import blocs from "./questions/8-which-blocs-are-there.graphql";
import times from "./questions/9-what-held-when.graphql";
import changes from "./questions/10-what-changed.graphql";
import startQuery from "./queries/start.graphql";

/** A tab of GraphiQL. */
export interface Tab {
  query: string;
  variables?: string;
}

/** How long the page waits to learn which questions suit the facts, in milliseconds. */
const longest = 3_000;

/** What the server reports about its facts. */
interface Start { data?: StartQuery }

/** The questions of the README, which are asked of the bundled facts. */
const bundled = [backers, denials, deeds, references, words, sides, ranks, blocs, times, changes].map((text) => tab(text));

/** The tabs that a new reader finds: for facts other than the bundled ones, questions that suit any facts. */
export async function questions(): Promise<Tab[]> {
  const { data } = await start().catch((): Start => ({}));
  const [one, other] = data?.network.nodes.map(({ id }) => id) ?? [];
  if (!data || data.actor || !one || !other) return bundled;
  const asOf = opensOn(data.dataset.coverage);
  return [
    tab(ties, { actor: one }), tab(references), tab(sides, { between: one, and: other, asOf }), tab(ranks, { actor: one, asOf }),
    tab(blocs, { asOf }),
  ];
}

/** Asks whether the bundled facts are served, what they cover, and which actors have the most ties. */
async function start(): Promise<Start> {
  const response = await fetch("graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: startQuery }),
    signal: AbortSignal.timeout(longest),
  });
  return (await response.json()) as Start;
}

/** A tab with a question, whose variables have these values as defaults, which makes them visible in its text. */
export function tab(text: string, values: Record<string, string> = {}): Tab {
  let query = text.trimEnd();
  for (const [name, value] of Object.entries(values)) {
    const declared = new RegExp(`(\\$${name}: \\w+!?)( = "[^"]*")?`);
    if (value) query = query.replace(declared, (_, variable: string) => `${variable} = ${JSON.stringify(value)}`);
  }
  return { query };
}

/** The query in the address, `?query=…&variables=…`, if any: a link from elsewhere opens in a tab of its own. */
export function asked(search: string): Tab | undefined {
  const params = new URLSearchParams(search);
  const query = params.get("query");
  const variables = params.get("variables");
  if (!query) return undefined;
  return variables ? { query, variables } : { query };
}
