package facts

import (
	"encoding/json"
	"errors"
	"fmt"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// JSON returns facts as a JSON fact file with explicit ids.
func JSON(f *alliance.Facts) ([]byte, error) {
	return json.Marshal(map[string]any{
		"actors":    each(f.Actors, writtenActor),
		"sources":   each(f.Sources, writtenSource),
		"conflicts": each(f.Conflicts, writtenConflict),
		"relations": each(f.Relations, writtenRelation),
		"events":    each(f.Events, writtenEvent),
	})
}

// Check returns an error if [Read] would find problems in a fact file of these facts. It describes the first problem
// and counts the others.
func Check(f *alliance.Facts) error {
	text, err := JSON(f)
	if err != nil {
		return err
	}
	files := []factfile.File{{Name: "facts.json", Text: text}}
	l := newLinker(files, factfile.Parse(files))
	l.link()
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
		list[i] = write(thing)
		for key, value := range list[i] {
			switch v := value.(type) {
			case string:
				if v == "" {
					delete(list[i], key)
				}
			case alliance.Text:
				if v == "" {
					delete(list[i], key)
				}
			case alliance.Date:
				if v.IsZero() {
					delete(list[i], key)
				}
			case nil:
				delete(list[i], key)
			}
		}
	}
	return list
}

func writtenActor(a *alliance.Actor) object {
	aliases := append([]string{}, a.Aliases...)
	return object{
		"id": a.ID, "name": a.Name, "type": a.Type, "aliases": aliases, "description": a.Description, "country": a.Country,
		"identifiers": each(a.Identifiers, func(i alliance.Identifier) object { return object{"scheme": i.Scheme, "value": i.Value} }),
	}
}

func writtenSource(s *alliance.Source) object {
	return object{
		"id": s.ID, "title": s.Title, "publisher": s.Publisher, "published": s.Published, "url": s.URL,
		"language": s.Language, "via": alliance.IDOf(s.Via),
	}
}

func writtenConflict(c *alliance.Conflict) object {
	return object{"id": c.ID, "name": c.Name, "description": c.Description, "from": c.From, "to": c.To}
}

func writtenRelation(r *alliance.Relation) object {
	kinds := append([]alliance.RelationKind{}, r.Kinds...)
	return object{
		"id": r.ID, "subject": r.Subject.ID, "type": r.Type, "object": r.Object.ID, "kinds": kinds, "role": r.Role,
		"from": r.From, "to": r.To, "conflict": alliance.IDOf(r.Conflict), "against": alliance.IDOf(r.Against),
		"evidence": each(r.Evidence, writtenEvidence),
	}
}

func writtenEvidence(e *alliance.Evidence) object {
	return object{
		"id": e.ID, "source": e.Source.ID, "stance": e.Stance, "speaker": alliance.IDOf(e.Speaker), "quote": e.Quote,
		"locator": e.Locator,
	}
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
		o["place"] = each([]object{place}, func(o object) object { return o })[0]
	}
	return o
}
