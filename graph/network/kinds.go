package network

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// A kind is one that a claim is of on days of a reason, by its best status on these.
type kind struct {
	alliance.RelationKind
	// status is empty if it is that of the claim, or a better one.
	status alliance.Status
	// days are those on which the kind has that status or a better one, whatever days are asked for.
	days alliance.DaySet
}

// kinds returns those of the claim, without those that are unknown, in the order of the schema.
func (c *claim) kinds() []kind {
	own, _ := c.grades.Best(c.days)
	worst := alliance.Disputed
	if own == alliance.Denied {
		worst = own
	}
	var list []kind
	for _, k := range alliance.RelationKinds() {
		grades := c.byKind[k]
		status, any := grades.Best(c.days)
		if !any || rank(status) > rank(worst) || k == alliance.UnknownKind || k == alliance.OtherKind {
			continue
		}
		found := kind{RelationKind: k, days: grades.AtLeast(status)}
		if rank(status) > rank(own) {
			found.status = status
		}
		list = append(list, found)
	}
	return list
}

// throughout returns the kinds that hold on all days that the sentence names, one text for those of each status. The mark
// of the claim comes after those that have its status.
func (c *claim) throughout(mark []string) []string {
	byStatus := map[alliance.Status][]string{}
	for _, k := range c.kinds() {
		if c.told.Without(k.days).Empty() {
			byStatus[k.status] = append(byStatus[k.status], k.Prose())
		}
	}
	var groups []string
	if plain := byStatus[""]; len(plain) > 0 {
		groups = append(groups, strings.Join(few(plain), ", "))
	}
	groups = append(groups, mark...)
	for _, s := range alliance.Statuses() {
		if doubtful := byStatus[s]; len(doubtful) > 0 {
			groups = append(groups, listed(doubtful)+" "+strings.ToLower(string(s)))
		}
	}
	return groups
}

// addition returns a kind, or those of the same days and status, that a claim is of on only some of the days that the
// sentence names, with its times, as the end of a clause: ", with defense from 4 January 1894". Those that hold on the last
// of the days come first, then those of the best status, then those first in the schema. It is "" if there are none.
func (c *claim) addition(held timing) string {
	list := slices.DeleteFunc(c.kinds(), func(k kind) bool { return c.told.Without(k.days).Empty() })
	if len(list) == 0 || len(c.others()) > 0 {
		return ""
	}
	final := c.days.Final()
	missing := func(k kind) int {
		if k.days.Meets(final) {
			return 0
		}
		return 1
	}
	first := slices.MinFunc(list, func(k, l kind) int {
		return cmp.Or(cmp.Compare(missing(k), missing(l)), cmp.Compare(rank(k.status), rank(l.status)))
	})
	var texts []string
	for _, k := range list {
		if k.status == first.status && k.days.And(c.told).Equal(first.days.And(c.told)) {
			texts = append(texts, k.Prose())
		}
	}
	var marks []string
	if first.status != "" {
		marks = []string{strings.ToLower(string(first.status))}
	}
	return ", with " + listed(texts) + bracketed(marks...) + c.during(&first, held)
}

// during returns when a kind holds, without an end that it shares with the claim.
func (c *claim) during(k *kind, held timing) string {
	its := times{all: k.days.And(c.all), known: k.days.And(c.known)}
	when := its.when(c.days.And(k.days), c.topic)
	ends := when.days.Final().Equal(held.days.Final())
	switch {
	case when.since != "" && ends:
		when.text = when.since
	case when.until != "" && c.starts(when.days):
		when.text = when.until
	}
	if ends && slices.Equal(when.marks, held.marks) {
		when.marks = nil
	}
	return " " + when.text + bracketed(when.marks...)
}

// rank returns the place of a status among all, best first; -1 for the empty one.
func rank(s alliance.Status) int { return slices.Index(alliance.Statuses(), s) }
