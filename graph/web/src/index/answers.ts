// What the server answers to the queries beside this file.
import type { ActorType, Sign, Status } from "./words";

export interface Start {
  dataset: {
    version: string; loadedAt: string; from: string | null; to: string | null;
    actors: number; relations: number; events: number; sources: number; evidence: number;
  };
  conflicts: { nodes: Conflict[] };
  /** The source that was published first. */
  sources: { nodes: { published: string }[] };
  subscription: { fields: { name: string }[] } | null;
}

export interface Conflict extends Named { from: string | null; to: string | null }

export interface Network {
  truncated: boolean;
  nodes: NetworkNode[];
  edges: NetworkEdge[];
}

export interface NetworkNode { id: string; label: string; type: ActorType; degree: number; distance: number | null }

export interface NetworkEdge {
  id: string; source: string; target: string; type: string; sign: Sign; status: Status; kinds: string[]; directed: boolean;
  relation: {
    summary: string; role: string | null; from: string | null; to: string | null; independentSources: number;
    conflict: Named | null; against: Named | null;
  };
}

export interface Named { id: string; name: string }
export interface Titled { id: string; title: string }

/** A page of a list. */
export interface Page<T> { totalCount: number; pageInfo: PageInfo; nodes: T[] }

export interface PageInfo { hasNextPage: boolean; endCursor: string | null }

/** A page of a list, with nothing but where each thing is in it. */
export interface Places { pageInfo: PageInfo; edges: { cursor: string; node: { id: string } }[] }

export interface ActorTie {
  id: string; type: string; sign: Sign; status: Status; kinds: string[]; role: string | null;
  from: string | null; to: string | null; subject: Named; object: Named; against: Named | null; conflict: Named | null;
}

export interface ActorDetails {
  id: string; name: string; type: ActorType; aliases: string[]; description: string | null; country: string | null;
  identifiers: { scheme: string; value: string }[];
  relations: Page<ActorTie>;
  events: Page<ActorEvent>;
}

export interface ActorEvent { id: string; title: string; from: string | null; to: string | null; status: Status }

export interface Source { id: string; title: string; publisher: string | null; published: string; url: string | null; via?: Source | null }

export interface Evidence {
  id: string; stance: string; quote: string | null; locator: string | null; speaker: Named | null; source: Source;
}

export interface TieDetails extends ActorTie {
  summary: string; firstReported: string | null; lastReported: string | null; independentSources: number;
  evidence: Evidence[];
}

export interface EventDetails {
  id: string; type: string; mode: string | null; title: string; description: string | null; status: Status;
  from: string | null; to: string | null; place: { name: string; country: string | null } | null; conflict: Named | null;
  participants: { role: string; actor: Named }[];
  references: { kind: string; to: Titled }[];
  referencedBy: { kind: string; from: Titled }[];
  evidence: Evidence[];
}

export interface SourceDetails extends Source {
  language: string | null;
  evidence: Page<Said>;
}

/** What a source says of a fact. */
export interface Said { id: string; stance: string; fact: { __typename: string; id: string; summary: string; status: Status } }

export interface Alignment {
  actor: Named; with: Named; sign: Sign; score: number; for: number; against: number;
  reasons: { rule: string; sign: Sign; explanation: string; relations: { id: string; summary: string; status: Status }[] }[];
}

export interface Partition { blocs: { actors: { id: string }[] }[]; frustration: number; optimal: boolean }

export type SearchHit = {
  matched: string;
  node:
    | { __typename: "Actor"; id: string; name: string; actorType: ActorType }
    | { __typename: "Event"; id: string; title: string; from: string | null }
    | { __typename: "Conflict"; id: string; name: string }
    | { __typename: "Source"; id: string; title: string; published: string };
};
