// The client of the GraphQL endpoint beside the page.
import actorQuery from "./queries/actor.graphql";
import alignmentQuery from "./queries/alignment.graphql";
import alliesQuery from "./queries/allies.graphql";
import blocsQuery from "./queries/blocs.graphql";
import factQueries from "./queries/facts.graphql";
import networkQuery from "./queries/network.graphql";
import searchQuery from "./queries/search.graphql";
import startQuery from "./queries/start.graphql";
import type { SearchType } from "./answers";
import type * as answers from "./answers.generated";
import { capital } from "./words";

export { networkQuery };

/** What went wrong, in words for the reader, with the server's error code, "" if it did not answer. */
export class APIError extends Error {
  constructor(message: string, readonly code = "") {
    super(message);
  }
}

/** The error for an actor that the server does not know. */
export function unknownActor(id: string): APIError {
  return new APIError(`There is no actor “${id}”.`, "UNKNOWN_ACTOR");
}

/** Reports whether an error means that the server knows no actor with a requested id. */
export function isUnknownActor(error: Error): boolean {
  return error instanceof APIError && error.code === "UNKNOWN_ACTOR";
}

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[];
  extensions?: { dataset?: string; stale?: boolean };
}

/** Sends queries, caches their answers, and tracks the version of the facts that they come from. */
export class Api {
  /** The version of the facts that the last answer came from. */
  version = "";
  /** Called when an answer comes from other facts than the previous one. */
  onChange: () => void = () => {};
  /** Whether the last answer may be out of date; onStale is called when that changes. */
  stale = false;
  onStale: (stale: boolean) => void = () => {};
  private cache = new Map<string, Promise<unknown>>();

  /** Asks only for the version of the facts. */
  ping = () => this.ask<answers.VersionQuery>(startQuery, "Version", {});
  start = () => this.ask<answers.StartQuery>(startQuery, "Start", {});
  search = (text: string, types: SearchType[] | undefined, signal: AbortSignal) =>
    this.ask<answers.SearchQuery>(searchQuery, "Search", types ? { text, types } : { text }, signal);
  network = (variables: answers.NetworkQueryVariables, signal: AbortSignal) =>
    this.cached<answers.NetworkQuery>(networkQuery, "Network", variables, signal).then((data) => data.network);
  blocs = (variables: answers.BlocsQueryVariables, signal: AbortSignal) =>
    this.cached<answers.BlocsQuery>(blocsQuery, "Blocs", variables, signal).then((data) => data.blocs);
  alignment = (variables: answers.AlignmentQueryVariables, signal: AbortSignal) =>
    this.cached<answers.AlignmentQuery>(alignmentQuery, "Alignment", variables, signal).then((data) => data.alignment);
  reasons = (variables: answers.MoreReasonsQueryVariables, signal: AbortSignal) =>
    this.cached<answers.MoreReasonsQuery>(alignmentQuery, "MoreReasons", variables, signal).then((data) => data.alignment.reasons);
  allies = (variables: answers.AlliesQueryVariables, signal: AbortSignal) =>
    this.cached<answers.AlliesQuery>(alliesQuery, "Allies", variables, signal).then((data) => data.actor);
  actor = (variables: answers.ActorQueryVariables, signal: AbortSignal) =>
    this.cached<answers.ActorQuery>(actorQuery, "Actor", variables, signal).then((data) => data.actor);
  actorEvents = (variables: answers.ActorEventsQueryVariables, signal: AbortSignal) =>
    this.cached<answers.ActorEventsQuery>(actorQuery, "ActorEvents", variables, signal).then((data) => data.actor?.events);
  actorTies = (variables: answers.ActorTiesQueryVariables, signal: AbortSignal) =>
    this.cached<answers.ActorTiesQuery>(actorQuery, "ActorTies", variables, signal).then((data) => data.actor?.relations);
  tie = (variables: answers.TieQueryVariables, signal: AbortSignal) =>
    this.cached<answers.TieQuery>(factQueries, "Tie", variables, signal).then((data) => data.relation);
  event = (variables: answers.EventQueryVariables, signal: AbortSignal) =>
    this.cached<answers.EventQuery>(factQueries, "Event", variables, signal).then((data) => data.event);
  source = (variables: answers.SourceQueryVariables, signal: AbortSignal) =>
    this.cached<answers.SourceQuery>(factQueries, "Source", variables, signal).then((data) => data.source);

  /** Clears the cache and the version. */
  forget(): void {
    this.cache.clear();
    this.version = "";
  }

  /** Sends a query unless its answer is cached; the latest answers are. */
  private cached<T>(query: string, operationName: string, variables: object, signal: AbortSignal): Promise<T> {
    const key = operationName + JSON.stringify(variables);
    const known = this.cache.get(key) as Promise<T> | undefined;
    if (known) return known;
    const asked = this.ask<T>(query, operationName, variables, signal);
    this.cache.set(key, asked);
    const drop = () => this.cache.get(key) === asked && this.cache.delete(key);
    signal.addEventListener("abort", drop); // at once, so that the same query is sent anew
    asked.then(() => signal.removeEventListener("abort", drop), drop);
    const [oldest] = this.cache.keys();
    if (this.cache.size > 32 && oldest !== undefined) this.cache.delete(oldest);
    return asked;
  }

  private async ask<T>(query: string, operationName: string, variables: object, signal?: AbortSignal): Promise<T> {
    const answer = await send(JSON.stringify({ query, operationName, variables }), signal);
    const [error] = answer.errors ?? [];
    if (error) throw errorOf(error);
    this.note(answer.extensions?.dataset ?? "");
    const { stale = false } = answer.extensions ?? {};
    if (stale !== this.stale) this.onStale((this.stale = stale));
    return answer.data as T;
  }

  private note(version: string): void {
    const before = this.version;
    this.version = version;
    if (before && before !== version) {
      this.cache.clear();
      this.onChange();
    }
  }
}

async function send(body: string, signal?: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch("graphql", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
      body,
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new APIError("The server cannot be reached. Check that it is running, then try again.");
  }
  try {
    return (await response.json()) as Answer;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new APIError(`The server answered with status ${response.status} and no facts. Try again ${whenOf(response)}.`);
  }
}

/** When a request may be sent again, in words. A proxy says it in seconds, or as a date. */
function whenOf(response: Response): string {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds > 0 ? `in ${Math.ceil(seconds)} s` : "later";
}

/** What a reader can do about errors whose messages are meant for authors of queries, by code. */
const remedies: Record<string, string> = {
  QUERY_TOO_COMPLEX: "That is too much to show at once: set a filter, or choose fewer steps around the actors.",
  GRAPHQL_VALIDATION_FAILED: "This server does not support that query: it is older or newer than this page. Reload the page.",
};

function errorOf({ message, extensions }: NonNullable<Answer["errors"]>[number]): APIError {
  const code = extensions?.code ?? "";
  return new APIError(remedies[code] ?? `${capital(message)}.`, code);
}
