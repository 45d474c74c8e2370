package neo4j

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"math"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/search"
)

// properties are those of a node. What is absent is not in them.
type properties map[string]any

// put adds a property unless it is absent.
func put[T ~string](p properties, name string, text T) {
	if text != "" {
		p[name] = string(text)
	}
}

// putList adds a list of texts unless it is empty.
func putList[T ~string](p properties, name string, list []T) {
	if len(list) == 0 {
		return
	}
	texts := make([]string, len(list))
	for i, s := range list {
		texts[i] = string(s)
	}
	p[name] = texts
}

// putDate adds a date unless it is absent.
func putDate(p properties, name string, d alliance.Date) { put(p, name, d.String()) }

// putSpan adds a span.
func putSpan(p properties, s alliance.Span) {
	putDate(p, "from", s.From)
	putDate(p, "to", s.To)
}

// putRecord adds what follows from the evidence for a fact.
func putRecord(p properties, r alliance.Record) {
	p["status"], p["independent"] = string(r.Status), r.IndependentSources
	putDate(p, "firstReported", r.FirstReported)
	putDate(p, "lastReported", r.LastReported)
}

// putWords adds the words that a thing is searched for by, for people who search in the database.
func putWords(p properties, thing alliance.SearchResult) {
	put(p, "words", strings.Join(search.Document(thing), " "))
}

// nameKey returns what stands for a name in lower case in the index of keys: a word that needs no analysis.
func nameKey(lower string) string { return key("name", lower) }

// identifierKey is [nameKey] for an id in another data set.
func identifierKey(scheme, value string) string { return key("id", scheme, value) }

// key returns a word that stands for texts.
func key(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:10])
}

// encodeActor returns the properties of an actor.
func encodeActor(a *alliance.Actor) properties {
	p := properties{"id": a.ID, "name": a.Name, "type": string(a.Type)}
	putList(p, "aliases", a.Aliases)
	put(p, "description", a.Description)
	put(p, "country", a.Country)
	putSpan(p, a.Span)
	putList(p, "obligations", a.ObligationList())
	keys := putIdentifiers(p, a.Identifiers)
	names := []string{strings.ToLower(a.Name)}
	for _, alias := range a.Aliases {
		names = append(names, strings.ToLower(alias))
	}
	putList(p, "names", names)
	for _, name := range names {
		keys = append(keys, nameKey(name))
	}
	put(p, "keys", strings.Join(keys, " "))
	putWords(p, a)
	return p
}

// putIdentifiers adds the ids of an actor in other data sets, as lists that belong together, and returns their keys.
func putIdentifiers(p properties, list []alliance.Identifier) (keys []string) {
	var schemes, values, from, to []string
	for _, i := range list {
		schemes, values = append(schemes, i.Scheme), append(values, i.Value)
		from, to = append(from, i.From.String()), append(to, i.To.String())
		keys = append(keys, identifierKey(i.Scheme, i.Value))
	}
	putList(p, "schemes", schemes)
	putList(p, "values", values)
	putList(p, "identifiersFrom", from)
	putList(p, "identifiersTo", to)
	return keys
}

// encodeSource returns the properties of a source.
func encodeSource(s *alliance.Source) properties {
	p := properties{"id": s.ID, "title": s.Title, "day": int(s.Published.Last())}
	putDate(p, "published", s.Published)
	putDate(p, "coversFrom", s.Covers.From)
	putDate(p, "coversTo", s.Covers.To)
	put(p, "publisher", s.Publisher)
	put(p, "url", s.URL)
	put(p, "language", s.Language)
	put(p, "via", alliance.IDOf(s.Via))
	putWords(p, s)
	return p
}

// encodeConflict returns the properties of a conflict.
func encodeConflict(c *alliance.Conflict) properties {
	p := properties{"id": c.ID, "name": c.Name}
	put(p, "description", c.Description)
	putSpan(p, c.Span)
	p["firstDay"], p["lastDay"] = int(c.From.First()), int(c.To.Last())
	putList(p, "parties", c.Parties)
	putWords(p, c)
	return p
}

