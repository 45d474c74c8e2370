package facts

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// JSON returns facts as a JSON fact file with explicit ids, in which each piece of evidence says all that it states. If
// the facts are from several data sets, the file describes none of them, as it can be only one. The file has no passages,
// since they come from texts that are not in it: read again, the facts are the same but for these.
func JSON(f *alliance.Facts) ([]byte, error) {
	w := writer{shared: sharedNames(f.Actors)}
	o := object{}
	if len(f.Collections) == 1 {
		w.covers = f.Collections[0].Covers
		o["dataset"] = pruned(writtenCollection(f.Collections[0]))
	}
	o["actors"] = each(f.Actors, w.actor)
	o["sources"] = each(f.Sources, w.source)
	o["conflicts"] = each(f.Conflicts, writtenConflict)
	o["relations"] = each(f.Relations, writtenRelation)
	o["events"] = each(f.Events, writtenEvent)
	return json.Marshal(o)
}

// A writer knows what the things of a data set have to say of themselves because of the others.
type writer struct {
	// shared are the names, folded, that several actors have.
	shared map[string]bool
	// covers is what the sources cover if they do not say otherwise.
	covers alliance.Span
}

// sharedNames returns the names and aliases, folded, that several actors have.
func sharedNames(actors []*alliance.Actor) map[string]bool {
	seen, shared := map[string]bool{}, map[string]bool{}
	for _, a := range actors {
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			key := fold(name)
			shared[key] = seen[key]
			seen[key] = true
		}
	}
	return shared
}

// Check returns an error if [Read] would find problems in a fact file of these facts. It describes the first problem
// and counts the others. Names that several actors have are no problem: the facts do not tell whether their files allow
// it.
func Check(f *alliance.Facts) error {
	text, err := JSON(f)
	if err != nil {
		return err
	}
	files := []factfile.File{{Name: "facts.json", Open: func() ([]byte, error) { return text, nil }}}
	l := newLinker()
	if err := l.read(files, []int{0}, nil); err != nil {
		return err
	}
	l.link(func() {})
	switch n := len(l.problems); n {
	case 0:
		return nil
	case 1:
		return errors.New(l.problems[0].Message)
	default:
		l.problems.sort()
		return fmt.Errorf("%s (and %d more)", l.problems[0].Message, n-1)
	}
}

// An object is a mapping of a fact file.
type object map[string]any

// each returns things as objects, omitting keys with empty values.
func each[T any](things []T, write func(T) object) []object {
	list := make([]object, len(things))
	for i, thing := range things {
		list[i] = pruned(write(thing))
	}
	return list
}

// pruned removes keys with empty values, except empty lists, and returns the object.
func pruned(o object) object {
	for key, value := range o {
		switch v := value.(type) {
		case string:
			if v == "" {
				delete(o, key)
			}
		case alliance.Text:
			if v == "" {
				delete(o, key)
			}
		case alliance.Date:
			if v.IsZero() {
				delete(o, key)
			}
		case object:
			if len(v) == 0 {
				delete(o, key)
			}
		case nil:
			delete(o, key)
		}
	}
	return o
}

func writtenCollection(c alliance.Collection) object {
	return object{
		"title": c.Title, "description": c.Description, "authors": append([]string{}, c.Authors...), "license": c.License,
		"url": c.URL, "covers": pruned(object{"from": c.Covers.From, "to": c.Covers.To}),
	}
}

func (w *writer) actor(a *alliance.Actor) object {
	o := object{
		"id": a.ID, "name": a.Name, "type": a.Type, "aliases": append([]string{}, a.Aliases...), "description": a.Description,
		"country": a.Country, "identifiers": each(a.Identifiers, writtenIdentifier), "from": a.From, "to": a.To,
		"obligations": a.ObligationList(),
	}
	isShared := func(name string) bool { return w.shared[fold(name)] }
	if isShared(a.Name) || slices.ContainsFunc(a.Aliases, isShared) {
		o["sharedName"] = true
	}
	return o
}

func writtenIdentifier(i alliance.Identifier) object {
	return object{"scheme": i.Scheme, "value": i.Value, "from": i.From, "to": i.To}
}

// source writes null for an end that the data set covers but the source does not.
func (w *writer) source(s *alliance.Source) object {
	covers := pruned(object{"from": s.Covers.From, "to": s.Covers.To})
	none := json.RawMessage("null")
	if s.Covers.From.IsZero() && !w.covers.From.IsZero() {
		covers["from"] = none
	}
	if s.Covers.To.IsZero() && !w.covers.To.IsZero() {
		covers["to"] = none
	}
	return object{
		"id": s.ID, "title": s.Title, "publisher": s.Publisher, "published": s.Published, "url": s.URL,
		"language": s.Language, "via": alliance.IDOf(s.Via), "covers": covers,
	}
}

func writtenConflict(c *alliance.Conflict) object {
	return object{"id": c.ID, "name": c.Name, "description": c.Description, "from": c.From, "to": c.To}
}

func writtenRelation(r *alliance.Relation) object {
	return object{
		"id": r.ID, "subject": r.Subject.ID, "type": r.Type, "object": r.Object.ID, "role": r.Role,
		"conflict": alliance.IDOf(r.Conflict), "against": alliance.IDOf(r.Against), "coalition": alliance.IDOf(r.Coalition),
		"evidence": each(r.Evidence, writtenEvidence),
	}
}

func writtenEvidence(e *alliance.Evidence) object {
	o := object{
		"id": e.ID, "source": e.Source.ID, "stance": e.Stance, "from": e.From, "to": e.To, "speaker": alliance.IDOf(e.Speaker),
		"quote": e.Quote, "locator": e.Locator,
	}
	if e.Kinds != 0 {
		o["kinds"] = e.KindList()
	}
	return o
}

func writtenEvent(e *alliance.Event) object {
	o := object{
		"id": e.ID, "type": e.Type, "mode": e.Mode, "title": e.Title, "description": e.Description, "from": e.From,
		"to": e.To, "conflict": alliance.IDOf(e.Conflict), "evidence": each(e.Evidence, writtenEvidence),
		"participants": each(e.Participants, func(p alliance.Participant) object {
			return object{"actor": p.Actor.ID, "role": p.Role}
		}),
		"references": each(e.References, func(l alliance.EventLink) object { return object{"kind": l.Kind, "to": l.Event} }),
	}
	if p := e.Place; p != nil {
		place := object{"name": p.Name, "country": p.Country}
		if p.Point != nil {
			place["latitude"], place["longitude"] = p.Point.Latitude, p.Point.Longitude
		}
		o["place"] = pruned(place)
	}
	return o
}
