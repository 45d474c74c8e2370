// Package factfile defines the format of fact files as Go structs and reads YAML, JSON and tables in CSV into them.
//
// It finds everything that is wrong with a single file: syntax, unknown keys, missing values, malformed values. Package
// facts checks what facts mean together.
//
// Reading has three stages. A file is split into pieces (split.go), which are read in parallel and released one by one
// (pipeline.go). The YAML library (yaml.go) or a reader of JSON tokens (json.go) turns each piece into nodes. A decoder
// (decode.go) reads the nodes into structs according to their tags (plan.go), down to scalars, which check their own form
// (scalar.go, choice.go, text.go). Every value keeps its position, for errors found later.
//
// A table (table.go) is cut between records while it is read (pieces.go), and needs no nodes: its header (header.go)
// names the columns (columns.go), which are derived from the same tags, and each record (csv.go) is read into a struct
// (row.go), down to the same scalars.
package factfile

import "entente/graph/alliance"

// The JSON Schema of fact files takes its descriptions from the comments of these structs and fields, and editors show
// them. A key is required unless its tag has omitempty.

// A Document is a fact file of entente. A data set is a directory of them; any file may have any of the facts.
type Document struct {
	// The data set as it was published: one file of its directory describes it. A list describes several data sets that were
	// joined; sources then take no covers from any of them.
	Dataset Datasets `json:"dataset,omitempty"`
	// Who takes part: states, governments, armed groups, organisations, coalitions, persons.
	Actors []Actor `json:"actors,omitempty"`
	// Published documents.
	Sources []Source `json:"sources,omitempty"`
	// Armed conflicts.
	Conflicts []Conflict `json:"conflicts,omitempty"`
	// Who supports, opposes, leads or belongs to whom, and who says so.
	Relations []Relation `json:"relations,omitempty"`
	// What happened, who took part, and who says so.
	Events []Event `json:"events,omitempty"`
	// Lists of ids that are one actor, which has the first of them: a person decided that several data sets speak of one.
	Same Same `json:"same,omitempty"`
	// Evidence that stands apart from its fact, which only tables have.
	Apart []Apart `json:"-"`
}

// A Dataset describes the data set that the files of a directory make up.
type Dataset struct {
	At Pos `json:"-"`
	// Its title.
	Title Line `json:"title,omitempty"`
	// What it is about, in a few sentences.
	Description Prose `json:"description,omitempty"`
	// Who made it.
	Authors []Line `json:"authors,omitempty"`
	// Name or SPDX identifier of its licence, for example CC-BY-4.0.
	License Line `json:"license,omitempty"`
	// Where it can be found: an absolute URL, https or http.
	URL URL `json:"url,omitempty"`
	// The time that its sources cover if they do not say otherwise.
	Covers *Span `json:"covers,omitempty"`
}

// A Span is the time that a source or a data set covers.
type Span struct {
	At Pos `json:"-"`
	// First day that it covers; null if it is not known, whatever the data set covers.
	From OpenDate `json:"from,omitempty"`
	// Last day that it covers: what it says without an end is known to hold until then; null for the day of publication.
	To OpenDate `json:"to,omitempty"`
}

// An Actor is a state, government, armed group, organisation, coalition or person, or an actor of unknown type.
type Actor struct {
	At Pos `json:"-"`
	// Unique across the data set, for example russia.
	ID ID `json:"id"`
	// The name that it is best known by in English.
	Name Line `json:"name"`
	// What it is.
	Type Choice[alliance.ActorType] `json:"type"`
	// Whether other actors may have its name: true if each of them says so too.
	SharedName Flag `json:"sharedName,omitempty"`
	// Other names, abbreviations and transliterations, in any script. Actors may share them.
	Aliases []Line `json:"aliases,omitempty"`
	// What it is, in a sentence or two.
	Description Prose `json:"description,omitempty"`
	// ISO 3166 alpha-3 code of the country that it is or acts from, for example LBY (XKX for Kosovo, SUN for the Soviet
	// Union).
	Country Country `json:"country,omitempty"`
	// Ids of the same actor in other data sets.
	Identifiers []Identifier `json:"identifiers,omitempty"`
	// First day of its life: 2020, 2020-05 or 2020-05-21. No relation of it holds earlier.
	From Date `json:"from,omitempty"`
	// Last day of its life; leave it out if it still exists.
	To Date `json:"to,omitempty"`
	// What a treaty or alliance (a COALITION or ORGANIZATION) obliges its members to (ATOP).
	Obligations []Choice[alliance.RelationKind] `json:"obligations,omitempty"`
}

