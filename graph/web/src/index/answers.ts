// The answers to the queries beside this file, under the names that the pages use.
import type * as answers from "./answers.generated";

export type { ActorType, Certainty, RelationFilter, RelationKind, RelationType, SearchType, Sign, Stance, Status } from "./answers.generated";

export type Start = answers.StartQuery;
export type Conflict = Start["conflicts"]["nodes"][number];
/** A data set as it describes itself. */
export type Collection = Start["dataset"]["collections"][number];

export type Network = answers.NetworkQuery["network"];
export type NetworkNode = Network["nodes"][number];
export type NetworkEdge = Network["edges"][number];

export type ActorDetails = NonNullable<answers.ActorQuery["actor"]>;
export type ActorTie = answers.TiesFragment["nodes"][number];
export type ActorEvent = answers.EventsFragment["nodes"][number];

export type TieDetails = answers.TieFragment;
export type Period = TieDetails["periods"][number];
export type EventDetails = answers.EventFragment;
export type SourceDetails = answers.DocumentFragment;
export type Evidence = answers.EvidenceFragment;
/** A piece of evidence of a source, with the fact that it is about. */
export type SourceEvidence = SourceDetails["evidence"]["nodes"][number];

export type Alignment = answers.AlignmentQuery["alignment"];
/** A page of reasons; the counts of the alignment tell how many there are. */
export type Reasons = answers.ReasonsFragment;
export type Reason = Reasons["nodes"][number];
export type Allies = NonNullable<answers.AlliesQuery["actor"]>;
export type Standing = answers.StandingFragment;
/** A relation that a tie rests on. */
export type Ground = answers.GroundFragment;
export type Partition = answers.BlocsQuery["blocs"];
export type SearchHit = answers.SearchQuery["search"][number];

export type Named = Alignment["actor"];

/** A source with the chain of sources that it took its report from, if the query asked for it. */
export interface Source extends answers.SourceFragment { via?: Source | null }

/** A page of a list. */
export interface Page<T> { totalCount: number; pageInfo: answers.TiesFragment["pageInfo"]; nodes: T[] }
