package neo4j

import (
	"context"
	"encoding/binary"
	"hash/maphash"
	"maps"
	"math"
	"slices"
	"time"

	"entente/graph/alliance"
)

// A fingerprint is what is written of facts, node by node: by id, a sum of digests of the node and of each edge from it.
// Facts and a database that have the same one have the same nodes and edges, with the same labels and properties.
type fingerprint struct {
	of     map[string]uint64
	seed   maphash.Seed
	buffer []byte
}

// newFingerprint returns an empty fingerprint.
func newFingerprint() *fingerprint {
	return &fingerprint{of: map[string]uint64{}, seed: maphash.MakeSeed()}
}

// addFacts adds what a load writes of facts, which the data set describes.
func (p *fingerprint) addFacts(f *alliance.Facts, d alliance.Dataset) {
	p.addNode("/dataset", []string{"Entente", "Dataset"}, datasetProperties(f, d))
	for n := range nodes(f) {
		p.addThing(n)
		for _, e := range n.evidence {
			id := e["id"].(string)
			p.addNode(id, []string{"Entente", "Evidence"}, e)
			p.addEdge(id, "ABOUT", e["fact"], nil)
			p.addEdge(id, "FROM", e["source"], nil)
			p.addEdge(id, "SPOKEN_BY", e["speaker"], nil)
		}
	}
}

// addThing adds what is written of a thing but its evidence.
func (p *fingerprint) addThing(n node) {
	id, labels := n.p["id"].(string), []string{"Entente", n.label}
	switch n.label {
	case "Actor":
		labels = append(labels, typeLabel(n.p["type"].(string)))
	case "Source":
		p.addEdge(id, "VIA", n.p["via"], nil)
	case "Relation":
		p.addEdge(id, "SUBJECT", n.p["subject"], nil)
		p.addEdge(id, "OBJECT", n.p["object"], nil)
		p.addEdge(id, "AGAINST", n.p["against"], nil)
		p.addEdge(id, "COALITION", n.p["coalition"], nil)
		p.addEdge(n.p["subject"].(string), n.p["type"].(string), n.p["object"], edge(n.p))
	case "Event":
		for _, participant := range participants(n.p) {
			q := participant.(map[string]any)
			p.addEdge(id, "PARTICIPANT", q["actor"], map[string]any{"role": q["role"]})
		}
		events, _ := n.p["invoked"].([]string)
		kinds, _ := n.p["invokedHow"].([]string)
		for i, event := range events {
			p.addEdge(id, "INVOKES", event, map[string]any{"kind": kinds[i]})
		}
	}
	p.addEdge(id, "IN", n.p["conflict"], nil)
	p.addNode(id, labels, n.p)
}

// addNode adds a node.
func (p *fingerprint) addNode(id string, labels []string, properties map[string]any) {
	p.of[id] += p.node(labels, properties)
}

// addEdge adds an edge to a node, unless that is nil.
func (p *fingerprint) addEdge(from, typ string, to any, properties map[string]any) {
	if to != nil {
		p.of[from] += p.edge(typ, to, properties)
	}
}

// node returns a digest of a node.
func (p *fingerprint) node(labels []string, properties map[string]any) uint64 {
	p.buffer = appendTexts(p.buffer[:0], slices.Sorted(slices.Values(labels))...)
	return p.sum(properties)
}

// edge returns a digest of an edge from a node.
func (p *fingerprint) edge(typ string, to any, properties map[string]any) uint64 {
	id, _ := to.(string)
	p.buffer = appendTexts(p.buffer[:0], typ, id)
	return p.sum(properties)
}

// sum returns a digest of what is in the buffer and of properties. Those that no load writes do not count.
func (p *fingerprint) sum(properties map[string]any) uint64 {
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if writes(name) {
			p.buffer = appendText(p.buffer, name)
			p.buffer = appendValue(p.buffer, properties[name])
		}
	}
	return maphash.Bytes(p.seed, p.buffer)
}

// appendValue appends the value of a property, as it is written or as the driver returns it; of a time, only that it is one.
func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case string:
		return appendText(append(b, 's'), v)
	case int:
		return appendValue(b, int64(v))
	case []string:
		return appendTexts(append(b, 'l'), v...)
	case []any:
		texts := make([]string, len(v))
		for i := range v {
			s, ok := v[i].(string)
			if !ok {
				return append(b, '?')
			}
			texts[i] = s
		}
		return appendValue(b, texts)
	case int64:
		return binary.BigEndian.AppendUint64(append(b, 'i'), uint64(v))
	case float64:
		return binary.BigEndian.AppendUint64(append(b, 'f'), math.Float64bits(v))
	case time.Time:
		return append(b, 't')
	default:
		return append(b, '?')
	}
}

// differs reports whether the nodes of a generation are other than the facts have them; it uses the fingerprint up.
func (p *fingerprint) differs(ctx context.Context, run runner, gen int64) (bool, error) {
	after := ""
	for {
		rows, err := run(ctx, nodesStatement, map[string]any{"gen": gen, "after": after, "limit": readSize})
		if err != nil {
			return false, err
		}
		for _, r := range rows {
			after = r[0].(string)
			if sum, ok := p.of[after]; !ok || sum != p.stored(r) {
				return true, nil
			}
			delete(p.of, after)
		}
		if len(rows) < readSize {
			return len(p.of) > 0, nil
		}
	}
}

// stored returns the sum of a row of nodesStatement. Labels of others do not count.
func (p *fingerprint) stored(r record) uint64 {
	var labels []string
	for _, label := range r[1].([]any) {
		if ours(label.(string)) {
			labels = append(labels, label.(string))
		}
	}
	sum := p.node(labels, r[2].(map[string]any))
	for _, e := range r[3].([]any) {
		values := e.([]any)
		sum += p.edge(values[0].(string), values[1], values[2].(map[string]any))
	}
	return sum
}

// ours reports whether a label is one that loads write.
func ours(label string) bool {
	switch label {
	case "Entente", "Current", "Loader", "Dataset", "Actor", "Source", "Conflict", "Relation", "Event", "Evidence":
		return true
	}
	return slices.ContainsFunc(alliance.ActorTypes(), func(t alliance.ActorType) bool { return typeLabel(string(t)) == label })
}

// writes reports whether a property of nodes or edges is one that loads write, and that says something of the facts.
func writes(name string) bool {
	switch name {
	case "id", "type", "digest", "name", "names", "aliases", "keys", "words", "title", "description", "country", "schemes",
		"values", "identifiersFrom", "identifiersTo", "obligations", "publisher", "published", "day", "coversFrom",
		"coversTo", "url", "language", "via", "from", "to", "firstDay", "lastDay", "parties", "subject", "object", "kind",
		"kinds", "role", "conflict", "against", "coalition", "status", "independent", "firstReported", "lastReported",
		"mode", "place", "places", "latitude", "longitude", "participants", "roles", "invoked", "invokedHow", "invokedBy",
		"invokedByHow", "fact", "stance", "source", "speaker", "quote", "locator", "version", "format", "loadedAt",
		"texts", "collections", "coverage", "actors", "relations", "events", "conflicts", "sources", "evidence":
		return true
	}
	return false
}
