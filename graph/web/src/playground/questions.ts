// The questions of the README, as ready tabs; build.mjs checks them against the schema.
import backers from "./questions/1-who-backs-haftar.graphql";
import denials from "./questions/2-what-does-russia-deny.graphql";
import deeds from "./questions/3-what-did-each-side-do.graphql";
import references from "./questions/4-what-invokes-what.graphql";
import words from "./questions/5-whose-word-is-it.graphql";
import known from "./questions/6-what-was-known-when.graphql";

/** A tab of GraphiQL. */
export interface Tab {
  query: string;
  variables?: string;
}

/** What a reader finds who comes for the first time. */
export const questions: Tab[] = [backers, denials, deeds, references, words, known].map((text) => ({ query: text.trimEnd() }));

/** The query that the address asks for, as `?query=…&variables=…`; a link from elsewhere opens in a tab of its own. */
export function asked(search: string): Tab | undefined {
  const params = new URLSearchParams(search);
  const query = params.get("query");
  const variables = params.get("variables");
  if (!query) return undefined;
  return variables ? { query, variables } : { query };
}
