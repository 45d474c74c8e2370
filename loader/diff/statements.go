package diff

import (
	"cmp"
	"slices"
	"strconv"

	"entente/graph/alliance"
)

// told returns what happened to a statement.
func told(op Op, e *alliance.Evidence) StatementChange {
	return StatementChange{Op: op, ID: e.ID, Source: e.Source.ID, Stance: e.Stance, Quote: string(e.Quote)}
}

// statement returns the fields of a statement, but for its id.
func (s side) statement(e *alliance.Evidence) []field {
	fields := []field{
		{name: "source", text: s.id(e.Source.ID)}, {name: "stance", text: string(e.Stance)}, {name: "speaker", text: s.id(alliance.IDOf(e.Speaker))},
		{name: "quote", text: string(e.Quote)}, {name: "locator", text: string(e.Locator)}, {name: "kinds", list: texts(e.KindList())},
		{name: "from", text: e.From.String()}, {name: "to", text: e.To.String()}, {name: "passage"},
	}
	if p := e.Passage; p != nil {
		fields[len(fields)-1].list = []string{p.Before, p.Quote, p.After}
	}
	return fields
}

// A statementPairing matches the statements of a fact with those that it had: first those that are the same, then those that
// say the same under another id, then those that say something else under the same id.
type statementPairing struct {
	old, now thing
	// was and is are what is left to match, in order; nil where it was matched.
	was, is []*alliance.Evidence
	changes []StatementChange
}

// statements returns what happened to the statements of a fact. If the fact was renamed, the ids of its statements do not
// count.
func statements(old, now thing, renamed bool) []StatementChange {
	p := &statementPairing{old: old, now: now}
	if slices.EqualFunc(old.evidence, now.evidence, func(was, is *alliance.Evidence) bool {
		return was.ID == is.ID && len(p.differ(was, is)) == 0
	}) {
		return nil // as of nearly all facts
	}
	p.was, p.is = slices.Clone(old.evidence), slices.Clone(now.evidence)
	p.match(func(e *alliance.Evidence) string { return e.ID }, func(was, is *alliance.Evidence) bool { return len(p.differ(was, is)) == 0 })
	if len(p.was)+len(p.is) > 0 {
		p.matchContents(renamed)
		p.match(func(e *alliance.Evidence) string { return e.ID }, func(was, is *alliance.Evidence) bool {
			c := told(Changed, is)
			c.Fields = p.differ(was, is)
			p.changes = append(p.changes, c)
			return true
		})
	}
	for _, e := range p.was {
		p.changes = append(p.changes, told(Removed, e))
	}
	for _, e := range p.is {
		p.changes = append(p.changes, told(Added, e))
	}
	slices.SortStableFunc(p.changes, func(a, b StatementChange) int {
		return cmp.Compare(slices.Index(Ops(), a.Op), slices.Index(Ops(), b.Op))
	})
	return p.changes
}

// differ returns the fields that differ between two statements.
func (p *statementPairing) differ(was, is *alliance.Evidence) []Field {
	return differ(p.old.statement(was), p.now.statement(is))
}

// matchContents matches statements that say the same under different ids.
func (p *statementPairing) matchContents(renamed bool) {
	contents := map[*alliance.Evidence]string{}
	for _, e := range p.was {
		contents[e] = contentsOf(p.old.statement(e))
	}
	for _, e := range p.is {
		contents[e] = contentsOf(p.now.statement(e))
	}
	p.match(func(e *alliance.Evidence) string { return contents[e] }, func(was, is *alliance.Evidence) bool {
		if !renamed {
			c := told(Renamed, is)
			c.Was = was.ID
			p.changes = append(p.changes, c)
		}
		return true
	})
}

// match removes from both lists the statements that have the same key, in order, and that same takes for the same.
func (p *statementPairing) match(key func(*alliance.Evidence) string, same func(was, is *alliance.Evidence) bool) {
	byKey := make(map[string][]int, len(p.was))
	for i, e := range p.was {
		byKey[key(e)] = append(byKey[key(e)], i)
	}
	for i, e := range p.is {
		if at := byKey[key(e)]; len(at) > 0 && same(p.was[at[0]], e) {
			byKey[key(e)], p.was[at[0]], p.is[i] = at[1:], nil, nil
		}
	}
	matched := func(e *alliance.Evidence) bool { return e == nil }
	p.was, p.is = slices.DeleteFunc(p.was, matched), slices.DeleteFunc(p.is, matched)
}

// contentsOf returns all values of fields as one text, which differs if one of them does.
func contentsOf(fields []field) string {
	var b []byte
	for i := range fields {
		b = strconv.AppendQuote(b, fields[i].text)
		for _, s := range fields[i].list {
			b = strconv.AppendQuote(append(b, ','), s)
		}
		b = append(b, ';')
	}
	return string(b)
}
