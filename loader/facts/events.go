package facts

import (
	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// linkEvents fills in the events of a file.
func (l *linker) linkEvents(f *file) {
	for i := range f.Events {
		raw, e := &f.Events[i], &f.events[i]
		e.Type, e.Mode = raw.Type.Value, alliance.Text(raw.Mode.Value)
		e.Title, e.Description = raw.Title.Value, alliance.Text(raw.Description.Value)
		e.Span = l.span(f, raw.From, raw.To)
		e.Place = l.place(f, raw.Place)
		e.Conflict = find[*alliance.Conflict](l, f, raw.Conflict)
		own := e.Evidence[:len(f.said[i])]
		l.linkEvidence(f, f.said[i], own)
		for j := range raw.Evidence {
			l.checkTimeless(f, &raw.Evidence[j])
		}
		l.checkRepeats(f, e, len(e.Evidence), f.said[i], own)
		for _, p := range raw.Participants {
			l.addParticipant(f, e, p)
		}
		for _, reference := range raw.References {
			l.addReference(f, e, reference)
		}
		l.doubtEvent(f, raw, e)
	}
}

// place returns a place, or nil if none is given. It reports a latitude or longitude without the other.
func (l *linker) place(f *file, raw *factfile.Place) *alliance.Place {
	if raw == nil {
		return nil
	}
	p := &alliance.Place{Name: raw.Name.Value, Country: alliance.Text(raw.Country.Value)}
	latitude, longitude := raw.Latitude.Degrees, raw.Longitude.Degrees
	switch {
	case latitude.At.Absent() && longitude.At.Absent():
	case longitude.At.Absent():
		l.report(f, latitude.At, "latitude without longitude (add the longitude, or leave both out)")
	case latitude.At.Absent():
		l.report(f, longitude.At, "longitude without latitude (add the latitude, or leave both out)")
	default:
		p.Point = &alliance.Point{Latitude: latitude.Value, Longitude: longitude.Value}
	}
	return p
}

// addParticipant adds a participant, and reports one that already takes part in this role.
func (l *linker) addParticipant(f *file, e *alliance.Event, raw factfile.Participant) {
	p := alliance.Participant{Actor: find[*alliance.Actor](l, f, raw.Actor), Role: raw.Role.Value}
	if raw.Role.At.Absent() {
		p.Role = "PARTICIPANT"
	}
	for _, q := range e.Participants {
		if p == q && p.Actor != nil && len(l.others[p.Actor.ID]) > 0 {
			return
		}
		if p == q && p.Actor != nil && p.Role != "" {
			l.report(f, raw.At, "%.60q takes part twice as %s (delete one)", p.Actor.ID, p.Role)
		}
	}
	e.Participants = append(e.Participants, p)
}

// addReference adds a reference to another event, and reports one that is given twice.
func (l *linker) addReference(f *file, e *alliance.Event, raw factfile.Reference) {
	to := find[*alliance.Event](l, f, raw.To)
	if to == nil {
		return
	}
	link := alliance.EventLink{Kind: raw.Kind.Value, Event: to.ID}
	for _, other := range e.References {
		if link == other {
			l.report(f, raw.At, "the event refers twice to %.60q as %s (delete one)", link.Event, link.Kind)
		}
	}
	e.References = append(e.References, link)
}

// ended returns the date on which an event ended.
func ended(e *alliance.Event) alliance.Date {
	if e.To.IsZero() {
		return e.From
	}
	return e.To
}
