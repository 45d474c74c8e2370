package layout

import "entente/graph/alliance"

// dated returns the names of properties that have dates, each followed by that of its precision.
func dated(list ...string) []string {
	var all []string
	for _, name := range list {
		all = append(all, name, name+"Precision")
	}
	return all
}

// names are the names of all properties that nodes with a label, or plain edges, may have from us, but for schemes.
var names = map[Label][]string{
	Actor:    append(dated("from", "to"), "id", "name", "type", "aliases", "description", "country", "obligations", "_identifiers", "_keys", Digest),
	Conflict: append(dated("from", "to"), "id", "name", "description", "_parties", Digest),
	Source:   append(dated("published", "coversFrom", "coversTo"), "id", "title", "publisher", "url", "language", "_day", Digest),
	Relation: append(dated("from", "to", "firstReported", "lastReported"), "id", "type", "role", "kinds", "deniedKinds", "status", "sign", "sources", Digest),
	Event: append(dated("from", "to", "firstReported", "lastReported"), "id", "type", "title", "mode", "description", "place", "country",
		"position", "status", "sources", "_day", "_last", Digest),
	Evidence: append(dated("from", "to"), "id", "stance", "quote", "locator", "verified", "passage", "passageBefore", "passageAfter",
		"kinds", Digest),
}

// plainNames are the names of all properties that plain edges may have from us.
var plainNames = append(dated("from", "to", "firstReported", "lastReported"), "id", "role", "kinds", "deniedKinds", "status", "sign", "sources",
	"against", "coalition", "conflict", "starts", "ends", "statuses")

// Complete returns properties of a node with a label with null for each that it may have from us and has not, so that SET +=
// removes it. had are the items of _identifiers that the node has in the database.
func Complete(of Label, p Properties, had []string) map[string]any {
	all := complete(p, names[of])
	for _, item := range had {
		if id, ok := ReadIdentifier(item); ok && id.Scheme != "" {
			if _, still := all[id.Scheme]; !still {
				all[id.Scheme] = nil
			}
		}
	}
	return all
}

// CompletePlain is [Complete] for a plain edge.
func CompletePlain(p Properties) map[string]any { return complete(p, plainNames) }

// complete returns properties with null for each name that they lack.
func complete(p Properties, names []string) map[string]any {
	all := make(map[string]any, len(names)+2)
	for _, name := range names {
		all[name] = nil
	}
	for name, value := range p {
		all[name] = value
	}
	return all
}

// edgeNames are the names of all properties that edges may have from us, but for plain ones.
var edgeNames = []string{"role", "kind", "_order"}

// CompleteEdge is [Complete] for an edge that is not plain.
func CompleteEdge(p Properties) map[string]any { return complete(p, edgeNames) }

// EdgeTypes returns the types of the edges that nodes with a label have from us, but for plain ones.
func EdgeTypes(from Label) []string {
	switch from {
	case Source:
		return []string{"VIA"}
	case Relation:
		return []string{"SUBJECT", "OBJECT", "AGAINST", "COALITION", "IN"}
	case Event:
		return []string{"PARTICIPANT", "REFERS_TO", "IN"}
	case Evidence:
		return []string{"ABOUT", "FROM", "SPOKEN_BY"}
	default:
		return nil
	}
}

// TypeLabels returns the second labels that actors may have, in the order of [alliance.ActorTypes].
func TypeLabels() []string {
	var all []string
	for _, t := range alliance.ActorTypes() {
		all = append(all, typeLabel(t))
	}
	return all
}