// encodeRelation returns the properties of a relation: its parts, and, for people, what all of its evidence adds up to.
func encodeRelation(r *alliance.Relation) properties {
	p := properties{"id": r.ID, "type": string(r.Type), "subject": r.Subject.ID, "object": r.Object.ID}
	put(p, "role", r.Role)
	put(p, "against", alliance.IDOf(r.Against))
	put(p, "conflict", alliance.IDOf(r.Conflict))
	put(p, "coalition", alliance.IDOf(r.Coalition))
	putList(p, "kinds", r.KindList())
	putSpan(p, r.Span)
	putRecord(p, r.Record)
	return p
}

// encodeEvent returns the properties of an event.
func encodeEvent(e *alliance.Event) properties {
	first, last := e.Days()
	p := properties{"id": e.ID, "type": string(e.Type), "title": e.Title, "day": int(first), "lastDay": int(last)}
	put(p, "mode", e.Mode)
	put(p, "description", e.Description)
	putSpan(p, e.Span)
	putPlace(p, e.Place)
	actors, roles := make([]string, len(e.Participants)), make([]string, len(e.Participants))
	for i, participant := range e.Participants {
		actors[i], roles[i] = participant.Actor.ID, string(participant.Role)
	}
	putList(p, "participants", actors)
	putList(p, "roles", roles)
	putLinks(p, "invoked", e.References)
	putLinks(p, "invokedBy", e.ReferencedBy)
	put(p, "conflict", alliance.IDOf(e.Conflict))
	putRecord(p, e.Record)
	putWords(p, e)
	return p
}

// putPlace adds the place of an event, and in lower case what it may be asked for by.
func putPlace(p properties, place *alliance.Place) {
	if place == nil {
		return
	}
	p["place"] = place.Name
	put(p, "country", place.Country)
	p["places"] = []string{strings.ToLower(place.Name), strings.ToLower(string(place.Country))}
	if place.Point != nil {
		p["latitude"], p["longitude"] = place.Point.Latitude, place.Point.Longitude
	}
}

// putLinks adds references to or from other events.
func putLinks(p properties, name string, links []alliance.EventLink) {
	ids, kinds := make([]string, len(links)), make([]string, len(links))
	for i, link := range links {
		ids[i], kinds[i] = link.Event, string(link.Kind)
	}
	putList(p, name, ids)
	putList(p, name+"How", kinds)
}

// encodeEvidence returns the properties of evidence.
func encodeEvidence(e *alliance.Evidence) properties {
	p := properties{
		"id": e.ID, "fact": e.Fact, "stance": string(e.Stance), "source": e.Source.ID, "day": int(e.Source.Published.Last()),
	}
	put(p, "speaker", alliance.IDOf(e.Speaker))
	put(p, "quote", e.Quote)
	put(p, "locator", e.Locator)
	putSpan(p, e.Span)
	putList(p, "kinds", e.KindList())
	return p
}

// digest returns a digest of what the properties of a node say.
func (p properties) digest(label string) int64 {
	b := appendText(nil, label)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		b = appendText(b, name)
		switch v := p[name].(type) {
		case string:
			b = appendText(b, v)
		case int:
			b = binary.BigEndian.AppendUint64(b, uint64(v))
		case float64:
			b = binary.BigEndian.AppendUint64(b, math.Float64bits(v))
		case []string:
			b = appendTexts(b, v...)
		}
	}
	sum := sha256.Sum256(b)
	return int64(binary.BigEndian.Uint64(sum[:8]))
}

// appendTexts appends texts and how many there are.
func appendTexts(b []byte, texts ...string) []byte {
	b = binary.AppendUvarint(b, uint64(len(texts)))
	for _, s := range texts {
		b = appendText(b, s)
	}
	return b
}

// appendText appends a text and its length.
func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}
