package network

import "entente/graph/alliance"

// daysOf gives the days on which a relation holds.
type daysOf func(*alliance.Relation) alliance.DaySet

// daysByActor holds days for some actors.
type daysByActor map[*alliance.Actor]alliance.DaySet

// A search is one side of a bidirectional breadth-first search on every day at once: for each day, it is the search of
// the graph of the relations that hold on that day. So it reaches an actor at one level on some days, at a later one on
// others.
type search struct {
	direction alliance.Direction
	held      daysOf
	// frontier is the actors that are reached at the last level, depth steps away, and fresh the days on which they are.
	frontier []*alliance.Actor
	fresh    []alliance.DaySet
	// live is the days on which there is a frontier: on no other day does the search get any further.
	live   alliance.DaySet
	depth  int
	visits map[*alliance.Actor]visit
	// steps holds, for each level, the steps that lead to it.
	steps [][]pathStep
}

// A visit is when a search reaches an actor: on some days at a level, the last at which it does, and on others before.
type visit struct {
	level      int
	at, before alliance.DaySet
}

// A pathStep is a relation, followed from one of its ends to the other on some days.
type pathStep struct {
	*alliance.Relation
	from, to *alliance.Actor
	days     alliance.DaySet
}

// newSearch returns a search that has only visited its start.
func newSearch(start *alliance.Actor, d alliance.Direction, held daysOf) *search {
	always := alliance.AllDays()
	return &search{
		direction: d, held: held, frontier: []*alliance.Actor{start}, fresh: []alliance.DaySet{always}, live: always,
		visits: map[*alliance.Actor]visit{start: {at: always}},
	}
}

// advance extends the search by one level, given the relations of each actor of the frontier. It returns the actors
// where it meets the other search and the days on which it does, or nil if it does not. Every shortest path passes
// through one of them. The rest of that level, which is by far the largest, lies on no shortest path and is not kept.
func (s *search) advance(lists [][]*alliance.Relation, other *search) daysByActor {
	s.depth++
	met := daysByActor{}
	var steps []pathStep
	s.follow(lists, other.reached, func(step pathStep) {
		met[step.to] = met[step.to].Or(step.days)
		steps = append(steps, step)
	})
	if len(met) == 0 {
		s.spread(lists)
		other.restrict(s.live)
		return nil
	}
	s.steps = append(s.steps, steps)
	return met
}

// follow visits the steps from the frontier on the days on which they lead from there and that remain of these for the
// actor that they lead to.
func (s *search) follow(
	lists [][]*alliance.Relation, remain func(*alliance.Actor, alliance.DaySet) alliance.DaySet, visit func(pathStep),
) {
	for i, list := range lists {
		from := s.frontier[i]
		for _, r := range list {
			to := opposite(r, from)
			days := remain(to, s.fresh[i])
			if days.Empty() {
				continue
			}
			if days = days.And(s.held(r)); !days.Empty() {
				visit(pathStep{r, from, to, days})
			}
		}
	}
}

// reached returns the days among some on which an actor is reached at the last level.
func (s *search) reached(a *alliance.Actor, days alliance.DaySet) alliance.DaySet {
	if v := s.visits[a]; v.level == s.depth {
		return days.And(v.at)
	}
	return nil
}

// spread replaces the frontier by the actors that its relations lead to on new days. It keeps all steps of a shortest
// path to an actor, including parallel ones.
func (s *search) spread(lists [][]*alliance.Relation) {
	most := 0
	for _, list := range lists {
		most += len(list)
	}
	next, steps := make([]*alliance.Actor, 0, most), make([]pathStep, 0, most)
	var v visit
	s.follow(lists, func(to *alliance.Actor, days alliance.DaySet) alliance.DaySet {
		v = s.visits[to]
		if days = days.Without(v.before); v.level < s.depth {
			days = days.Without(v.at)
		}
		return days
	}, func(step pathStep) {
		if v.level < s.depth {
			v = visit{level: s.depth, before: v.before.Or(v.at)}
			next = append(next, step.to)
		}
		v.at = v.at.Or(step.days)
		s.visits[step.to] = v
		steps = append(steps, step)
	})
	s.frontier, s.fresh, s.steps = next, s.fresh[:0], append(s.steps, steps)
	s.live = nil
	for _, a := range next {
		days := s.visits[a].at
		s.fresh, s.live = append(s.fresh, days), s.live.Or(days)
	}
}

// restrict gives up all other days than those on which the other side of the search is still live.
func (s *search) restrict(days alliance.DaySet) {
	kept := 0
	for i, a := range s.frontier {
		if fresh := s.fresh[i].And(days); !fresh.Empty() {
			s.frontier[kept], s.fresh[kept] = a, fresh
			kept++
		}
	}
	s.frontier, s.fresh, s.live = s.frontier[:kept], s.fresh[:kept], s.live.And(days)
}

// retrace calls visit for every step of a shortest path from the start to some actors of the last level on some days,
// on the days on which it is one.
func (s *search) retrace(to daysByActor, visit func(pathStep)) {
	for level := len(s.steps) - 1; level >= 0; level-- {
		from := daysByActor{}
		for _, step := range s.steps[level] {
			if step.days = step.days.And(to[step.to]); !step.days.Empty() {
				visit(step)
				from[step.from] = from[step.from].Or(step.days)
			}
		}
		to = from
	}
}
