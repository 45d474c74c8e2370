// Things as they were known by a day. Only lists can be asked for that; it then holds for all that is below them, as what
// an event refers to. So each thing is looked up in a list that is as short as can be.
import type { EventDetails, SourceDetails, TieDetails } from "./answers";
import type { Api, Listed } from "./api";

/** A tie as it was known by a day; undefined: it was not. */
export function tieKnownBy(api: Api, { id, subject, object, type }: TieDetails, knownBy: string, signal: AbortSignal): Promise<TieDetails | undefined> {
  return find<TieDetails>(api, "Tie", id, { knownBy, subjects: [subject.id], objects: [object.id], types: [type] }, {}, signal);
}

/** An event as it was known by a day; undefined: it was not. */
export function eventKnownBy(api: Api, { id, type, from, to, participants }: EventDetails, knownBy: string, signal: AbortSignal): Promise<EventDetails | undefined> {
  const where: Record<string, unknown> = { knownBy, types: [type] };
  const [since, until] = [from ?? to, to ?? from];
  if (since && until) Object.assign(where, { since, until });
  const [first] = participants;
  if (first) where.participants = [first.actor.id];
  return find<EventDetails>(api, "Event", id, where, {}, signal);
}

/** A source, with what was known by a day of what it says, after a cursor; undefined: it was not published. */
export function sourceKnownBy(
  api: Api, { id, publisher }: SourceDetails, knownBy: string, signal: AbortSignal, after?: string,
): Promise<SourceDetails | undefined> {
  const where = publisher ? { knownBy, publishers: [publisher] } : { knownBy };
  return find<SourceDetails>(api, "Source", id, where, after ? { after } : {}, signal);
}

async function find<T>(api: Api, kind: Listed, id: string, where: object, variables: object, signal: AbortSignal): Promise<T | undefined> {
  for (let before: string | null = null; ; ) {
    const { edges, pageInfo } = await api.places(kind, { where, after: before }, signal);
    const at = edges.findIndex(({ node }) => node.id === id);
    if (at >= 0) return api.at<T>(kind, { where, place: edges[at - 1]?.cursor ?? before, ...variables }, signal);
    if (!pageInfo.hasNextPage) return undefined;
    before = pageInfo.endCursor;
  }
}