// An Identifier is the id of an actor in another data set.
type Identifier struct {
	At Pos `json:"-"`
	// The data set: wikidata, cow (Correlates of War), gw (Gleditsch and Ward), ucdp, iso3166, and so on.
	Scheme Line `json:"scheme"`
	// The id there.
	Value Line `json:"value"`
	// First day on which it stands for the actor; give it where the id later stands for another.
	From Date `json:"from,omitempty"`
	// Last day on which it stands for the actor; give it where the id earlier stood for another.
	To Date `json:"to,omitempty"`
}

// A Source is a published document.
type Source struct {
	At Pos `json:"-"`
	// Unique across the data set, for example atalayar-2020-05-22.
	ID ID `json:"id"`
	// Its title, or a description if the title is not known.
	Title Line `json:"title"`
	// Who published it; leave it out if it is not known.
	Publisher Line `json:"publisher,omitempty"`
	// Publication date: 2020, 2020-05 or 2020-05-21. A partial one counts as its last day.
	Published Date `json:"published"`
	// Where it can be read: an absolute URL, https or http.
	URL URL `json:"url,omitempty"`
	// Its language as a BCP 47 tag, for example en or ar-LY.
	Language Language `json:"language,omitempty"`
	// The id of the source that it took its report from.
	Via Ref `json:"via,omitempty"`
	// The time that it speaks of; an end that is left out is that of the data set.
	Covers *Span `json:"covers,omitempty"`
	// The path of its text, relative to this file and in the data set's directory: plain text (.txt) or a saved page (.html,
	// .htm, .xhtml), in UTF-8. Every quote from the source must then stand in it word for word.
	Text Line `json:"text,omitempty"`
}

// A Conflict is an armed conflict.
type Conflict struct {
	At Pos `json:"-"`
	// Unique across the data set, for example libya-2014.
	ID ID `json:"id"`
	// The name that it is best known by in English.
	Name Line `json:"name"`
	// What it is, in a sentence or two.
	Description Prose `json:"description,omitempty"`
	// Its first day: 2020, 2020-05 or 2020-05-21.
	From Date `json:"from,omitempty"`
	// Its last day; leave it out if it is not known or the conflict is ongoing.
	To Date `json:"to,omitempty"`
}

// A Relation is what is claimed of two actors, with the evidence for and against it. Relations without an id of their
// own that are the same but for kinds, dates and evidence are one.
type Relation struct {
	At Pos `json:"-"`
	// Unique across the data set; if left out, generated from its parts, for example russia.supports.lna.
	ID RelationID `json:"id,omitempty"`
	// The id of the actor that supports, leads or belongs; of a mutual relation, either of the two.
	Subject Ref `json:"subject"`
	// What the relation is.
	Type Choice[alliance.RelationType] `json:"type"`
	// The id of the actor at the other end.
	Object Ref `json:"object"`
	// Kinds of support (for SUPPORTS; UCDP External Support Dataset) or obligations (for ALLIED_WITH and GUARANTEES;
	// ATOP), of all evidence that does not give its own.
	Kinds Kinds `json:"kinds,omitempty"`
	// The post: HOLDS_OFFICE must have it, LEADS may.
	Role Line `json:"role,omitempty"`
	// First day on which it holds, by all evidence that does not give its own: 2020, 2020-05 or 2020-05-21, with ~ at the
	// end if approximate, ? if uncertain.
	From Date `json:"from,omitempty"`
	// Last day on which it holds, by all evidence that does not give its own; leave it out if no source gives an end.
	To Date `json:"to,omitempty"`
	// The id of the conflict that it belongs to.
	Conflict Ref `json:"conflict,omitempty"`
	// The id of the actor against whom support is given.
	Against Ref `json:"against,omitempty"`
	// The id of the coalition, treaty or alliance as part of which the subject acts.
	Coalition Ref `json:"coalition,omitempty"`
	// What sources say about it: at least one piece.
	Evidence []Evidence `json:"evidence"`
}

