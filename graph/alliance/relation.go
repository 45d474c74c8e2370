package alliance

import "slices"

// A Relation is a directed or mutual relation between two actors that holds over a span of time, with the evidence
// for and against it.
//
// A store returns relations as known under a filter: Evidence, and what is derived from it, exclude everything
// published after the filter's KnownBy.
type Relation struct {
	ID   string
	Type RelationType
	// Subject is the actor that supports, leads, belongs and so on; in a mutual relation, it is the one whose id
	// sorts first.
	Subject, Object *Actor
	Kinds           []RelationKind
	// Role is the post, for HOLDS_OFFICE and LEADS.
	Role Text
	// Span is from the first to the last day on which the relation is known to hold.
	Span
	// Conflict is the conflict that the relation is part of, if any.
	Conflict *Conflict
	// Against is the opponent against whom support is given, or nil if unknown.
	Against *Actor
	// Evidence is ordered by the publication of its sources, then by id. It is never empty.
	Evidence []*Evidence
	Record
}

// A RelationType is the type of a relation.
type RelationType string

// The relation types.
const (
	Supports    RelationType = "SUPPORTS"
	AlliedWith  RelationType = "ALLIED_WITH"
	Opposes     RelationType = "OPPOSES"
	Recognizes  RelationType = "RECOGNIZES"
	PartOf      RelationType = "PART_OF"
	Leads       RelationType = "LEADS"
	HoldsOffice RelationType = "HOLDS_OFFICE"
	Succeeds    RelationType = "SUCCEEDS"
)

// RelationTypes returns all relation types, in the order of the schema.
func RelationTypes() []RelationType {
	return []RelationType{Supports, AlliedWith, Opposes, Recognizes, PartOf, Leads, HoldsOffice, Succeeds}
}

// Mutual reports whether relations of the type hold in both directions.
func (t RelationType) Mutual() bool { return t == AlliedWith || t == Opposes }

// HasRole reports whether relations of the type may have a Role.
func (t RelationType) HasRole() bool { return t == Leads || t == HoldsOffice }

// HasAgainst reports whether relations of the type may have an opponent in Against.
func (t RelationType) HasAgainst() bool { return t == Supports || t == AlliedWith }

// Sign returns whether relations of the type are friendly, hostile or neither.
func (t RelationType) Sign() Sign {
	switch t {
	case Supports, AlliedWith, Recognizes:
		return Positive
	case Opposes:
		return Negative
	default:
		return Neutral
	}
}

// A Sign is friendly, hostile or neither.
type Sign string

// The signs.
const (
	Positive Sign = "POSITIVE"
	Neutral  Sign = "NEUTRAL"
	Negative Sign = "NEGATIVE"
)

// A RelationKind is a kind of support (UCDP External Support Dataset categories) or an obligation of an alliance
// (ATOP categories).
type RelationKind string

// The kinds of support, then the obligations of alliances.
const (
	Troops                 RelationKind = "TROOPS"
	AirSupport             RelationKind = "AIR_SUPPORT"
	Mercenaries            RelationKind = "MERCENARIES"
	Weapons                RelationKind = "WEAPONS"
	MaterielLogistics      RelationKind = "MATERIEL_LOGISTICS"
	TrainingExpertise      RelationKind = "TRAINING_EXPERTISE"
	Funding                RelationKind = "FUNDING"
	Intelligence           RelationKind = "INTELLIGENCE"
	AccessToTerritory      RelationKind = "ACCESS_TO_TERRITORY"
	AccessToInfrastructure RelationKind = "ACCESS_TO_INFRASTRUCTURE"
	Political              RelationKind = "POLITICAL"
	OtherKind              RelationKind = "OTHER"
	UnknownKind            RelationKind = "UNKNOWN"

	Defense       RelationKind = "DEFENSE"
	Offense       RelationKind = "OFFENSE"
	Neutrality    RelationKind = "NEUTRALITY"
	Nonaggression RelationKind = "NONAGGRESSION"
	Consultation  RelationKind = "CONSULTATION"
)

// KindsOf returns the kinds that relations of the type may have, in the order of the schema. For most types it is
// empty.
func KindsOf(t RelationType) []RelationKind {
	switch t {
	case Supports:
		return []RelationKind{
			Troops, AirSupport, Mercenaries, Weapons, MaterielLogistics, TrainingExpertise, Funding, Intelligence,
			AccessToTerritory, AccessToInfrastructure, Political, OtherKind, UnknownKind,
		}
	case AlliedWith:
		return []RelationKind{Defense, Offense, Neutrality, Nonaggression, Consultation}
	default:
		return nil
	}
}

// RelationKinds returns all kinds, in the order of the schema.
func RelationKinds() []RelationKind {
	return slices.Concat(KindsOf(Supports), KindsOf(AlliedWith))
}

// A Direction specifies at which end of a relation an actor is.
type Direction string

// The directions: from the actor, to the actor, or either. A mutual relation matches all of them.
const (
	Out  Direction = "OUT"
	In   Direction = "IN"
	Both Direction = "BOTH"
)

// Sign returns the sign of the relation's type.
func (r *Relation) Sign() Sign { return r.Type.Sign() }

// Involves reports whether the actor is at the given end of the relation, or at either end if the relation is mutual.
func (r *Relation) Involves(actor string, d Direction) bool {
	either := d == Both || r.Type.Mutual()
	return (d == Out || either) && r.Subject.ID == actor || (d == In || either) && r.Object.ID == actor
}

// NodeID implements [Node].
func (r *Relation) NodeID() string { return r.ID }

// Position implements [Positioned]: relations are ordered by id.
func (r *Relation) Position() Position { return Position{List: RelationList, ID: r.ID} }

// EvidenceWhere returns the evidence that the filter keeps, in the order of r.Evidence.
func (r *Relation) EvidenceWhere(where *EvidenceFilter) []*Evidence { return where.keep(r.Evidence) }

// AsKnownBy returns the relation as it was known on the last day of k: the relation itself if all of its evidence had
// been published, nil if none had, otherwise a copy with the evidence that had.
func (r *Relation) AsKnownBy(k Date) *Relation {
	return trimmed(r, k, func(view *Relation) (*[]*Evidence, *Record) { return &view.Evidence, &view.Record })
}
