package facts

import (
	"strings"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// checkReferences reports references that are not to an earlier event, now that all dates are known: first individual
// ones, then cycles, which no dates can satisfy.
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

// checkReference returns the event that a reference is to. If that is the event itself or a later one, checkReference
// reports it and returns nil. An event is certainly later only if it began after this one had ended; missing dates and
// dates that overlap prove nothing.
func (l *linker) checkReference(f *file, e *alliance.Event, ref factfile.Ref) *alliance.Event {
	to, ok := l.ids[ref.Value].thing.(*alliance.Event)
	if !ok {
		return nil // already reported
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

// A reference is a reference to an event and its position.
type reference struct {
	file *file
	at   factfile.Pos
	to   *alliance.Event
}

// A walker follows each reference once, depth first.
type walker struct {
	*linker
	to map[*alliance.Event][]reference
	// path is the path to the current event; depth is the length of the path up to and including each event on it, or
	// followed for events whose references have all been followed.
	path  []*alliance.Event
	depth map[*alliance.Event]int
}

const followed = -1

// walk follows the references of an event, and reports each that closes a cycle by leading back to an event on the
// path.
func (w *walker) walk(e *alliance.Event) {
	if len(w.to[e]) == 0 || w.depth[e] != 0 {
		return
	}
	w.path = append(w.path, e)
	w.depth[e] = len(w.path)
	for _, r := range w.to[e] {
		if depth := w.depth[r.to]; depth > 0 {
			w.report(r.file, r.at, "references form a cycle: %s (references are to earlier events: delete those from earlier to later events)",
				listCycle(w.path[depth-1:]))
			continue
		}
		w.walk(r.to)
	}
	w.path = w.path[:w.depth[e]-1]
	w.depth[e] = followed
}

// listCycle lists the ids of the events in a cycle, from the first back to itself, leaving some out if there are many.
func listCycle(events []*alliance.Event) string {
	ids := []string{}
	for _, e := range events {
		ids = append(ids, e.ID)
	}
	if most := 10; len(ids) > most {
		ids = append(ids[:most], "…")
	}
	return strings.Join(append(ids, events[0].ID), " → ")
}
