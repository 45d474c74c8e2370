package factfile

import "entente/graph/alliance"

// The JSON Schema of mappings takes its descriptions from the comments of these structs and fields, and editors show
// them. A key is required unless its tag has omitempty.

// A Mapping says how the rows of data files beside it become facts. Beside data and rules it may have whatever a fact file
// has: the data set, its sources, actors that are in no row.
type Mapping struct {
	// The data files, relative to the mapping: one or several names or patterns, such as esd_v*.csv; CSV with commas,
	// semicolons or tabs, or JSON lines (.jsonl, .ndjson, .json), also compressed (.gz).
	Data Several[Line] `json:"data"`
	// Other data files to look up in, by a name for join: {states: gw_states.csv}.
	Tables Section[Line] `json:"tables,omitempty"`
	// What each row says: the rules are applied one after the other, each to all rows.
	Rules []Rule `json:"rules"`
	// The data set as it was published: one file of its directory describes it.
	Dataset *Dataset `json:"dataset,omitempty"`
	// Actors that are in no row.
	Actors []Actor `json:"actors,omitempty"`
	// Published documents: often the data set alone.
	Sources []Source `json:"sources,omitempty"`
	// Armed conflicts that are in no row.
	Conflicts []Conflict `json:"conflicts,omitempty"`
	// Relations that are in no row.
	Relations []Relation `json:"relations,omitempty"`
	// Events that are in no row.
	Events []Event `json:"events,omitempty"`
}

// A Rule says what a row says.
type Rule struct {
	At Pos `json:"-"`
	// A name for the summary.
	Name Line `json:"name,omitempty"`
	// Which of the data files it is for, if not all: names or patterns.
	Data Several[Line] `json:"data,omitempty"`
	// Other rows to put beside each row: each match is a row of its own.
	Join Several[Join] `json:"join,omitempty"`
	// Lists in cells: each item is a row of its own.
	Each Several[Each] `json:"each,omitempty"`
	// Names for expressions, which may use those above them: {state: 'replace(ext_name, "Government of ", "")'}.
	Let Section[Line] `json:"let,omitempty"`
	// An expression: the rule is for the rows where it is true, such as ext_sup == "1". Cells are texts without space around.
	Where Line `json:"where,omitempty"`
	// Of the rows that give the same text, only the first counts: "{dyad_id} {year}".
	Once Value `json:"once,omitempty"`
	// The actors in a row, each with a name for the relations and events of the rule.
	Actors Section[ActorRule] `json:"actors,omitempty"`
	// The conflicts in a row, each with a name.
	Conflicts Section[ConflictRule] `json:"conflicts,omitempty"`
	// The sources in a row, each with a name.
	Sources Section[SourceRule] `json:"sources,omitempty"`
	// The relations that a row states.
	Relations []RelationRule `json:"relations,omitempty"`
	// The events that a row states.
	Events []EventRule `json:"events,omitempty"`
}

// A Join puts rows of a table, or of the same file, beside a row.
type Join struct {
	At Pos `json:"-"`
	// The name of the other row: its column c is then as.c.
	As Line `json:"as"`
	// The table; if left out, the data file itself.
	In Line `json:"in,omitempty"`
	// Which rows: each of these columns of the other row has this value, a template.
	On Section[Value] `json:"on"`
	// Whether a row that has no match stays, with empty cells beside it. Otherwise the rule leaves it out.
	Optional Flag `json:"optional,omitempty"`
}

// An Each makes a row of each item of a list.
type Each struct {
	At Pos `json:"-"`
	// The name of the item; of several lists side by side, the names of their items.
	As Several[Line] `json:"as"`
	// An expression for the list, such as split(members, ", "); several expressions for lists side by side, of one length.
	In Several[Line] `json:"in"`
}

// A Value is a template in which {column} stands for the cell, or for an expression; a choice by conditions; or a list
// of these, of which the first that is not empty counts.
type Value struct {
	At Pos
	// Template is what to fill in, unless there are cases.
	Template string
	Cases    []Case
}

// A Case is a value under a condition.
type Case struct {
	At Pos `json:"-"`
	// An expression that is true or false.
	When Line `json:"when,omitempty"`
	// The value where it is true.
	Then Value `json:"then"`
	// The value where it is false; nothing if left out.
	Else Value `json:"else,omitempty"`
}

// A DateValue is a date as a text, or in parts.
type DateValue struct {
	Value
	Parts *DateParts
}

// DateParts are a date in several columns.
type DateParts struct {
	At Pos `json:"-"`
	// The year, such as "{styear}".
	Year Value `json:"year"`
	// The month, 1 to 12.
	Month Value `json:"month,omitempty"`
	// The day of the month.
	Day Value `json:"day,omitempty"`
	// Values that mean that a part is not known, such as -9. An empty cell always does.
	Unknown []Line `json:"unknown,omitempty"`
	// An expression: where it is true there is no date, such as right_censor == "1".
	Open Line `json:"open,omitempty"`
}

