package facts

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A step leads from the subject of a relation to its object, in whatever leads nowhere in a circle.
type step struct {
	relation *alliance.Relation
	file     *file
	at       factfile.Pos
}

// Between actors, these form no circles: nobody is part of its own part. Lives succeed each other, so of SUCCEEDS it does
// not matter when.
var circleless = []alliance.RelationType{alliance.PartOf, alliance.Leads, alliance.Succeeds}

// noteStep remembers the entry of a relation that may be part of a circle.
func (l *linker) noteStep(f *file, c *claim) {
	r := c.relation
	if r.Subject != nil && r.Object != nil && r.Subject != r.Object && slices.Contains(circleless, r.Type) {
		l.steps[r.Type] = append(l.steps[r.Type], step{r, f, c.at})
	}
}

// maxLooks bounds how many steps are looked at, on all days together, for circles.
const maxLooks = 10_000_000

// doubtCircles warns of circles whose relations all hold on one day, each once, at the entry that closes it.
func (l *linker) doubtCircles() {
	for _, t := range circleless {
		steps := lasting(l.steps[t])
		c := circler{linker: l, found: map[string]bool{}}
		days := beginnings(steps)
		if t == alliance.Succeeds {
			days = []alliance.Day{alliance.LastDay}
		}
		for i, day := range days {
			if i*len(steps) > maxLooks {
				break
			}
			c.look(steps, day)
		}
	}
}

// lasting returns the steps that may be part of a circle: it drops those of actors that nothing leads to, or that lead
// nowhere, until there are none.
func lasting(steps []step) []step {
	touching, in, out := map[*alliance.Actor][]int{}, map[*alliance.Actor]int{}, map[*alliance.Actor]int{}
	for i, s := range steps {
		from, to := s.relation.Subject, s.relation.Object
		touching[from], touching[to] = append(touching[from], i), append(touching[to], i)
		out[from]++
		in[to]++
	}
	dropped := make([]bool, len(steps))
	drop := slices.Collect(maps.Keys(touching))
	for len(drop) > 0 {
		a := drop[len(drop)-1]
		drop = drop[:len(drop)-1]
		if in[a] > 0 && out[a] > 0 {
			continue
		}
		for _, i := range touching[a] {
			if from, to := steps[i].relation.Subject, steps[i].relation.Object; !dropped[i] {
				dropped[i] = true
				out[from]--
				in[to]--
				drop = append(drop, from, to)
			}
		}
		touching[a] = nil
	}
	var rest []step
	for i, s := range steps {
		if !dropped[i] {
			rest = append(rest, s)
		}
	}
	return rest
}

// beginnings returns the days on which a relation begins, in order. Circles of relations that share a day do so on one of
// them.
func beginnings(steps []step) []alliance.Day {
	var days []alliance.Day
	for _, s := range steps {
		for _, e := range s.relation.Evidence {
			days = append(days, e.From.First())
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// holds reports whether a source claims that a relation holds on a day, if it began and did not end by then. On the last
// day of all, everything that was ever claimed holds.
func (s step) holds(day alliance.Day) bool {
	return slices.ContainsFunc(s.relation.Evidence, func(e *alliance.Evidence) bool {
		return e.Stance != alliance.Denies && (day == alliance.LastDay || e.From.First() <= day && day <= e.To.Last())
	})
}

// A circler looks for circles, depth first.
type circler struct {
	*linker
	// from has the steps that hold on the day, by their subject.
	from map[*alliance.Actor][]step
	// path is the path to the current actor; depth, the length of the path to each actor on it, or followed.
	path  []step
	depth map[*alliance.Actor]int
	// found has the circles that have been warned of, by their actors.
	found map[string]bool
}

// look warns of the circles on a day.
func (c *circler) look(steps []step, day alliance.Day) {
	c.from, c.depth = map[*alliance.Actor][]step{}, map[*alliance.Actor]int{}
	var actors []*alliance.Actor
	for _, s := range steps {
		if s.holds(day) {
			actors = append(actors, s.relation.Subject)
			c.from[s.relation.Subject] = append(c.from[s.relation.Subject], s)
		}
	}
	for _, a := range actors {
		if c.depth[a] == 0 {
			c.walk(a)
		}
	}
}

// walk follows the steps from an actor that has not been reached.
func (c *circler) walk(a *alliance.Actor) {
	c.depth[a] = len(c.path) + 1
	for _, s := range c.from[a] {
		c.path = append(c.path, s)
		switch depth := c.depth[s.relation.Object]; {
		case depth == 0:
			c.walk(s.relation.Object)
		case depth > 0:
			c.warnOfCircle(c.path[depth-1:])
		}
		c.path = c.path[:len(c.path)-1]
	}
	c.depth[a] = followed
}

// warnOfCircle warns of a circle, unless it has been found on another day or by another way.
func (c *circler) warnOfCircle(steps []step) {
	ids := make([]string, len(steps))
	for i, s := range steps {
		ids[i] = s.relation.Subject.ID
	}
	key := strings.Join(slices.Sorted(slices.Values(ids)), " ")
	if c.found[key] {
		return
	}
	c.found[key] = true
	first := slices.Index(ids, slices.Min(ids))
	ids = append(ids[first:], ids[:first]...)
	if most := 10; len(ids) > most {
		ids = append(ids[:most:most], "…")
	}
	last := slices.MaxFunc(steps, func(a, b step) int { return cmp.Or(strings.Compare(a.file.name, b.file.name), comparePos(a.at, b.at)) })
	advice := "correct one of them, or their dates"
	if last.relation.Type == alliance.Succeeds {
		advice = "correct one of them, or make two actors of one that existed twice"
	}
	c.warn(matter{doubt: circular}, last.file, last.at, advice, "%s in a circle: %s", last.relation.Type, strings.Join(append(ids, ids[0]), " → "))
}

// comparePos compares two positions in a file.
func comparePos(a, b factfile.Pos) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}
