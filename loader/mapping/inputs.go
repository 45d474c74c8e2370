package mapping

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"entente/loader/internal/factfile"
	"entente/loader/internal/suggest"
)

// inputs returns the cells and items that an actor depends on. It is not ok if one of them is none or may be a list.
func (p *actorProgram) inputs(of *rule) ([]slot, bool) {
	in := &inputs{rule: of, slots: map[slot]bool{}, lets: map[int]bool{}}
	in.expressions(p.where)
	in.expressions(p.aliases...)
	in.date(p.on)
	for i := range p.ways {
		w := &p.ways[i]
		in.values(w.value, w.name, w.id)
		in.expressions(w.names)
	}
	if m := p.made; m != nil {
		in.values(m.id, m.name, m.kind, m.description, m.country)
		in.date(m.from)
		in.date(m.to)
		if m.obligations != nil {
			for _, c := range m.obligations.conditions {
				in.expressions(c.when)
			}
			in.values(m.obligations.list...)
		}
	}
	for _, id := range p.identifiers {
		in.values(id.value)
		in.date(id.from)
		in.date(id.to)
	}
	order := func(a, b slot) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.of, b.of), cmp.Compare(a.at, b.at))
	}
	return slices.SortedFunc(maps.Keys(in.slots), order), !in.beyond
}

// inputs collects slots.
type inputs struct {
	rule   *rule
	slots  map[slot]bool
	lets   map[int]bool
	beyond bool
}

func (in *inputs) slot(s slot) {
	switch {
	case s.kind == nowhere:
	case s.kind != inLet:
		in.slots[s] = true
	case !in.lets[s.at]:
		in.lets[s.at] = true
		in.expressions(in.rule.lets[s.at])
	}
}

func (in *inputs) expressions(list ...*expression) {
	for _, e := range list {
		if e == nil {
			continue
		}
		if e.slot != nil {
			in.slot(*e.slot)
		}
		for _, u := range e.uses {
			in.slot(u.slot)
		}
	}
}

func (in *inputs) values(list ...*value) {
	for _, v := range list {
		if v == nil {
			continue
		}
		for _, c := range v.cases {
			in.expressions(c.when)
			in.values(c.then, c.els)
		}
		for _, p := range v.parts {
			in.expressions(p.from)
		}
	}
}

func (in *inputs) date(d *date) {
	if d != nil {
		in.values(d.whole, d.year, d.month, d.day)
		in.expressions(d.open)
	}
}

// closest returns the name that a misspelt one was meant to be, or "".
func closest(word string, names map[string]bool) string {
	return suggest.NewFinder(1000).Closest(word, maps.Keys(names))
}

// decided returns the actor that a person decided on: its id, or scheme:value.
func decided(text factfile.Line) knownActor {
	if scheme, value, ok := strings.Cut(text.Value, ":"); ok {
		return knownActor{id: strings.TrimSpace(value), scheme: strings.TrimSpace(scheme), at: text.At}
	}
	return knownActor{id: text.Value, at: text.At}
}
