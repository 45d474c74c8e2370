package alliance

import "slices"

// A Relation is what is claimed of two actors: that they stand in a directed or mutual relation. What it is, its seven
// parts, are Type, Subject, Object, Role, Against, Conflict and Coalition. When it holds, of which kinds, and whether it
// is true, is what its Evidence states, each source for itself.
//
// A store returns relations as seen from a [Viewpoint]: Evidence are the statements that the question is about, and the
// fields below Evidence, [Relation.KindStatuses] and [Relation.Periods] are what these add up to.
type Relation struct {
	ID   string
	Type RelationType
	// Subject is the actor that supports, leads, belongs and so on; in a mutual relation, it is the one whose id
	// sorts first.
	Subject, Object *Actor
	// Role is the post, for HOLDS_OFFICE and LEADS.
	Role Text
	// Against is the opponent against whom support is given, or nil if unknown.
	Against *Actor
	// Conflict is the conflict that the relation is part of, if any.
	Conflict *Conflict
	// Coalition is the coalition or treaty as part of which the subject acts, if any.
	Coalition *Actor
	// Evidence is ordered by the publication of its sources, then by id. It is never empty.
	Evidence []*Evidence

	// Kinds are those that are claimed; if nothing is, those that are denied.
	Kinds KindSet
	// Span is from the first to the last day on which a claim is known to hold, on whatever days the question asks
	// for; if nothing is claimed, of a denial. Both are absent if there is no such day.
	Span
	// denied are the kinds that are denied, claimed or not.
	denied KindSet
	// Certainty is Presumed if the claims are only presumed to hold on the days that the question asks for.
	Certainty Certainty
	Record

	// spoken has bits that say what the statements are like.
	spoken manner
	// seen is the view that the relation is part of; nil for a relation with all of its statements.
	seen *view
}

// A Certainty is whether a claim is known to hold, or only presumed to.
type Certainty string

// The certainties.
const (
	Known    Certainty = "KNOWN"
	Presumed Certainty = "PRESUMED"
)

// A RelationType is the type of a relation.
type RelationType string

// The relation types.
const (
	Supports    RelationType = "SUPPORTS"
	AlliedWith  RelationType = "ALLIED_WITH"
	Guarantees  RelationType = "GUARANTEES"
	Opposes     RelationType = "OPPOSES"
	Recognizes  RelationType = "RECOGNIZES"
	PartOf      RelationType = "PART_OF"
	Leads       RelationType = "LEADS"
	HoldsOffice RelationType = "HOLDS_OFFICE"
	Succeeds    RelationType = "SUCCEEDS"
)

// RelationTypes returns all relation types, in the order of the schema.
func RelationTypes() []RelationType {
	return []RelationType{Supports, AlliedWith, Guarantees, Opposes, Recognizes, PartOf, Leads, HoldsOffice, Succeeds}
}

// Mutual reports whether relations of the type hold in both directions.
func (t RelationType) Mutual() bool { return t == AlliedWith || t == Opposes }

// HasKinds reports whether relations of the type may have kinds.
func (t RelationType) HasKinds() bool { return t == Supports || t == AlliedWith || t == Guarantees }

// HasRole reports whether relations of the type may have a Role.
func (t RelationType) HasRole() bool { return t == Leads || t == HoldsOffice }

// HasCoalition reports whether relations of the type may be part of what a Coalition does.
func (t RelationType) HasCoalition() bool {
	return t == Supports || t == AlliedWith || t == Guarantees || t == Opposes
}

// HasAgainst reports whether relations of the type may have an opponent in Against.
func (t RelationType) HasAgainst() bool { return t == Supports || t == AlliedWith || t == Guarantees }

// Sign returns whether relations of the type are friendly, hostile or neither. An alliance may be neither: see
// [Relation.Sign].
func (t RelationType) Sign() Sign {
	switch t {
	case Supports, AlliedWith, Guarantees, Recognizes:
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
	case AlliedWith, Guarantees:
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

// The directions: from the actor, to the actor, or either, all of which a mutual relation matches; and against the actor.
const (
	Out  Direction = "OUT"
	In   Direction = "IN"
	Both Direction = "BOTH"
	// Opponent is for the relations that have the actor in Against.
	Opponent Direction = "AGAINST"
)

// Sign returns the sign of the relation on the days that the question asks for: that of its type, but for an alliance
// that obliges to nothing but nonaggression on each of them, which is Neutral.
func (r *Relation) Sign() Sign {
	if r.Type == AlliedWith && r.spoken&binding == 0 {
		return Neutral
	}
	return r.Type.Sign()
}

// bind sets whether the relation, as shown, obliges to more than nonaggression.
func (r *Relation) bind(more bool) {
	if r.spoken &^= binding; more {
		r.spoken |= binding
	}
}

// Involves reports whether the actor is at the given end of the relation, or at either end if the relation is mutual; or,
// for [Opponent], whether the relation is against it.
func (r *Relation) Involves(actor string, d Direction) bool {
	if d == Opponent {
		return IDOf(r.Against) == actor
	}
	either := d == Both || r.Type.Mutual()
	return (d == Out || either) && r.Subject.ID == actor || (d == In || either) && r.Object.ID == actor
}

// NodeID implements [Node].
func (r *Relation) NodeID() string { return r.ID }

// Position implements [Positioned]: relations are ordered by id.
func (r *Relation) Position() Position { return Position{List: RelationList, ID: r.ID} }

// EvidenceWhere returns the evidence that the filter keeps, in the order of r.Evidence.
func (r *Relation) EvidenceWhere(where *EvidenceFilter) []*Evidence { return where.keep(r.Evidence) }

// KindList returns the kinds in the order of the schema.
func (r *Relation) KindList() []RelationKind { return r.Kinds.List() }
