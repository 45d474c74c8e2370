package mapping

import (
	"slices"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A way is a way to find an actor, compiled.
type way struct {
	scheme, label   string
	value, name, id *value
	anyDay          bool
	names           *expression
	known           map[string][]knownActor
	types           []alliance.ActorType
}

// A knownActor is what a person decided a text to stand for.
type knownActor struct {
	id, scheme string
	at         factfile.Pos
}

// A search is for an actor in a row.
type search struct {
	on    alliance.Date
	found []*actor
	by    string
	// text is what was looked for, and at its position.
	text string
	at   factfile.Pos
	// other are those that an identifier stands for on other days.
	other []*actor
}

// search looks for an actor in all ways. Those that find something must agree; a decision of a person stands alone.
func (f *run) search(r *row, p *actorProgram, on alliance.Date) (*search, error) {
	s := &search{on: on, at: r.record.at(-1)}
	for i := range p.ways {
		w := &p.ways[i]
		found, final, err := f.look(r, s, w)
		switch {
		case err != nil:
			return nil, err
		case final:
			s.found, s.by = found, w.label
			return s, nil
		case len(found) == 0:
		case len(s.found) == 0:
			s.found, s.by = found, w.label
		default:
			s.agree(found)
		}
	}
	return s, nil
}

// agree keeps the actors that another way has found, too; if there are none, all may be meant.
func (s *search) agree(found []*actor) {
	both := slices.DeleteFunc(slices.Clone(s.found), func(a *actor) bool { return !slices.Contains(found, a) })
	if len(both) > 0 {
		s.found = both
		return
	}
	for _, a := range found {
		if !slices.Contains(s.found, a) {
			s.found = append(s.found, a)
		}
	}
}

// look looks for an actor in one way. It is final if a person has decided.
func (f *run) look(r *row, s *search, w *way) (found []*actor, final bool, err error) {
	switch {
	case w.names != nil:
		found, err = f.lookNames(r, s, w)
	case w.name != nil:
		var text string
		if text, err = w.name.text(r, nil); text != "" {
			s.note(text, w.name, r)
			found = f.index.byName(text, s.on)
		}
	case w.id != nil:
		var id string
		if id, err = w.id.text(r, idPart); id != "" {
			s.note(id, w.id, r)
			if a := f.index.ids[id]; a != nil {
				found = []*actor{a}
			}
		}
	default:
		found, final, err = f.lookValue(r, s, w)
	}
	return w.fitting(found), final, err
}

// note notes what was looked for first.
func (s *search) note(text string, v *value, r *row) {
	if s.text == "" {
		s.text, s.at = text, v.at(r)
	}
}

// lookNames looks for an actor of one of several names.
func (f *run) lookNames(r *row, s *search, w *way) (found []*actor, err error) {
	list, err := w.names.value(r)
	for _, item := range listOf(list) {
		text := textOf(item)
		if text == "" {
			continue
		}
		if s.text == "" {
			s.text, s.at = text, w.names.at(r)
		}
		for _, a := range f.index.byName(text, s.on) {
			if !slices.Contains(found, a) {
				found = append(found, a)
			}
		}
	}
	return found, err
}

// lookValue looks for an actor by an identifier, or by the decision of a person.
func (f *run) lookValue(r *row, s *search, w *way) (found []*actor, final bool, err error) {
	text, err := w.value.text(r, nil)
	if text == "" || err != nil {
		return nil, false, err
	}
	if w.known == nil {
		s.note(text, w.value, r)
		return f.lookIdentifier(s, w, text), false, nil
	}
	s.note(text, w.value, r)
	decided := w.known[factfile.Fold(text)]
	for _, k := range decided {
		on := s.on
		if len(decided) == 1 && k.scheme == "" {
			on = alliance.Date{}
		}
		if found = f.index.decided(k, on); len(found) > 0 {
			return found, true, nil
		}
	}
	if len(decided) > 0 {
		when := ""
		if !s.on.IsZero() {
			when = " on " + s.on.String()
		}
		f.mapping.report(decided[0].at, "none of the actors for %.60q is there%s (correct the id or code, or add the actor)", text, when)
	}
	return nil, false, nil
}

// lookIdentifier looks for an actor by an identifier, on the date or, if the way allows that, on other days of one that lives
// then.
func (f *run) lookIdentifier(s *search, w *way, value string) []*actor {
	found := f.index.byIdentifier(w.scheme, value, s.on)
	if len(found) > 0 {
		return found
	}
	other := f.index.byIdentifier(w.scheme, value, alliance.Date{})
	if s.other == nil {
		s.other = other
	}
	if !w.anyDay {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(other), func(a *actor) bool { return !a.life.Shares(s.on) })
}

// decided returns the actors that a person decided on, if they live on a date.
func (x *index) decided(k knownActor, on alliance.Date) []*actor {
	if k.scheme != "" {
		return x.byIdentifier(k.scheme, k.id, on)
	}
	if a := x.ids[k.id]; a != nil && a.life.Shares(on) {
		return []*actor{a}
	}
	return nil
}

// fitting returns the actors that are of a type that the way is for.
func (w *way) fitting(found []*actor) []*actor {
	if len(w.types) == 0 {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), func(a *actor) bool { return !slices.Contains(w.types, a.kind) })
}
