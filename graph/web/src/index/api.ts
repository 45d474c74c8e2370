// Asks the GraphQL endpoint beside the page.
import actorQuery from "./queries/actor.graphql";
import alignmentQuery from "./queries/alignment.graphql";
import blocsQuery from "./queries/blocs.graphql";
import factQueries from "./queries/facts.graphql";
import networkQuery from "./queries/network.graphql";
import searchQuery from "./queries/search.graphql";
import startQuery from "./queries/start.graphql";
import type { Places, SearchType } from "./answers";
import type * as answers from "./answers.generated";
import { capital } from "./words";

export { networkQuery };

/** What went wrong, in words for the reader, with the argument that is to blame where there is one. */
export class Trouble extends Error {
  constructor(message: string, readonly argument = "", readonly again = false) {
    super(message);
  }
}

/** Reports whether what is wrong is that an actor is not there. */
export function isUnknownActor(error: Error): boolean {
  return error instanceof Trouble && /no actor/i.test(error.message);
}

/** Kinds of things of which there are lists. */
export type Listed = "Tie" | "Event" | "Source";

interface Answer {
  data?: unknown;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
  extensions?: { dataset?: string };
}

/** Asks, and follows the version of the facts that answer. */
export class Api {
  /** The version of the facts that the last answer came from. */
  version = "";
  /** Is called when an answer comes from other facts than the one before. */
  onChange: () => void = () => {};
  private kept = new Map<string, Promise<unknown>>();

  /** Asks for nothing but which facts there are. */
  ping = () => this.ask<answers.VersionQuery>(startQuery, "Version", {});
  start = () => this.ask<answers.StartQuery>(startQuery, "Start", {});
  search = (text: string, types: SearchType[] | undefined, signal: AbortSignal) =>
    this.ask<answers.SearchQuery>(searchQuery, "Search", types ? { text, types } : { text }, signal);
  network = (variables: answers.NetworkQueryVariables, signal: AbortSignal) =>
    this.keep<answers.NetworkQuery>(networkQuery, "Network", variables, signal).then((data) => data.network);
  blocs = (variables: answers.BlocsQueryVariables, signal: AbortSignal) =>
    this.keep<answers.BlocsQuery>(blocsQuery, "Blocs", variables, signal).then((data) => data.blocs);
  alignment = (variables: answers.AlignmentQueryVariables, signal: AbortSignal) =>
    this.keep<answers.AlignmentQuery>(alignmentQuery, "Alignment", variables, signal).then((data) => data.alignment);
  actor = (variables: answers.ActorQueryVariables, signal: AbortSignal) =>
    this.keep<answers.ActorQuery>(actorQuery, "Actor", variables, signal).then((data) => data.actor);
  actorEvents = (variables: answers.ActorEventsQueryVariables, signal: AbortSignal) =>
    this.keep<answers.ActorEventsQuery>(actorQuery, "ActorEvents", variables, signal).then((data) => data.actor?.events);
  actorTies = (variables: answers.ActorTiesQueryVariables, signal: AbortSignal) =>
    this.keep<answers.ActorTiesQuery>(actorQuery, "ActorTies", variables, signal).then((data) => data.actor?.relations);
  tie = (variables: answers.TieQueryVariables, signal: AbortSignal) =>
    this.keep<answers.TieQuery>(factQueries, "Tie", variables, signal).then((data) => data.relation);
  event = (variables: answers.EventQueryVariables, signal: AbortSignal) =>
    this.keep<answers.EventQuery>(factQueries, "Event", variables, signal).then((data) => data.event);
  source = (variables: answers.SourceQueryVariables, signal: AbortSignal) =>
    this.keep<answers.SourceQuery>(factQueries, "Source", variables, signal).then((data) => data.source);
  /** Where things are in the list of all of their kind that a filter keeps. */
  places = (kind: Listed, variables: object, signal: AbortSignal) =>
    this.keep<{ list: Places }>(factQueries, `${kind}Places`, variables, signal).then((data) => data.list);
  /** What is at a place of such a list. */
  at = <T>(kind: Listed, variables: object, signal: AbortSignal) =>
    this.keep<{ list: { nodes: T[] } }>(factQueries, `${kind}At`, variables, signal).then((data) => data.list.nodes[0]);

  /** Forgets all answers, and which facts they came from. */
  forget(): void {
    this.kept.clear();
    this.version = "";
  }

  /** Asks what was not asked before; the latest answers are kept. */
  private keep<T>(query: string, operationName: string, variables: object, signal: AbortSignal): Promise<T> {
    const key = operationName + JSON.stringify(variables);
    const known = this.kept.get(key) as Promise<T> | undefined;
    if (known) return known;
    const asked = this.ask<T>(query, operationName, variables, signal);
    this.kept.set(key, asked);
    const drop = () => this.kept.get(key) === asked && this.kept.delete(key);
    signal.addEventListener("abort", drop); // at once, so that the same question is asked anew
    asked.then(() => signal.removeEventListener("abort", drop), drop);
    const [oldest] = this.kept.keys();
    if (this.kept.size > 32 && oldest !== undefined) this.kept.delete(oldest);
    return asked;
  }

  private async ask<T>(query: string, operationName: string, variables: object, signal?: AbortSignal): Promise<T> {
    const answer = await send(JSON.stringify({ query, operationName, variables }), signal);
    const [error] = answer.errors ?? [];
    if (error) throw troubleOf(error);
    this.note(answer.extensions?.dataset ?? "");
    return answer.data as T;
  }

  private note(version: string): void {
    const before = this.version;
    this.version = version;
    if (before && before !== version) {
      this.kept.clear();
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
    throw new Trouble("The server cannot be reached. See that it is running, then try again.", "", true);
  }
  try {
    return (await response.json()) as Answer;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Trouble(`The server answers with status ${response.status} and no facts. Try again later.`, "", true);
  }
}

function troubleOf(error: NonNullable<Answer["errors"]>[number]): Trouble {
  const argument = String(error.path?.at(-1) ?? "");
  const code = error.extensions?.code ?? "";
  if (code === "QUERY_TOO_COMPLEX") return new Trouble("That is too much to show at once: set a filter, or fewer steps around the actors.");
  if (code === "GRAPHQL_VALIDATION_FAILED") return new Trouble("This server does not answer that question: it is older than this page, or newer. Load the page again.", "", true);
  return new Trouble(capital(error.message) + ".", argument, ["TIMEOUT", "UNAVAILABLE", "INTERNAL_SERVER_ERROR"].includes(code));
}
