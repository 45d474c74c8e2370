package mapping

import (
	"strconv"

	"entente/loader/internal/factfile"
)

// things makes the conflicts and sources of a row.
func (f *run) things(p *rule) error {
	for i := range p.conflicts {
		of := &p.conflicts[i]
		o, err := f.conflict(p, of)
		if err != nil {
			return err
		}
		p.outcomes[of.key] = o
	}
	for i := range p.sources {
		of := &p.sources[i]
		o, err := f.source(p, of)
		if err != nil {
			return err
		}
		p.outcomes[of.key] = o
	}
	return nil
}

// A named thing is a conflict or source that was made.
type named struct {
	name, where string
	differs     bool
}

// thing returns the id of a conflict or source, and whether a row has made it already. If its name differs, that is noted.
func (f *run) thing(p *rule, id, name *value, noun string) (o outcome, made bool, err error) {
	text, err := id.text(p.row, idPart)
	if err != nil || text == "" {
		return outcome{}, false, err
	}
	o = outcome{state: there, id: f.intern(text), at: id.at(p.row)}
	title, err := name.text(p.row, nil)
	if err != nil {
		return outcome{}, false, err
	}
	first := f.index.things[text]
	if first == nil {
		f.index.things[o.id] = &named{name: f.intern(title), where: f.where(o.at)}
		return o, false, nil
	}
	if title != "" && factfile.Fold(title) != factfile.Fold(first.name) && !first.differs {
		first.differs = true
		f.summary.Contradictions = append(f.summary.Contradictions, contradiction(f.data.name, name.at(p.row), noun, o.id, title, first))
	}
	return o, true, nil
}

// conflict makes a conflict, or returns that which an earlier row has made.
func (f *run) conflict(p *rule, of *conflictProgram) (outcome, error) {
	if yes, err := of.where.holds(p.row); !yes || err != nil {
		return outcome{}, err
	}
	o, made, err := f.thing(p, of.id, of.name, "conflict")
	if made || o.state != there || err != nil {
		return o, err
	}
	raw := factfile.Conflict{At: p.row.record.at(-1)}
	f.scanText(&raw.ID, "id", o.id, o.at)
	if err := f.fill(p.row, &raw.Name, "name", of.name); err != nil {
		return o, err
	}
	if err := f.fill(p.row, &raw.Description, "description", of.description); err != nil {
		return o, err
	}
	from, err := f.date(p.row, of.from)
	if err != nil {
		return o, err
	}
	to, err := f.date(p.row, of.to)
	raw.From, raw.To = from.Date, to.Date
	f.document().Conflicts = append(f.document().Conflicts, raw)
	return o, err
}

// source makes a source, or returns that which an earlier row has made.
func (f *run) source(p *rule, of *sourceProgram) (outcome, error) {
	if yes, err := of.where.holds(p.row); !yes || err != nil {
		return outcome{}, err
	}
	o, made, err := f.thing(p, of.id, of.title, "source")
	if made || o.state != there || err != nil {
		return o, err
	}
	raw := factfile.Source{At: p.row.record.at(-1)}
	f.scanText(&raw.ID, "id", o.id, o.at)
	for _, field := range []struct {
		to   factfile.Scalar
		key  string
		from *value
	}{
		{&raw.Title, "title", of.title}, {&raw.Publisher, "publisher", of.publisher}, {&raw.URL, "url", of.url}, {&raw.Language, "language", of.language},
	} {
		if err := f.fill(p.row, field.to, field.key, field.from); err != nil {
			return o, err
		}
	}
	published, err := f.date(p.row, of.published)
	raw.Published = published.Date
	if raw.Published.At.Absent() {
		f.problems.report(problemf(raw.At, "the source %.60q has no date of publication here (give one for every row)", o.id))
	}
	f.document().Sources = append(f.document().Sources, raw)
	return o, err
}

// event adds an event that a row states, unless an earlier one has.
func (f *run) event(p *rule, of *eventProgram) error {
	if yes, err := of.where.holds(p.row); !yes || err != nil {
		return err
	}
	raw := factfile.Event{At: p.row.record.at(-1)}
	for _, field := range []struct {
		to   factfile.Scalar
		key  string
		from *value
	}{
		{&raw.Type, "type", of.kind}, {&raw.Mode, "mode", of.mode}, {&raw.Title, "title", of.title}, {&raw.Description, "description", of.description},
	} {
		if err := f.fill(p.row, field.to, field.key, field.from); err != nil {
			return err
		}
	}
	if err := f.identifyFact(p, &raw.ID, of.id); err != nil {
		return err
	}
	if err := f.fillEvent(p, of, &raw); err != nil {
		return err
	}
	f.document().Events = append(f.document().Events, raw)
	f.summary.Events++
	return nil
}

// fillEvent fills in when and where an event happened, who took part, and who says so.
func (f *run) fillEvent(p *rule, of *eventProgram, raw *factfile.Event) error {
	from, err := f.date(p.row, of.from)
	if err != nil {
		return err
	}
	to, err := f.date(p.row, of.to)
	if err != nil {
		return err
	}
	raw.From, raw.To = from.Date, to.Date
	if of.conflict != nil {
		if raw.Conflict, _, err = f.refer(p, of.conflict); err != nil {
			return err
		}
	}
	if raw.Place, err = f.place(p, of.place); err != nil {
		return err
	}
	for _, participant := range of.participants {
		actor, state, err := f.refer(p, participant.actor)
		if err != nil {
			return err
		}
		if state != there {
			continue
		}
		one := factfile.Participant{At: raw.At, Actor: actor}
		if err := f.fill(p.row, &one.Role, "role", participant.role); err != nil {
			return err
		}
		raw.Participants = append(raw.Participants, one)
	}
	raw.Evidence, err = f.evidence(p, of.evidence)
	return err
}

// place returns where an event happened, or nil.
func (f *run) place(p *rule, of *placeProgram) (*factfile.Place, error) {
	if of == nil {
		return nil, nil
	}
	raw := &factfile.Place{At: p.row.record.at(-1)}
	if err := f.fill(p.row, &raw.Name, "name", of.name); err != nil || raw.Name.Value == "" {
		return nil, err
	}
	if err := f.fill(p.row, &raw.Country, "country", of.country); err != nil {
		return nil, err
	}
	var err error
	if raw.Latitude.Degrees, err = f.degrees(p, of.latitude, "latitude", 90); err != nil {
		return nil, err
	}
	raw.Longitude.Degrees, err = f.degrees(p, of.longitude, "longitude", 180)
	return raw, err
}

// degrees returns an angle.
func (f *run) degrees(p *rule, v *value, key string, most float64) (factfile.Degrees, error) {
	text, err := v.text(p.row, nil)
	if err != nil || text == "" {
		return factfile.Degrees{}, err
	}
	at := v.at(p.row)
	angle, err := strconv.ParseFloat(text, 64)
	if err != nil || angle < -most || angle > most {
		return factfile.Degrees{}, badFile{problemf(at, "%s %.60s is no angle (write degrees from -%g to %g)", key, text, most, most)}
	}
	return factfile.Degrees{Value: angle, At: at}, nil
}