// A KindsValue is the kinds of a relation or statement: an expression for each that says whether it holds, or a list.
type KindsValue struct {
	At Pos
	// If has the expression of each kind; one that is only a column is true for 1, true, yes, y, t and x.
	If Section[Line]
	// List has kinds as values; an empty one is none.
	List []Value
}

// An ActorRule finds an actor that is there, or makes one.
type ActorRule struct {
	At Pos `json:"-"`
	// An expression: where it is false the row has no such actor, and what names it only as an option goes without.
	Where Line `json:"where,omitempty"`
	// How to find the actor among those of all fact files and mappings. All ways that find something must agree on one.
	Find Several[Way] `json:"find,omitempty"`
	// The date of the row: codes that were reused, and actors that have ended, are told apart by it.
	On DateValue `json:"on,omitempty"`
	// The actor to make if none was found.
	Make *MadeActor `json:"make,omitempty"`
	// Its ids in other data sets, by scheme: {gw: "{gwno}"}. One that was found gets them, too.
	Identifiers Section[Several[IdentifierValue]] `json:"identifiers,omitempty"`
	// Other names, as expressions for a text or a list. One that was found gets them, too.
	Aliases Several[Line] `json:"aliases,omitempty"`
	// What to do where no actor was found and none is to be made: skip leaves the row out, and the summary names it. Without
	// it that is a problem.
	Unmatched Line `json:"unmatched,omitempty"`
}

// A Way is one way to find an actor. Give one of identifier, name, names, id and known.
type Way struct {
	At Pos `json:"-"`
	// By an id in another data set: the scheme, such as gw. Its value is under value.
	Identifier Line `json:"identifier,omitempty"`
	// The value of the identifier, or the text to look up under known. If it is empty, this way finds nothing.
	Value Value `json:"value,omitempty"`
	// Whether an identifier that stands for nobody on the date stands for the one actor that lives then and has it on other
	// days; if several do, that is a problem.
	AnyDay Flag `json:"anyDay,omitempty"`
	// By name or alias, whatever its case.
	Name Value `json:"name,omitempty"`
	// By one of several names or aliases: an expression for a list.
	Names Line `json:"names,omitempty"`
	// By the id that it has here.
	ID Value `json:"id,omitempty"`
	// By decision of a person: the actor for each text, as its id here or scheme:value, or several of which the first that is
	// there on the date counts. Where it has the text, it alone counts.
	Known Section[Several[Line]] `json:"known,omitempty"`
	// Only actors of these types.
	Type Several[Choice[alliance.ActorType]] `json:"type,omitempty"`
}

// A MadeActor is the actor that a row makes. Rows that give the same id make one.
type MadeActor struct {
	At Pos `json:"-"`
	// Its id: what is filled in becomes lower case, and - what ids cannot have, such as "ucdp.{ext_id}".
	ID Value `json:"id"`
	// Its name.
	Name Value `json:"name"`
	// Its type, such as {when: 'nonstate == "1"', then: ARMED_GROUP, else: GOVERNMENT}.
	Type Value `json:"type"`
	// Whether other actors may have its name.
	SharedName Flag `json:"sharedName,omitempty"`
	// What it is.
	Description Value `json:"description,omitempty"`
	// ISO 3166 alpha-3 code of its country.
	Country Value `json:"country,omitempty"`
	// First day of its life.
	From DateValue `json:"from,omitempty"`
	// Last day of its life.
	To DateValue `json:"to,omitempty"`
	// What a treaty or alliance obliges its members to.
	Obligations KindsValue `json:"obligations,omitempty"`
}

// An IdentifierValue is an id in another data set: its value, or a value and its dates.
type IdentifierValue struct {
	Value
	Dated *DatedIdentifier
}

// A DatedIdentifier is an id that stands for the actor for some time.
type DatedIdentifier struct {
	At Pos `json:"-"`
	// The id there.
	Value Value `json:"value"`
	// First day on which it stands for the actor.
	From DateValue `json:"from,omitempty"`
	// Last day on which it stands for the actor.
	To DateValue `json:"to,omitempty"`
}

// A ConflictRule makes a conflict. Rows that give the same id make one.
type ConflictRule struct {
	At Pos `json:"-"`
	// An expression: where it is false the row has no such conflict.
	Where Line `json:"where,omitempty"`
	// Its id, such as "ucdp.conflict.{conflict_id}".
	ID Value `json:"id"`
	// Its name.
	Name Value `json:"name"`
	// What it is.
	Description Value `json:"description,omitempty"`
	// Its first day.
	From DateValue `json:"from,omitempty"`
	// Its last day.
	To DateValue `json:"to,omitempty"`
}

