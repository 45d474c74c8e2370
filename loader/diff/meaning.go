package diff

import (
	"strings"

	"entente/graph/alliance"
)

// meanings returns what differs in what the statements of a fact add up to; nothing for other things.
func meanings(old, now thing) []Field {
	switch n := now.node.(type) {
	case *alliance.Relation:
		o := old.node.(*alliance.Relation)
		return differ(meaning(o), meaning(n))
	case *alliance.Event:
		o := old.node.(*alliance.Event)
		return differ([]field{{name: "status", text: string(o.Status)}}, []field{{name: "status", text: string(n.Status)}})
	default:
		return nil
	}
}

// meaning returns what the statements of a relation add up to.
func meaning(r *alliance.Relation) []field {
	periods := r.Periods()
	list := make([]string, len(periods))
	for i := range periods {
		list[i] = period(&periods[i])
	}
	return []field{{name: "status", text: string(r.Status)}, {name: "kinds", list: kinds(r)}, {name: "periods", list: list}}
}

// kinds returns the kinds of a relation that are claimed or denied as texts, such as "TROOPS: DENIED".
func kinds(r *alliance.Relation) []string {
	statuses := r.KindStatuses()
	list := make([]string, len(statuses))
	for i, k := range statuses {
		list[i] = string(k.Kind) + ": " + string(k.Status)
	}
	return list
}

// period returns a period as one text, such as "from 2019-04, known to 2020-05: ASSERTED TROOPS".
func period(p *alliance.Period) string {
	from, to := "known from ", "known to "
	if p.Began {
		from = "from "
	}
	if p.Ended {
		to = "to "
	}
	return strings.Join(append([]string{from + p.From.String() + ", " + to + p.To.String() + ": " + string(p.Status)}, texts(p.KindList())...), " ")
}
