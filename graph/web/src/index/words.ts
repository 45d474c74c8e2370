// The words of the schema in plain English.
import type { ActorType, RelationKind, RelationType, Sign, Stance, Status } from "./answers";

export const actorTypes: Record<ActorType, string> = {
  STATE: "state", GOVERNMENT: "government", ARMED_GROUP: "armed group", ORGANIZATION: "organisation",
  COALITION: "coalition", PERSON: "person", UNKNOWN: "unknown type",
};

export const relationTypes: Record<RelationType, string> = {
  SUPPORTS: "supports", ALLIED_WITH: "allied with", GUARANTEES: "guarantees", OPPOSES: "opposes", RECOGNIZES: "recognises",
  PART_OF: "part of", LEADS: "leads", HOLDS_OFFICE: "holds office in", SUCCEEDS: "succeeds",
};

/** The relation types as read from the object; mutual ones are missing. */
export const passives: Partial<Record<RelationType, string>> = {
  SUPPORTS: "supported by", GUARANTEES: "guaranteed by", RECOGNIZES: "recognised by", PART_OF: "includes", LEADS: "led by",
  HOLDS_OFFICE: "office-holders", SUCCEEDS: "succeeded by",
};

export const statuses: Record<Status, string> = {
  ASSERTED: "asserted", ALLEGED: "alleged", DISPUTED: "disputed", DENIED: "denied",
};

/** What a status means, in a sentence. */
export const statusMeanings: Record<Status, string> = {
  ASSERTED: "At least one source asserts it, and no denial takes away all of it.",
  ALLEGED: "It is only alleged: nobody confirms it, and no denial takes away all of it.",
  DISPUTED: "Some sources assert or allege it, but denials leave nothing of it.",
  DENIED: "Only a denial is on record.",
};

export const signs: Record<Sign, string> = { POSITIVE: "friendly", NEUTRAL: "neither friendly nor hostile", NEGATIVE: "hostile" };

export const stances: Record<Stance, string> = { ASSERTS: "asserts", ALLEGES: "alleges", DENIES: "denies" };

/** Kinds of support (UCDP). */
export const supportKinds = {
  TROOPS: "troops", AIR_SUPPORT: "air support", MERCENARIES: "mercenaries", WEAPONS: "weapons",
  MATERIEL_LOGISTICS: "materiel and logistics", TRAINING_EXPERTISE: "training and expertise", FUNDING: "funding",
  INTELLIGENCE: "intelligence", ACCESS_TO_TERRITORY: "use of territory", ACCESS_TO_INFRASTRUCTURE: "use of bases",
  POLITICAL: "political", OTHER: "of another kind", UNKNOWN: "of unknown kind",
};

/** Obligations of an alliance (ATOP). */
export const allianceKinds = {
  DEFENSE: "defence", OFFENSE: "offence", NEUTRALITY: "neutrality", NONAGGRESSION: "non-aggression", CONSULTATION: "consultation",
};

const kindWords: Record<RelationKind, string> = { ...supportKinds, ...allianceKinds };

/** Kinds in plain English, separated by commas. */
export function kindsOf(kinds: RelationKind[]): string {
  return kinds.map((kind) => kindWords[kind]).join(", ");
}

/** Words with the first letter in upper case. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A count with its noun: "1 tie", "2 ties". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

/** The letter that marks a bloc. */
export function blocLetter(index: number): string {
  return String.fromCharCode(65 + index);
}
