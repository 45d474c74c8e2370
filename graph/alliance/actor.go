package alliance

// Text is an optional text: the empty string means that it is absent, and is null in GraphQL.
type Text string

// An Actor is a state, government, armed group, organisation, coalition or person that takes part in a conflict or
// in its diplomacy, or an actor of unknown type.
type Actor struct {
	ID          string
	Name        string
	Type        ActorType
	Aliases     []string
	Description Text
	// Country is the ISO 3166-1 alpha-3 code of the country that the actor is, or acts from.
	Country     Text
	Identifiers []Identifier
	// Span is its life: no relation of it but SUCCEEDS holds on other days.
	Span
	// Obligations are those that bind the members of a treaty or alliance, which is a coalition; none for others.
	Obligations KindSet
}

// ObligationList returns the obligations in the order of the schema.
func (a *Actor) ObligationList() []RelationKind { return a.Obligations.List() }

// An Identifier is the id of an actor in another data set.
type Identifier struct {
	// Scheme names the data set: wikidata, cow (Correlates of War), gw (Gleditsch and Ward), ucdp, iso3166, ….
	Scheme string
	Value  string
	// Span is the time for which it stands for the actor.
	Span
}

// An ActorType is what kind of actor an actor is.
type ActorType string

// The actor types.
const (
	State        ActorType = "STATE"
	Government   ActorType = "GOVERNMENT"
	ArmedGroup   ActorType = "ARMED_GROUP"
	Organization ActorType = "ORGANIZATION"
	Coalition    ActorType = "COALITION"
	Person       ActorType = "PERSON"
	UnknownType  ActorType = "UNKNOWN"
)

// ActorTypes returns all actor types, in the order of the schema.
func ActorTypes() []ActorType {
	return []ActorType{State, Government, ArmedGroup, Organization, Coalition, Person, UnknownType}
}

// NodeID implements [Node].
func (a *Actor) NodeID() string { return a.ID }

// Position implements [Positioned]: actors are ordered by id.
func (a *Actor) Position() Position { return Position{List: ActorList, ID: a.ID} }
