package mapping

import (
	"errors"
	"hash/maphash"
	"strings"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A run applies the rules of a mapping to a data file.
type run struct {
	*writer
	mapping  *mapping
	index    *index
	data     *dataFile
	problems *collector
	summary  *Summary
	part     *Part
	parts    []Part
	// only says that this is the first round, which only makes actors that need not be found.
	only bool
	// lacking says that a relation of the row has no subject or no object.
	lacking     bool
	rows        int
	unmatchedBy map[string]*Unmatched
	// entries has the relations of the current part.
	entries map[parts]int
}

// apply applies a rule to a record, once for each combination of joined records and items.
func (f *run) apply(p *rule, r *record) {
	p.row.record = r
	p.row.changed()
	if err := f.join(p, 0); err != nil {
		f.fail(p.row, err)
	}
}

// fail reports an error of a row.
func (f *run) fail(r *row, err error) {
	if b, ok := errors.AsType[badFile](err); ok {
		f.problems.report(b.Problem)
		return
	}
	f.problems.report(problemf(r.record.at(-1), "%v", err))
}

// join goes on with each record of the next join.
func (f *run) join(p *rule, next int) error {
	if next == len(p.joins) {
		return f.each(p, 0)
	}
	found, err := p.joins[next].matches(p.row)
	if err != nil {
		return err
	}
	for _, other := range found {
		p.row.joined[next] = other
		p.row.changed()
		if err := f.join(p, next+1); err != nil {
			return err
		}
	}
	return nil
}

// each goes on with each item of the next lists.
func (f *run) each(p *rule, next int) error {
	if next == len(p.each) {
		return f.mapRow(p)
	}
	e := &p.each[next]
	lists := make([][]any, len(e.in))
	for i, in := range e.in {
		v, err := in.value(p.row)
		if err != nil {
			return err
		}
		if lists[i] = listOf(v); len(lists[i]) != len(lists[0]) {
			return badFile{problemf(in.at(p.row), "lists side by side have %d and %d items (each needs as many as the others)", len(lists[0]), len(lists[i]))}
		}
	}
	for item := range lists[0] {
		for i := range lists {
			p.row.items[e.first+i] = lists[i][item]
		}
		p.row.changed()
		if err := f.each(p, next+1); err != nil {
			return err
		}
	}
	return nil
}

// mapRow maps one row.
func (f *run) mapRow(p *rule) error {
	counts := &f.summary.Rules[p.number]
	yes, err := p.takes(f.only)
	if err != nil {
		return err
	}
	if !f.only || !p.finds() {
		counts.Rows++
		if !yes {
			counts.Skipped++
		}
	}
	if !yes {
		return nil
	}
	f.resolveAll(p)
	if f.only && p.finds() {
		return nil
	}
	if err := f.things(p); err != nil {
		return err
	}
	f.lacking = false
	for i := range p.relations {
		if err := f.relation(p, &p.relations[i]); err != nil {
			return err
		}
	}
	for i := range p.events {
		if err := f.event(p, &p.events[i]); err != nil {
			return err
		}
	}
	f.count(p, counts)
	return nil
}

// takes reports whether the rule is for the row: its where holds, and no earlier row gave the same text.
func (p *rule) takes(first bool) (bool, error) {
	yes, err := p.where.holds(p.row)
	if !yes || err != nil || p.once == nil || first && p.finds() {
		return yes, err
	}
	text, err := p.once.text(p.row, nil)
	if err != nil || p.seen[text] {
		return false, err
	}
	if p.seen == nil {
		p.seen = map[string]bool{}
	}
	p.seen[strings.Clone(text)] = true
	return true, nil
}

// count counts a row as mapped, as without a match, or as without an end of a relation.
func (f *run) count(p *rule, counts *RuleSummary) {
	for _, a := range p.actors {
		if s := p.outcomes[a.name].state; s == unmatched || s == failed {
			counts.Unmatched++
			return
		}
	}
	if f.lacking {
		counts.Lacking++
		return
	}
	counts.Mapped++
}

// resolveAll finds or makes the actors of a row: in the first round those that need not be found.
func (f *run) resolveAll(p *rule) {
	for _, a := range p.actors {
		if !f.only || len(a.ways) == 0 {
			p.outcomes[a.name] = f.resolve(p.row, a)
		}
	}
}

// refer returns the id that a value stands for, as a reference. A thing that the row does not have has none.
func (f *run) refer(p *rule, v *value) (factfile.Ref, state, error) {
	leaf, err := v.leaf(p.row)
	if leaf == nil || err != nil {
		return factfile.Ref{}, absent, err
	}
	if leaf.ref != "" {
		o := p.outcomes[leaf.ref]
		if o.state != there {
			return factfile.Ref{}, o.state, nil
		}
		return factfile.Ref{Text: factfile.Text{Value: o.id, At: o.at}}, there, nil
	}
	id, err := leaf.fill(p.row, idPart)
	if id == "" || err != nil {
		return factfile.Ref{}, absent, err
	}
	return factfile.Ref{Text: factfile.Text{Value: f.intern(id), At: leaf.at(p.row)}}, there, nil
}

// relation adds what a row states of a relation, unless it does not have both actors.
func (f *run) relation(p *rule, of *relationProgram) error {
	if yes, err := of.where.holds(p.row); !yes || err != nil {
		return err
	}
	raw := factfile.Relation{At: p.row.record.at(-1)}
	for _, ref := range []struct {
		to     *factfile.Ref
		from   *value
		needed bool
	}{
		{&raw.Subject, of.subject, true}, {&raw.Object, of.object, true}, {&raw.Against, of.against, false},
		{&raw.Conflict, of.conflict, false}, {&raw.Coalition, of.coalition, false},
	} {
		if ref.from == nil {
			continue
		}
		found, state, err := f.refer(p, ref.from)
		if err != nil {
			return err
		}
		if state == unmatched || state == failed {
			return nil
		}
		if state == absent && ref.needed {
			f.lacking = true
			return nil
		}
		*ref.to = found
	}
	if err := f.fillRelation(p, of, &raw); err != nil {
		return err
	}
	f.state(&raw)
	return nil
}

// fillRelation fills in what a relation has beside its references.
func (f *run) fillRelation(p *rule, of *relationProgram, raw *factfile.Relation) error {
	if err := f.identifyFact(p, &raw.ID.ID, of.id); err != nil {
		return err
	}
	if err := f.fill(p.row, &raw.Type, "type", of.kind); err != nil {
		return err
	}
	if raw.Type.At.Absent() {
		f.problems.report(problemf(raw.At, "the relation has no type here (give one for every row, or leave the row out by where)"))
	}
	if err := f.fill(p.row, &raw.Role, "role", of.role); err != nil {
		return err
	}
	var err error
	if raw.Kinds, err = f.kindsOf(p.row, of.kinds); err != nil {
		return err
	}
	from, err := f.date(p.row, of.from)
	if err != nil {
		return err
	}
	to, err := f.date(p.row, of.to)
	if err != nil {
		return err
	}
	raw.From, raw.To = from.Date, to.Date
	raw.Evidence, err = f.evidence(p, of.evidence)
	return err
}

// identifyFact fills in the id of a fact, if it has one.
func (f *run) identifyFact(p *rule, to *factfile.ID, v *value) error {
	if v == nil {
		return nil
	}
	id, err := v.text(p.row, idPart)
	if id != "" {
		f.scanText(to, "id", id, v.at(p.row))
	}
	return err
}

// state adds a relation that a row states, if there is evidence for it.
func (f *run) state(raw *factfile.Relation) {
	if len(raw.Evidence) == 0 {
		f.problems.report(problemf(raw.At, "the relation has no evidence here (give some for every row, or leave the row out by where)"))
		return
	}
	f.summary.Statements += len(raw.Evidence)
	of := partsOf(raw)
	f.mapping.relations[maphash.Comparable(f.mapping.seed, of)] = struct{}{}
	doc := f.document()
	if i, before := f.entries[of]; before && raw.ID.Value == "" && bare(raw) && bare(&doc.Relations[i]) {
		doc.Relations[i].Evidence = append(doc.Relations[i].Evidence, raw.Evidence...)
		return
	}
	f.entries[of] = len(doc.Relations)
	doc.Relations = append(doc.Relations, *raw)
}

// bare reports whether a relation says nothing that its evidence would repeat, so that others may share it: an entry takes
// more memory than what a row states.
func bare(raw *factfile.Relation) bool {
	return raw.From.At.Absent() && raw.To.At.Absent() && raw.Kinds.At.Absent()
}

// parts are what makes two relations one.
type parts struct {
	id                                                  string
	relation                                            alliance.RelationType
	subject, object, role, against, conflict, coalition string
}

// partsOf returns the parts of a relation.
func partsOf(raw *factfile.Relation) parts {
	p := parts{
		raw.ID.Value, raw.Type.Value, raw.Subject.Value, raw.Object.Value, raw.Role.Value, raw.Against.Value, raw.Conflict.Value, raw.Coalition.Value,
	}
	if p.relation.Mutual() && p.object < p.subject {
		p.subject, p.object = p.object, p.subject
	}
	return p
}

// evidence returns what sources say in a row.
func (f *run) evidence(p *rule, list []evidenceProgram) (out []factfile.Evidence, err error) {
	for i := range list {
		of := &list[i]
		yes, err := of.where.holds(p.row)
		if err != nil {
			return nil, err
		}
		if !yes {
			continue
		}
		raw := factfile.Evidence{At: p.row.record.at(-1)}
		if err := f.fillEvidence(p, of, &raw); err != nil {
			return nil, err
		}
		if raw.Source.Value != "" {
			out = append(out, raw)
		}
	}
	return out, nil
}

// fillEvidence fills in a piece of evidence.
func (f *run) fillEvidence(p *rule, of *evidenceProgram, raw *factfile.Evidence) (err error) {
	if raw.Source, _, err = f.refer(p, of.source); err != nil {
		return err
	}
	if of.speaker != nil {
		if raw.Speaker, _, err = f.refer(p, of.speaker); err != nil {
			return err
		}
	}
	if err := f.fill(p.row, &raw.Stance, "stance", of.stance); err != nil {
		return err
	}
	if err := f.fill(p.row, &raw.Quote, "quote", of.quote); err != nil {
		return err
	}
	if err := f.fill(p.row, &raw.Locator, "locator", of.locator); err != nil {
		return err
	}
	if raw.From, err = f.date(p.row, of.from); err != nil {
		return err
	}
	if raw.To, err = f.date(p.row, of.to); err != nil {
		return err
	}
	raw.Kinds, err = f.kindsOf(p.row, of.kinds)
	return err
}
