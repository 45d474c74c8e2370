package neo4j

import (
	"cmp"
	"context"
	"reflect"
	"slices"

	"entente/graph/alliance"
)

// A relationQuery is a query for relations with the actors whose relations it lists, if it is about one: that actor, and
// those that are found by following relations from it.
type relationQuery struct {
	alliance.RelationQuery
	actors []string
}

// relationLister lists relations.
func relationLister() lister[relationQuery, *alliance.Relation] {
	return lister[relationQuery, *alliance.Relation]{
		of: relationRows, plan: planRelations, view: viewRelations, decode: decodeRelation,
	}
}

// planRelations plans a query for relations. The database only looks at what evidence has no say in.
func planRelations(q *relationQuery) (plan, alliance.PageRequest) {
	w := &q.Where
	p := plan{shape{kind: relations}, map[string]any{
		"types": anyOf(w.Types), "conflicts": anyOf(w.WithinConflicts()), "against": anyOf(w.Against), "coalitions": anyOf(w.Coalitions),
		"subjects": anyOf(w.Subjects), "objects": anyOf(w.Objects),
	}}
	if !w.Presumed && !slices.Contains(w.Statuses, alliance.Denied) { // what is kept has a claim on a day that is asked for
		p.params["first"] = dayFrom(max(w.AsOf.First(), w.Since.First()))
		p.params["last"] = dayTo(min(w.AsOf.Last(), w.Until.Last()))
	}
	from := func(actors []string, out, in any) {
		p.shape.path, p.params["ends"] = byEnds, anyOf(slices.Compact(slices.Sorted(slices.Values(actors))))
		p.params["out"], p.params["in"] = out, in
	}
	all, mutual := p.params["types"], anyOf(mutualOf(w.Types))
	switch {
	case q.Of != "" && q.Direction == alliance.Opponent:
		from(q.actors, all, all)
		p.shape.path = byOpponents
	case q.Of != "" && q.Direction == alliance.Out:
		from(q.actors, all, mutual)
	case q.Of != "" && q.Direction == alliance.In:
		from(q.actors, mutual, all)
	case q.Of != "":
		from(q.actors, all, all)
	case w.Subjects != nil && w.Objects != nil: // one that holds both ways has either at its subject
		from(slices.Concat(w.Subjects, w.Objects), all, []any{})
	case w.Subjects != nil:
		from(w.Subjects, all, mutual)
	case w.Objects != nil:
		from(w.Objects, mutual, all)
	case w.Conflict != "" || w.Conflicts != nil:
		p.shape.path = byConflict
	}
	return p, q.PageRequest
}

// mutualOf returns those of the types that hold both ways, and are found from either end whatever the direction; nil is all
// types.
func mutualOf(types []alliance.RelationType) []alliance.RelationType {
	if types == nil {
		types = alliance.RelationTypes()
	}
	mutual := []alliance.RelationType{}
	for _, t := range types {
		if t.Mutual() {
			mutual = append(mutual, t)
		}
	}
	return mutual
}

// viewRelations returns what a query shows of a relation, unless that is all of it.
func viewRelations(q *relationQuery) func(*alliance.Relation) *alliance.Relation {
	rest := q.Where       // what planRelations leaves to be decided
	rest.Kindless = false // which says nothing without kinds
	rest.Types, rest.Conflict, rest.Conflicts, rest.Against, rest.Coalitions, rest.Subjects, rest.Objects = nil, "", nil, nil, nil, nil, nil
	if reflect.ValueOf(rest).IsZero() {
		return nil
	}
	m := q.Where.Matcher()
	return m.View
}

