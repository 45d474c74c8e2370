package facts

import (
	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

func writtenRelation(r *alliance.Relation) *factfile.Relation {
	return &factfile.Relation{
		ID: factfile.RelationID{ID: writtenID(r.ID)}, Subject: writtenRef(r.Subject.ID), Type: choice(r.Type), Object: writtenRef(r.Object.ID),
		Role: writtenLine(r.Role), Conflict: writtenRef(alliance.IDOf(r.Conflict)), Against: writtenRef(alliance.IDOf(r.Against)),
		Coalition: writtenRef(alliance.IDOf(r.Coalition)), Evidence: writtenEvidence(r.Evidence),
	}
}

// writtenEvidence returns evidence that says itself all that it states, but that it asserts, as most does.
func writtenEvidence(evidence []*alliance.Evidence) []factfile.Evidence {
	list := make([]factfile.Evidence, len(evidence))
	for i, e := range evidence {
		list[i] = factfile.Evidence{
			ID: factfile.EvidenceID{ID: writtenID(e.ID)}, Source: writtenRef(e.Source.ID), Speaker: writtenRef(alliance.IDOf(e.Speaker)),
			From: factfile.OpenDate{Date: writtenDate(e.From)}, To: factfile.OpenDate{Date: writtenDate(e.To)},
			Quote: writtenProse(e.Quote), Locator: writtenLine(e.Locator), Passage: writtenPassage(e.Passage),
		}
		if e.Stance != alliance.Asserts {
			list[i].Stance = choice(e.Stance)
		}
		if e.Kinds != 0 {
			list[i].Kinds = factfile.Kinds{At: somewhere, List: choices(e.KindList())}
		}
	}
	return list
}

func writtenPassage(p *alliance.Passage) *factfile.Passage {
	if p == nil {
		return nil
	}
	verbatim := func(s string) factfile.Verbatim { return factfile.Verbatim{Text: written(s)} }
	return &factfile.Passage{Before: verbatim(p.Before), Quote: verbatim(p.Quote), After: verbatim(p.After)}
}

func writtenEvent(e *alliance.Event) *factfile.Event {
	to := &factfile.Event{
		ID: writtenID(e.ID), Type: choice(e.Type), Mode: writtenLine(e.Mode), Title: writtenLine(e.Title),
		Description: writtenProse(e.Description), From: writtenDate(e.From), To: writtenDate(e.To), Place: writtenPlace(e.Place),
		Conflict: writtenRef(alliance.IDOf(e.Conflict)), Evidence: writtenEvidence(e.Evidence),
	}
	for _, p := range e.Participants {
		to.Participants = append(to.Participants, factfile.Participant{Actor: writtenRef(p.Actor.ID), Role: choice(p.Role)})
	}
	for _, r := range e.References {
		to.References = append(to.References, factfile.Reference{Kind: choice(r.Kind), To: writtenRef(r.Event)})
	}
	return to
}

func writtenPlace(p *alliance.Place) *factfile.Place {
	if p == nil {
		return nil
	}
	to := &factfile.Place{Name: writtenLine(p.Name), Country: factfile.Country{Text: written(p.Country)}}
	if p.Point != nil {
		to.Latitude = factfile.Latitude{Degrees: factfile.Degrees{Value: p.Point.Latitude, At: somewhere}}
		to.Longitude = factfile.Longitude{Degrees: factfile.Degrees{Value: p.Point.Longitude, At: somewhere}}
	}
	return to
}