// Evidence is what one source says about one relation or event.
type Evidence struct {
	At Pos `json:"-"`
	// Unique across the data set; if left out, generated from the ids of the fact and the source.
	ID EvidenceID `json:"id,omitempty"`
	// The id of the source that says so.
	Source Ref `json:"source"`
	// Whether the source asserts, alleges or denies it: ASSERTS if left out.
	Stance Choice[alliance.Stance] `json:"stance,omitempty"`
	// First day on which the relation holds, or does not, by this source; if left out, that of the relation; null for none.
	From OpenDate `json:"from,omitempty"`
	// Last day on which the relation holds, or does not, by this source; if left out, that of the relation; null for none.
	To OpenDate `json:"to,omitempty"`
	// The kinds that this source asserts, alleges or denies; if left out, those of the relation; [] for none. A denial
	// of no kinds denies the relation.
	Kinds Kinds `json:"kinds,omitempty"`
	// The id of the actor whom the source quotes; leave it out if the words are the source's own.
	Speaker Ref `json:"speaker,omitempty"`
	// The passage, word for word; […] stands for what is left out.
	Quote Prose `json:"quote,omitempty"`
	// Page, paragraph or timestamp.
	Locator Line `json:"locator,omitempty"`
	// Where the quote stands in the text of the source, as found by whoever had the text; exports keep it.
	Passage *Passage `json:"passage,omitempty"`
}

// A Passage is a stretch of the text of a source in which a quote stands. A text that the source has overrides it.
type Passage struct {
	At Pos `json:"-"`
	// What is before the stretch, with the space between; left out where the text begins.
	Before Verbatim `json:"before,omitempty"`
	// The stretch; if it is long, with […] for what the quote leaves out.
	Quote Verbatim `json:"quote"`
	// What is after the stretch, with the space between; left out where the text ends.
	After Verbatim `json:"after,omitempty"`
}

// An Event is something that happened.
type Event struct {
	At Pos `json:"-"`
	// Unique across the data set, for example berlin-conference-2020.
	ID ID `json:"id"`
	// Its type in the PLOVER ontology.
	Type Choice[alliance.EventType] `json:"type"`
	// A more precise type, for example air strike or telephone call.
	Mode Line `json:"mode,omitempty"`
	// What happened, in a headline.
	Title Line `json:"title"`
	// What happened, in a few sentences.
	Description Prose `json:"description,omitempty"`
	// First day, or the date on which it happened: 2020, 2020-05 or 2020-05-21.
	From Date `json:"from,omitempty"`
	// Last day; leave it out if it happened on the date of from.
	To Date `json:"to,omitempty"`
	// Where it happened.
	Place *Place `json:"place,omitempty"`
	// Who took part, and how.
	Participants []Participant `json:"participants,omitempty"`
	// Earlier events that it answers, invokes, endorses or follows.
	References []Reference `json:"references,omitempty"`
	// The id of the conflict that it belongs to.
	Conflict Ref `json:"conflict,omitempty"`
	// What sources say about it: at least one piece.
	Evidence []Evidence `json:"evidence"`
}

// A Place is where an event happened.
type Place struct {
	At Pos `json:"-"`
	// Its name in English.
	Name Line `json:"name"`
	// ISO 3166-1 alpha-3 code of the country that it lies in, for example LBY.
	Country Country `json:"country,omitempty"`
	// Degrees north (WGS 84); requires longitude.
	Latitude Latitude `json:"latitude,omitempty"`
	// Degrees east (WGS 84); requires latitude.
	Longitude Longitude `json:"longitude,omitempty"`
}

// A Participant is an actor in its role in an event.
type Participant struct {
	At Pos `json:"-"`
	// The id of the actor.
	Actor Ref `json:"actor"`
	// Its role in the event: PARTICIPANT if left out.
	Role Choice[alliance.ParticipantRole] `json:"role,omitempty"`
}

// A Reference is a reference from an event to an earlier one.
type Reference struct {
	At Pos `json:"-"`
	// How the event refers to the earlier one.
	Kind Choice[alliance.EventReferenceKind] `json:"kind"`
	// The id of the earlier event.
	To Ref `json:"to"`
}