// Relations implements [alliance.Store].
func (s *snapshot) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	if s.edition() != nil && len(queries) > 0 && !slices.ContainsFunc(queries, func(q alliance.RelationQuery) bool { return !walks(&q) }) {
		if pages, done, err := s.walk(ctx, queries); done {
			return pages, err
		}
	}
	pages := make([]alliance.RelationConnection, len(queries))
	others, err := s.around(ctx, queries, pages)
	if err != nil || len(others) == 0 {
		return pages, cmp.Or(err, ctx.Err())
	}
	of := make([]relationQuery, len(others))
	for k, i := range others {
		of[k] = relationQuery{queries[i], []string{queries[i].Of}}
	}
	if err := s.follow(ctx, of); err != nil {
		return nil, err
	}
	listed, err := relationLister().pages(ctx, s, of)
	for k := range listed {
		pages[others[k]] = listed[k]
	}
	return pages, err
}

// follow adds to queries the actors whose relations they list beside those of the one that they are about.
func (s *snapshot) follow(ctx context.Context, queries []relationQuery) error {
	var lives, commands []*trail
	for i := range queries {
		q := &queries[i]
		if q.Of == "" {
			continue
		}
		if q.Succession {
			known := alliance.Viewpoint{KnownBy: q.Where.KnownBy}
			lives = append(lives, newTrail(q, known, step{alliance.Succeeds, alliance.Out}), newTrail(q, known, step{alliance.Succeeds, alliance.In}))
		}
	}
	if err := s.followAll(ctx, lives); err != nil {
		return err
	}
	for i := range queries {
		if q := &queries[i]; q.Of != "" && q.Indirect {
			commands = append(commands, newTrail(q, q.Where.Viewpoint, step{alliance.Leads, alliance.Out}, step{alliance.PartOf, alliance.In}))
		}
	}
	return s.followAll(ctx, commands)
}

// A step is to the other end of a relation of an actor: of which type, in which direction.
type step struct {
	over alliance.RelationType
	way  alliance.Direction
}

// A trail follows relations from the actors of a query, to wherever they lead.
type trail struct {
	query *relationQuery
	where alliance.RelationFilter
	steps []step
	// actors are those that were reached, the first gone of which have been followed further.
	actors []string
	gone   int
	seen   map[string]bool
}

// newTrail returns a trail that begins at the actors of a query. It follows relations as they are seen from a viewpoint; those
// that are denied only if the query asks for such.
func newTrail(q *relationQuery, at alliance.Viewpoint, steps ...step) *trail {
	return &trail{
		query: q, where: q.Where.Followed(at), steps: steps, actors: slices.Clone(q.actors), seen: setOf(q.actors),
	}
}

// next returns the queries for the relations to follow from the actors that were reached last.
func (t *trail) next() []relationQuery {
	var queries []relationQuery
	for _, actor := range t.actors[t.gone:] {
		for _, s := range t.steps {
			where := t.where
			where.Types = []alliance.RelationType{s.over}
			queries = append(queries, relationQuery{alliance.RelationQuery{
				Where: where, Of: actor, Direction: s.way, PageRequest: alliance.PageRequest{First: unbounded},
			}, []string{actor}})
		}
	}
	t.gone = len(t.actors)
	return queries
}

// reach adds the actor that a relation leads to, unless it was reached before.
func (t *trail) reach(r *alliance.Relation, way alliance.Direction) {
	to := r.Object.ID
	if way == alliance.In {
		to = r.Subject.ID
	}
	if !t.seen[to] {
		t.seen[to] = true
		t.actors = append(t.actors, to)
	}
}

// followAll follows trails to their ends, all of them together, a statement a step. It adds whom they reach to their queries.
func (s *snapshot) followAll(ctx context.Context, trails []*trail) error {
	for {
		var queries []relationQuery
		var of []*trail
		for _, t := range trails {
			next := t.next()
			queries = append(queries, next...)
			of = append(of, slices.Repeat([]*trail{t}, len(next))...)
		}
		if len(queries) == 0 {
			break
		}
		pages, err := relationLister().pages(ctx, s, queries)
		if err != nil {
			return err
		}
		for i, p := range pages {
			for _, r := range p.Nodes {
				of[i].reach(r, queries[i].Direction)
			}
		}
	}
	for _, t := range trails {
		all := slices.Concat(t.query.actors, t.actors)
		slices.Sort(all)
		t.query.actors = slices.Compact(all)
	}
	return nil
}
