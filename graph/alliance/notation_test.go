package alliance_test

import (
	"fmt"
	"strings"

	"entente/graph/alliance"
)

// stated returns the relation that Russia supports the army, as sources state it, in this notation:
//
//	2020-05 + from=2019 to=2020-04 covers=2021 TROOPS WEAPONS
//
// is a publication in May 2020 that asserts (+), alleges (?) or denies (-) it with a span and kinds. The evidence is e0,
// e1 and so on, in the order given, and the sources s0, s1 and so on.
func stated(statements ...string) *alliance.Relation {
	r := relation(actor("russia", "Russia", alliance.State), alliance.Supports, actor("lna", "Libyan National Army", alliance.ArmedGroup))
	for i, text := range statements {
		words := strings.Fields(text)
		source := &alliance.Source{ID: fmt.Sprintf("s%d", i), Published: date(words[0])}
		e := says(fmt.Sprintf("e%d", i), map[string]alliance.Stance{"+": alliance.Asserts, "?": alliance.Alleges, "-": alliance.Denies}[words[1]], source)
		var kinds []alliance.RelationKind
		for _, word := range words[2:] {
			key, value, _ := strings.Cut(word, "=")
			switch key {
			case "from":
				e.From = date(value)
			case "to":
				e.To = date(value)
			case "covers":
				source.Covers.To = date(value)
			default:
				kinds = append(kinds, alliance.RelationKind(word))
			}
		}
		e.Kinds = alliance.SetOf(kinds...)
		r.Evidence = append(r.Evidence, e)
	}
	r.Settle()
	return r
}

// at returns a viewpoint in this notation: asOf=2020 since=2019 until=2021 knownBy=2022 presumed.
func at(text string) alliance.Viewpoint {
	var v alliance.Viewpoint
	for _, word := range strings.Fields(text) {
		key, value, _ := strings.Cut(word, "=")
		switch key {
		case "asOf":
			v.AsOf = date(value)
		case "since":
			v.Since = date(value)
		case "until":
			v.Until = date(value)
		case "knownBy":
			v.KnownBy = date(value)
		case "presumed":
			v.Presumed = true
		default:
			panic("no part of a viewpoint: " + word)
		}
	}
	return v
}

// shown writes what a view shows, "" if it is nil: status, kinds, span, and evidence, as in
//
//	ASSERTED TROOPS 2019..2020-04 e0 e1
func shown(r *alliance.Relation) string {
	if r == nil {
		return ""
	}
	parts := append([]string{string(r.Status)}, named(r.KindList())...)
	if r.Certainty == alliance.Presumed {
		parts = append(parts, "presumed")
	}
	return strings.Join(append(append(parts, written(r.Span)), ids(r.Evidence)...), " ")
}

// written writes a span, as in 2019..2020-04.
func written(s alliance.Span) string { return s.From.String() + ".." + s.To.String() }

// named writes a list of kinds.
func named(kinds []alliance.RelationKind) []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return names
}

// periods writes the periods of a view, as in
//
//	2019..2020-04 ASSERTED TROOPS began ended s0 s1
func periods(r *alliance.Relation) []string {
	var list []string
	for _, p := range r.Periods() {
		parts := append([]string{written(p.Span), string(p.Status)}, named(p.KindList())...)
		for _, mark := range []struct {
			set  bool
			word string
		}{{p.Certainty == alliance.Presumed, "presumed"}, {p.Began, "began"}, {p.Ended, "ended"}} {
			if mark.set {
				parts = append(parts, mark.word)
			}
		}
		list = append(list, strings.Join(append(parts, ids(p.Sources)...), " "))
	}
	return list
}

// kindStatuses writes the statuses of the kinds of a view, as in TROOPS=DENIED.
func kindStatuses(r *alliance.Relation) string {
	var list []string
	for _, k := range r.KindStatuses() {
		list = append(list, string(k.Kind)+"="+string(k.Status))
	}
	return strings.Join(list, " ")
}
