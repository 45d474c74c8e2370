package network

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// narrative returns claims, each between one of the actors and the next, as clauses. In English, a relative clause can
// refer only to the actor that ends the clause before, so it begins with the one at an end from which the others follow
// or, if there is none, with one in between.
func narrative(claims []*claim, actors []*alliance.Actor) string {
	switch start(claims, actors) {
	case actors[0]:
		return claims[0].clause(actors[0]) + relatives(claims[1:], actors[1:])
	case actors[1]:
		return fork(claims[0], claims[1], actors[1]) + relatives(claims[2:], actors[2:])
	default:
		claims, actors = slices.Clone(claims), slices.Clone(actors)
		slices.Reverse(claims)
		slices.Reverse(actors)
		return narrative(claims, actors)
	}
}

// start returns the actor that a narrative begins with.
func start(claims []*claim, actors []*alliance.Actor) *alliance.Actor {
	follows := func(c *claim, from *alliance.Actor) bool { return c.class.mutual() || c.subject == from }
	switch {
	case follows(claims[0], actors[0]) && (len(claims) == 2 || follows(claims[1], actors[1])):
		return actors[0]
	case follows(claims[1], actors[1]) && follows(claims[0], actors[1]):
		return actors[1]
	default:
		claims, actors = slices.Clone(claims), slices.Clone(actors)
		slices.Reverse(claims)
		slices.Reverse(actors)
		return start(claims, actors)
	}
}

// fork returns two claims about an actor and one other each as one clause on the actor.
func fork(c, d *claim, on *alliance.Actor) string {
	if f := folded(c, d); f != nil {
		return f.clause(on)
	}
	return c.clause(on) + " and " + d.verb(on)
}

// folded returns the one of two claims that says the other, too, nil if neither does: who supports the one against the
// other supports the one.
func folded(c, d *claim) *claim {
	says := func(c, d *claim) bool {
		return c.class == backing && d.class == supporting && c.subject == d.subject && c.with == d.object
	}
	switch {
	case says(c, d):
		return c
	case says(d, c):
		return d
	default:
		return nil
	}
}

// relatives returns claims as relative clauses, each on one of the actors.
func relatives(claims []*claim, actors []*alliance.Actor) string {
	said := ""
	for i, c := range claims {
		said += ", " + c.relative(actors[i])
	}
	return said
}

// clause returns the claim as a main clause on one of its actors: the subject, unless it is mutual.
func (c *claim) clause(from *alliance.Actor) string {
	return alliance.Named(from) + " " + c.verb(from)
}

// verb returns what a clause says of one of its actors.
func (c *claim) verb(from *alliance.Actor) string {
	return c.predicate(false) + " " + alliance.Named(c.opposite(from)) + c.notes()
}

// verbs returns the beginning of a clause: an actor and what it does.
func (c *claim) verbs(from *alliance.Actor) string {
	return alliance.Named(from) + " " + c.predicate(false)
}

// relative returns the claim as a relative clause on one of its actors.
func (c *claim) relative(on *alliance.Actor) string {
	subject, object := "which", "which"
	if on.Type == alliance.Person {
		subject, object = "who", "whom"
	}
	if c.class.mutual() || c.subject == on {
		return subject + " " + c.verb(on)
	}
	verb, preposition := c.words(false)
	if preposition != "" {
		preposition += " "
	}
	return preposition + object + " " + alliance.Named(c.subject) + " " + verb + c.notes()
}

// notes returns the conflicts and the status in brackets.
func (c *claim) notes() string { return bracketed(append(c.wars(), c.allMarks()...)...) }

// wars returns the conflicts as one text, if there are any.
func (c *claim) wars() []string {
	if conflicts := c.conflicts(); len(conflicts) > 0 {
		return []string{listed(conflicts)}
	}
	return nil
}

// predicate returns the verb for one subject, or for several, up to the object.
func (c *claim) predicate(plural bool) string {
	verb, preposition := c.words(plural)
	if preposition == "" {
		return verb
	}
	return verb + " " + preposition
}

// words returns the verb for one subject, or for several, and the preposition of the object, if it has one.
func (c *claim) words(plural bool) (verb, preposition string) {
	forms := map[class][3]string{
		atWar:        {"is at war", "are at war", "with"},
		hostility:    {"opposes", "oppose", ""},
		backing:      {"supports ", "support ", "against"},
		allied:       {"is allied", "are allied", "with"},
		guaranteeing: {"guarantees", "guarantee", ""},
		supporting:   {"supports", "support", ""},
		belonging:    {"belongs to ", "belong to ", "with"},
		recognizing:  {"recognizes", "recognize", ""},
	}[c.class]
	verb = forms[0]
	if plural {
		verb = forms[1]
	}
	if c.with != nil {
		verb += alliance.Named(c.with)
	}
	return verb, forms[2]
}

// names returns the names of actors as used in a sentence.
func names(actors []*alliance.Actor) []string {
	list := make([]string, len(actors))
	for i, a := range actors {
		list[i] = alliance.Named(a)
	}
	return list
}

// few returns at most four of the texts, the last of which says if there are more.
func few(texts []string) []string {
	if len(texts) > 4 {
		return append(slices.Clone(texts[:3]), "and more")
	}
	return texts
}

// listed returns texts joined as in a sentence, with the number of those beyond the third.
func listed(texts []string) string {
	if len(texts) > 4 {
		texts = append(slices.Clone(texts[:3]), fmt.Sprint(len(texts)-3, " others"))
	}
	last := len(texts) - 1
	if last == 0 {
		return texts[0]
	}
	return strings.Join(texts[:last], ", ") + " and " + texts[last]
}

// bracketed returns texts in brackets after a space, or "" if there are none.
func bracketed(texts ...string) string {
	if len(texts) == 0 {
		return ""
	}
	return " (" + strings.Join(texts, ", ") + ")"
}

// sentence returns a text with a capital letter and a full stop.
func sentence(text string) string {
	first := []rune(text)[:1]
	text = strings.ToUpper(string(first)) + strings.TrimPrefix(text, string(first))
	return strings.TrimSuffix(text, ".") + "."
}