// A SourceRule makes a source. Rows that give the same id make one.
type SourceRule struct {
	At Pos `json:"-"`
	// An expression: where it is false the row has no such source.
	Where Line `json:"where,omitempty"`
	// Its id.
	ID Value `json:"id"`
	// Its title.
	Title Value `json:"title"`
	// Who published it.
	Publisher Value `json:"publisher,omitempty"`
	// When it was published.
	Published DateValue `json:"published"`
	// Where it can be read.
	URL Value `json:"url,omitempty"`
	// Its language as a BCP 47 tag.
	Language Value `json:"language,omitempty"`
}

// A RelationRule is a relation that a row states. Rows that agree in all but kinds, dates and evidence are one relation.
type RelationRule struct {
	At Pos `json:"-"`
	// An expression: the row states the relation where it is true.
	Where Line `json:"where,omitempty"`
	// Its id, if it should have one of its own.
	ID Value `json:"id,omitempty"`
	// The actor that supports, leads or belongs: its name in the rule, or its id.
	Subject Value `json:"subject"`
	// What the relation is, such as SUPPORTS.
	Type Value `json:"type"`
	// The actor at the other end.
	Object Value `json:"object"`
	// The post.
	Role Value `json:"role,omitempty"`
	// The actor against whom support is given.
	Against Value `json:"against,omitempty"`
	// The conflict that it belongs to.
	Conflict Value `json:"conflict,omitempty"`
	// The coalition, treaty or alliance as part of which the subject acts.
	Coalition Value `json:"coalition,omitempty"`
	// What this row says of kinds: {WEAPONS: ext_w}.
	Kinds KindsValue `json:"kinds,omitempty"`
	// First day on which it holds.
	From DateValue `json:"from,omitempty"`
	// Last day on which it holds.
	To DateValue `json:"to,omitempty"`
	// Who says so.
	Evidence Several[EvidenceRule] `json:"evidence"`
}

// An EvidenceRule is what one source says in a row.
type EvidenceRule struct {
	At Pos `json:"-"`
	// An expression: the row has this evidence where it is true.
	Where Line `json:"where,omitempty"`
	// The source: its name in the rule, or its id.
	Source Value `json:"source"`
	// ASSERTS (if left out), ALLEGES or DENIES.
	Stance Value `json:"stance,omitempty"`
	// First day on which the relation holds by this source.
	From DateValue `json:"from,omitempty"`
	// Last day on which the relation holds by this source.
	To DateValue `json:"to,omitempty"`
	// The kinds that this source gives.
	Kinds KindsValue `json:"kinds,omitempty"`
	// The actor whom the source quotes.
	Speaker Value `json:"speaker,omitempty"`
	// The passage, word for word.
	Quote Value `json:"quote,omitempty"`
	// Where in the source, such as "row {id}".
	Locator Value `json:"locator,omitempty"`
}

// An EventRule is an event that a row states. Rows that give the same id make one.
type EventRule struct {
	At Pos `json:"-"`
	// An expression: the row states the event where it is true.
	Where Line `json:"where,omitempty"`
	// Its id.
	ID Value `json:"id"`
	// Its type in the PLOVER ontology.
	Type Value `json:"type"`
	// A more precise type.
	Mode Value `json:"mode,omitempty"`
	// What happened, in a headline.
	Title Value `json:"title"`
	// What happened, in a few sentences.
	Description Value `json:"description,omitempty"`
	// First day.
	From DateValue `json:"from,omitempty"`
	// Last day.
	To DateValue `json:"to,omitempty"`
	// Where it happened.
	Place *PlaceRule `json:"place,omitempty"`
	// Who took part, and how.
	Participants []ParticipantRule `json:"participants,omitempty"`
	// The conflict that it belongs to.
	Conflict Value `json:"conflict,omitempty"`
	// Who says so.
	Evidence Several[EvidenceRule] `json:"evidence"`
}

// A PlaceRule is where an event happened.
type PlaceRule struct {
	At Pos `json:"-"`
	// Its name.
	Name Value `json:"name"`
	// ISO 3166-1 alpha-3 code of the country.
	Country Value `json:"country,omitempty"`
	// Degrees north.
	Latitude Value `json:"latitude,omitempty"`
	// Degrees east.
	Longitude Value `json:"longitude,omitempty"`
}

// A ParticipantRule is an actor in its role in an event.
type ParticipantRule struct {
	At Pos `json:"-"`
	// The actor: its name in the rule, or its id.
	Actor Value `json:"actor"`
	// Its role in the event: PARTICIPANT if left out.
	Role Value `json:"role,omitempty"`
}
