package network

import (
	"slices"
	"strings"

	"entente/graph/alliance"
)

// A head is what a sentence says, but for the time.
type head struct {
	text string
	// before and after are the marks in brackets before and after the time.
	before, after []string
	// addition is what comes after these.
	addition string
}

// at returns the head with a time.
func (h *head) at(t timing) string {
	text := t.text
	if text != "" {
		text = " " + text
	}
	return h.text + bracketed(h.before...) + text + bracketed(append(slices.Clone(h.after), t.marks...)...) + h.addition
}

// A moment is when all claims of a sentence hold.
type moment struct {
	timing
	// claims is their number; same is set if none of them holds on any other day that could be named.
	claims int
	same   bool
}

// at sets the days that claims name to those on which they all hold, and returns when that is.
func at(claims []*claim) moment {
	m := moment{timing: together(claims), claims: len(claims), same: true}
	for _, c := range claims {
		c.told, c.brief = m.days, true
		own := together([]*claim{c})
		m.same = m.same && (own.days.Equal(m.days) || c.implied(claims))
	}
	m.same = m.same || strings.HasPrefix(m.text, "as of ")
	return m
}

// implied reports whether the claim is one of two, and the other says it, too.
func (c *claim) implied(claims []*claim) bool {
	if len(claims) != 2 {
		return false
	}
	f := folded(claims[0], claims[1])
	return f != nil && f != c
}

// remark returns the time as it ends a sentence if parts of it hold on other days, too: "both at once from 1962".
func (m *moment) remark(whose string) string {
	return strings.Join(append([]string{strings.TrimSpace(whose + " at once " + m.text)}, m.marks...), ", ")
}

// with returns what the claims say with the time: before it, if it is that of all of them; otherwise in brackets after it. If
// it ends in brackets, which must be given, the time is part of them.
func (m *moment) with(said string, brackets ...string) string {
	if m.same {
		return m.text + bracketed(m.marks...) + ", " + said
	}
	remark := m.remark("all")
	if m.claims == 2 {
		remark = m.remark("both")
	}
	for _, b := range brackets {
		if b != "" && strings.HasSuffix(said, b) {
			return strings.TrimSuffix(said, ")") + "; " + remark + ")"
		}
	}
	return said + bracketed(remark)
}

// brackets returns those in which a head without a time may end.
func (h *head) brackets() []string { return []string{bracketed(h.before...), bracketed(h.after...)} }

// brackets returns those in which a text made of claims may end.
func brackets(claims []*claim) []string {
	list := make([]string, len(claims))
	for i, c := range claims {
		list[i] = c.notes()
	}
	return list
}

// during returns the head, which speaks of both of two actors, with a time.
func (h *head) during(m moment) string {
	if m.same {
		return h.at(m.timing)
	}
	marks := strings.Join(append(slices.Clone(h.before), h.after...), ", ")
	return h.text + bracketed(strings.TrimPrefix(marks+"; "+m.remark(""), "; "))
}

// shared returns what two claims say of two actors, which both stands for, and a third, if they are alike or the one says
// the other, too; nil if not.
func shared(both string, c, d *claim, third *alliance.Actor) *head {
	if f := folded(c, d); f != nil {
		h := &head{text: f.verbs(third) + " " + alliance.Named(f.object)}
		h.before, h.after = f.marks()
		return h
	}
	if !c.like(d) {
		return nil
	}
	one, other := c.opposite(third), d.opposite(third)
	h := &head{text: both + " " + c.predicate(true) + " " + alliance.Named(third)}
	if c.subject == third && !c.class.mutual() {
		h.text = c.verbs(third) + " both " + alliance.Named(one) + " and " + alliance.Named(other)
	}
	h.before, h.after = c.marks()
	if before, after := d.marks(); !slices.Equal(h.before, before) || !slices.Equal(h.after, after) {
		h.before = append(marked(one, h.before), marked(other, before)...)
		h.after = append(marked(one, h.after), marked(other, after)...)
	}
	if slices.Equal(c.conflicts(), d.conflicts()) {
		h.after = append(c.wars(), h.after...)
	}
	return h
}

// marked returns marks with the actor that they are about.
func marked(a *alliance.Actor, marks []string) []string {
	list := slices.Clone(marks)
	for i := range list {
		list[i] = alliance.Named(a) + ": " + list[i]
	}
	return list
}

// head returns the claim as a clause, which leaves out the two actors if that is clear; alone says that the sentence has
// room for what a coalition commits to.
func (c *claim) head(alone bool) *head {
	always, sometimes := c.marks()
	h := &head{before: grouped(c.throughout(always)...), after: sometimes}
	switch c.class {
	case atWar:
		h.text, h.before, h.after = "at war", nil, append(c.wars(), c.allMarks()...)
	case hostility:
		h.text = "enemies"
	case allied:
		h.text = "allied"
	case belonging:
		h.text = "both belong to " + listed(c.company())
		if obligations := c.obligations(); alone && len(c.company()) == 1 && len(obligations) > 0 {
			h.text += ", which commits its members to " + listed(obligations) + ","
			h.before, h.after = nil, c.allMarks()
		}
	case backing:
		h.text = alliance.Named(c.subject) + " supports " + listed(c.company()) + " against " + alliance.Named(c.object)
		if len(c.company()) > 1 {
			h.before = always
		}
	default:
		h.text = c.verbs(c.subject) + " " + alliance.Named(c.object)
	}
	if a := c.against(); a != nil {
		h.text += " against " + alliance.Named(a)
	}
	return h
}

// company returns the names of those that the claim is of supporting, or of the coalitions.
func (c *claim) company() []string {
	return names(append([]*alliance.Actor{c.with}, c.others()...))
}

// grouped returns groups of marks as one mark, if there are any.
func grouped(groups ...string) []string {
	if len(groups) == 0 {
		return nil
	}
	return []string{strings.Join(groups, "; ")}
}
