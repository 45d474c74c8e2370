package mapping

import (
	"strconv"
	"strings"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// An outcome is what became of a thing that a rule names, in a row.
type outcome struct {
	state state
	id    string
	at    factfile.Pos
	// alike counts the rows that have the same problem.
	alike *alike
	// unmatched counts the rows in which the same actor was not found.
	unmatched *Unmatched
	// by is what the actor was found by.
	by string
}

type state uint8

const (
	// absent: the row has no such thing.
	absent state = iota
	there
	// unmatched: it was not found, and the mapping allows that.
	unmatched
	// failed: a problem has been reported.
	failed
)

// An actorProgram finds or makes an actor of a rule.
type actorProgram struct {
	name        string
	where       *expression
	ways        []way
	on          *date
	made        *madeProgram
	identifiers []identifierProgram
	aliases     []*expression
	skip        bool
	// uses are the cells and items that it depends on; memo has the outcome by their texts.
	uses []slot
	memo map[string]outcome
	key  []byte
}

// A madeProgram makes an actor.
type madeProgram struct {
	id, name, kind, description, country *value
	from, to                             *date
	obligations                          *kinds
	shared                               bool
}

// An identifierProgram gives an actor an id of another data set.
type identifierProgram struct {
	scheme   string
	value    *value
	from, to *date
}

// resolve returns the actor of a row.
func (f *run) resolve(r *row, p *actorProgram) outcome {
	if !p.remember(r) {
		return f.resolveAnew(r, p)
	}
	o, known := p.memo[string(p.key)]
	if !known {
		key := string(p.key)
		o = f.resolveAnew(r, p)
		p.memo[key] = o
		return o
	}
	if o.alike != nil {
		o.alike.count++
	}
	if o.unmatched != nil {
		o.unmatched.Rows++
	}
	o.at = r.record.at(-1)
	return o
}

// remember makes the key of a row for the memo, and reports whether there is one.
func (p *actorProgram) remember(r *row) bool {
	if p.memo == nil {
		return false
	}
	p.key = p.key[:0]
	for _, s := range p.uses {
		v, err := r.value(s)
		text, ok := v.(string)
		if !ok || err != nil {
			return false
		}
		p.key = append(append(p.key, text...), 0)
	}
	return true
}

// resolveAnew finds or makes the actor of a row.
func (f *run) resolveAnew(r *row, p *actorProgram) outcome {
	o, err := f.tryResolve(r, p)
	if err != nil {
		f.fail(r, err)
		return outcome{state: failed}
	}
	return o
}

func (f *run) tryResolve(r *row, p *actorProgram) (outcome, error) {
	if yes, err := p.where.holds(r); !yes || err != nil {
		return outcome{}, err
	}
	on, err := f.date(r, p.on)
	if err != nil {
		return outcome{}, err
	}
	s, err := f.search(r, p, on.Value)
	switch {
	case err != nil:
		return outcome{}, err
	case len(s.found) > 1:
		return f.ambiguous(s), nil
	case len(s.found) == 1:
		a := s.found[0]
		f.found(s.by, a)
		return outcome{state: there, id: a.id, at: s.at, by: s.by}, f.enrich(r, p, a)
	case p.made != nil:
		return f.make(r, p)
	case s.text == "":
		return outcome{}, nil
	default:
		return f.unmatched(p, s), nil
	}
}

// found counts an actor that was found, once.
func (f *run) found(by string, a *actor) {
	if f.mapping.found[by] == nil {
		f.mapping.found[by] = map[string]bool{}
	}
	if !f.mapping.found[by][a.id] {
		f.mapping.found[by][a.id] = true
		f.summary.Found[by]++
	}
}

// ambiguous reports an actor that may be one of several.
func (f *run) ambiguous(s *search) outcome {
	f.summary.Ambiguous++
	candidates := listed(s.found)
	p := problemf(s.at, "%.80q may be %s (decide in %s: under each known, name the right one, such as known: {%.80[1]q: …})",
		s.text, strings.Join(strings.Split(candidates, "), "), "), or "), f.mapping.Name)
	return outcome{state: failed, alike: f.problems.add("ambiguous "+s.text+candidates, 1, p)}
}

// unmatched reports an actor that was not found, or counts it if the mapping allows that.
func (f *run) unmatched(p *actorProgram, s *search) outcome {
	meant := f.index.closest(s.text)
	if len(s.other) > 0 {
		meant = listed(s.other) + ", of other days"
	}
	if p.skip {
		u := f.unmatchedBy[s.text]
		if u == nil {
			u = &Unmatched{Text: f.intern(s.text), Meant: meant}
			f.unmatchedBy[u.Text] = u
		}
		u.Rows++
		return outcome{state: unmatched, unmatched: u}
	}
	advice := "add it to the facts, make it by make, or leave such rows out by unmatched: skip"
	if meant != "" {
		advice = "perhaps " + meant + ": then name it under each known in " + f.mapping.Name + ", such as known: {" + strconv.Quote(s.text) + ": …}; otherwise " + advice
	}
	problem := problemf(s.at, "no actor %.80q was found for %s (%s)", s.text, p.name, advice)
	return outcome{state: failed, alike: f.problems.add("unmatched "+s.text, 1, problem)}
}

// make returns the actor that a row makes, or that an earlier row has made.
func (f *run) make(r *row, p *actorProgram) (outcome, error) {
	id, err := p.made.id.text(r, idPart)
	if err != nil || id == "" {
		return outcome{}, err
	}
	raw := factfile.Actor{At: r.record.at(-1), SharedName: factfile.Flag{Value: p.made.shared}}
	f.scanText(&raw.ID, "id", id, p.made.id.at(r))
	if err := f.fillActor(r, p.made, &raw); err != nil {
		return outcome{}, err
	}
	a := f.index.ids[raw.ID.Value]
	if a == nil {
		if raw.Name.Value == "" {
			f.problems.report(problemf(p.made.name.at(r), "the actor %.60q has no name (the cell is empty)", id))
		}
		a = f.index.add(&raw, f.where(raw.ID.At))
		f.document().Actors = append(f.document().Actors, raw)
		f.summary.Made++
	} else {
		f.compare(a, &raw)
	}
	return outcome{state: there, id: a.id, at: raw.ID.At}, f.enrich(r, p, a)
}

// fillActor fills in an actor to make.
func (f *run) fillActor(r *row, m *madeProgram, raw *factfile.Actor) error {
	for _, fill := range []func() error{
		func() error { return f.fill(r, &raw.Name, "name", m.name) },
		func() error { return f.fill(r, &raw.Type, "type", m.kind) },
		func() error { return f.fill(r, &raw.Description, "description", m.description) },
		func() error { return f.fill(r, &raw.Country, "country", m.country) },
	} {
		if err := fill(); err != nil {
			return err
		}
	}
	from, err := f.date(r, m.from)
	if err != nil {
		return err
	}
	to, err := f.date(r, m.to)
	if err != nil {
		return err
	}
	raw.From, raw.To = from.Date, to.Date
	obligations, err := f.kindsOf(r, m.obligations)
	raw.Obligations = obligations.List
	return err
}

// compare notes what a row says otherwise of an actor than the first.
func (f *run) compare(a *actor, raw *factfile.Actor) {
	if raw.Name.Value != "" && factfile.Fold(raw.Name.Value) != factfile.Fold(a.name) {
		f.contradict(a, "name", a.name, raw.Name.Value, raw.Name.At)
	}
	if raw.Type.Value != "" && raw.Type.Value != a.kind {
		f.contradict(a, "type", string(a.kind), string(raw.Type.Value), raw.Type.At)
	}
}

// contradict notes a contradiction of an actor once for each key.
func (f *run) contradict(a *actor, key, first, other string, at factfile.Pos) {
	if a.differs[key] {
		return
	}
	if a.differs == nil {
		a.differs = map[string]bool{}
	}
	a.differs[key] = true
	f.summary.Contradictions = append(f.summary.Contradictions, contradiction(f.data.name, at, "actor", a.id, other, &named{name: first, where: a.where}))
}

// enrich adds the identifiers and aliases that a row gives an actor.
func (f *run) enrich(r *row, p *actorProgram, a *actor) error {
	for i := range p.identifiers {
		if err := f.identify(r, &p.identifiers[i], a); err != nil {
			return err
		}
	}
	for _, e := range p.aliases {
		v, err := e.value(r)
		if err != nil {
			return err
		}
		for _, item := range listOf(v) {
			f.alias(a, textOf(item), e.at(r))
		}
	}
	return nil
}

// identify adds an identifier. One without dates stands for the actor all its life.
func (f *run) identify(r *row, p *identifierProgram, a *actor) error {
	text, err := p.value.text(r, nil)
	if err != nil || text == "" {
		return err
	}
	from, err := f.date(r, p.from)
	if err != nil {
		return err
	}
	to, err := f.date(r, p.to)
	if err != nil {
		return err
	}
	span := alliance.Span{From: from.Value, To: to.Value}
	if p.from == nil && p.to == nil {
		span = a.life
	}
	id := &factfile.Identifier{}
	span = f.index.movedAlong(a, p.scheme, text, span)
	if !f.index.addIdentifier(a, p.scheme, text, span, id) {
		return nil
	}
	id.At = p.value.at(r)
	id.From.Value, id.To.Value = span.From, span.To
	id.Scheme.Text = factfile.Text{Value: p.scheme, At: id.At}
	f.scanText(&id.Value, "value", text, id.At)
	f.part.Added = append(f.part.Added, Added{Actor: a.id, Identifier: id})
	return nil
}

// alias adds an alias, unless it is the name of another actor.
func (f *run) alias(a *actor, text string, at factfile.Pos) {
	if text == "" || a.known[factfile.Fold(text)] {
		return
	}
	if f.index.owner(a, text) != nil {
		f.summary.Aliases++
		return
	}
	var line factfile.Line
	f.scanText(&line, "alias", text, at)
	if f.index.addName(a, line.Value) {
		f.part.Added = append(f.part.Added, Added{Actor: a.id, Alias: line, Shared: a.shared})
	}
}
