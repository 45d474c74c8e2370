package facts

import (
	"strings"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// checkReferences reports references that are not to an earlier event, now that the dates of all are known: one by one, and
// then in circles, which no dates can be right for.
func (l *linker) checkReferences() {
	w := walker{linker: l, to: map[*alliance.Event][]reference{}, depth: map[*alliance.Event]int{}}
	for _, f := range l.files {
		for i := range f.Events {
			e := &f.events[i]
			for _, raw := range f.Events[i].References {
				if to := l.checkReference(f, e, raw.To); to != nil {
					w.to[e] = append(w.to[e], reference{f, raw.To.At, to})
				}
			}
		}
	}
	for _, f := range l.files {
		for i := range f.events {
			w.walk(&f.events[i])
		}
	}
}

// checkReference returns the event that a reference is to. It returns nil, and reports it, where that is the event itself,
// or one that certainly came later: that began after this one had ended, as far as their dates say. Of events with no date,
// or dates that overlap, nothing is certain.
func (l *linker) checkReference(f *file, e *alliance.Event, ref factfile.Ref) *alliance.Event {
	to, ok := l.ids[ref.Value].thing.(*alliance.Event)
	if !ok {
		return nil // which has been reported
	}
	_, last := e.Days()
	first, _ := to.Days()
	switch {
	case to == e:
		l.report(f, ref.At, "%.60q refers to itself (references are to earlier events)", e.ID)
		return nil
	case first > last:
		l.report(f, ref.At, "%.60q is later than this event, which ended on %s (references are to earlier events: let the later one refer to this one)",
			to.ID, ended(e))
		return nil
	}
	return to
}

// A reference is to an event, and stands at a place.
type reference struct {
	file *file
	at   factfile.Pos
	to   *alliance.Event
}

// A walker follows references, each once, depth first.
type walker struct {
	*linker
	to map[*alliance.Event][]reference
	// path are the events that led to the one where the walk is; depth is how many there were with each, followed once all
	// that it refers to has been.
	path  []*alliance.Event
	depth map[*alliance.Event]int
}

const followed = -1

// walk follows the references of an event, and reports each that leads back to an event on the path: it closes a circle.
func (w *walker) walk(e *alliance.Event) {
	if len(w.to[e]) == 0 || w.depth[e] != 0 {
		return
	}
	w.path = append(w.path, e)
	w.depth[e] = len(w.path)
	for _, r := range w.to[e] {
		if depth := w.depth[r.to]; depth > 0 {
			w.report(r.file, r.at, "references lead round in a circle: %s (references are to earlier events: delete those of the earlier to the later)",
				round(w.path[depth-1:]))
			continue
		}
		w.walk(r.to)
	}
	w.path = w.path[:w.depth[e]-1]
	w.depth[e] = followed
}

// round names the events in a circle, from the first of them back to it; of many, only some.
func round(events []*alliance.Event) string {
	ids := []string{}
	for _, e := range events {
		ids = append(ids, e.ID)
	}
	if most := 10; len(ids) > most {
		ids = append(ids[:most], "…")
	}
	return strings.Join(append(ids, events[0].ID), " → ")
}
