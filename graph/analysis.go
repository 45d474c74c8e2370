package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/gather"
	"entente/graph/network"
	"entente/graph/network/partition"
)

// Limits on the arguments of analyses.
const (
	maxAround = 10
	maxNodes  = 5_000
	maxBlocs  = 100
)

// analysed computes the answer to a question about the network of the relations that a filter keeps, as part of the
// group. The name of the question and its arguments identify it: callers with the same question about the same facts share the
// answer, and must not change it.
func analysed[A any](
	ctx context.Context, g *flight.Group, where *alliance.RelationFilter, ambivalent network.Ambivalence,
	answer func(context.Context, network.View) (A, error), asked ...any,
) (none A, err error) {
	v := network.View{Store: storeOf(ctx), Where: relationFilter(ctx, where), Ambivalent: ambivalent}
	if err := checkWhere(ctx, &v.Where); err != nil {
		return none, err
	}
	e, err := editionOf(ctx)
	if err != nil {
		return none, err
	}
	view := fmt.Sprintf("%s %s", filterText(&v.Where), ambivalent)
	if e.kept != "" {
		v.Keep = func(question string, find func() (*network.Signed, error)) (*network.Signed, error) {
			return flight.Once(g, e.kept, "ties "+view+" "+question, (*network.Signed).Size, find)
		}
	}
	return inTurn(ctx, g, flight.Task[A]{
		Key: fmt.Sprintf("%s %s %#v", e.version, view, asked), Light: e.small && asked[0] != blocs || isNear(asked), Kind: kindOf(asked, e.relations), Edition: e.kept, Size: keptSize[A],
		Compute: func(ctx context.Context) (A, error) { return answer(gather.Alone(ctx), v) },
	})
}

// inTurn runs a task of a request. Others of the same request do not wait for a slot before it has ended: so a request takes one
// place among those that wait, and has one analysis in memory, however many it asks for.
func inTurn[T any](ctx context.Context, g *flight.Group, t flight.Task[T]) (T, error) {
	t.Turn = ctx.Value(pinnedKey{}).(*pinned).turn
	return flight.Do(ctx, g, t)
}

// Names of analyses that are lighter or heavier than others.
const (
	networks = "network"
	blocs    = "blocs"
)

// isNear reports whether a question is for a network that takes some milliseconds in however many facts: the nearest of an
// actor who has tens of thousands of relations.
func isNear(asked []any) bool {
	if asked[0] != networks {
		return false
	}
	around, depth := asked[1].([]string), asked[2].(int)
	return len(around) == 1 && depth <= 1
}

// How long an analysis of all facts may take for each relation. A search for blocs ends in time, with what it has found.
const (
	perRelation     = 2 * time.Microsecond
	blocsByRelation = 32 * time.Microsecond
	longestBlocs    = Deadline * 4 / 5
)

// kindOf returns what analyses with such a question are like. Those around or between actors take less time than those of all facts.
func kindOf(asked []any, relations int) flight.Kind {
	name, isName := asked[0].(string)
	k := flight.Kind{Name: name}
	around, isAround := asked[1].([]string)
	isAround = isName && isAround && len(around) > 0
	if isAround {
		k.Name += " around actors"
	}
	switch {
	case name == blocs:
		k.Guess = min(time.Duration(relations)*blocsByRelation, longestBlocs)
	case !isAround && slices.Contains([]string{networks, "balance", "changes", "allies", "adversaries"}, name):
		k.Guess = time.Duration(relations) * perRelation
	}
	return k
}

// An analysedEdition is the edition of the facts that an analysis is about.
type analysedEdition struct {
	version string
	// kept is the edition for which results are kept, empty if none should be.
	kept string
	// small is set if there are few facts.
	small bool
	// relations is the number of relations, 0 if it is not known.
	relations int
}

// editionOf returns the edition of the facts that a request is pinned to. What a database sends is made anew for each request
// and belongs to the results, and it is asked only for its version.
func editionOf(ctx context.Context) (e analysedEdition, err error) {
	p := ctx.Value(pinnedKey{}).(*pinned)
	if p.remote {
		e.version, err = alliance.VersionOf(ctx, p.store())
		return e, err
	}
	d, err := p.store().Dataset(ctx)
	return analysedEdition{d.Version, Edition(&d), d.Small(), d.Relations}, err
}

// Edition returns what identifies the facts that a data set describes. Two editions of one version differ in when they were
// loaded.
func Edition(d *alliance.Dataset) string {
	return fmt.Sprintf("%s %s %d", d.Version, d.Store, d.LoadedAt.UnixNano())
}

// longSearch is how long, by the clock, a search for blocs takes at least that had next to all the time that a request has. The clock
// does not tell how much it did: other requests and programs may have had a part of its core, and then an idle machine may find
// better blocs in the same time. What it found is kept all the same: to search anew for whoever asks would take the cores when they
// are wanted most.
const longSearch = longestBlocs * 9 / 10

// keptSize returns how many bytes the result of an analysis takes, without the facts that it points at; a negative number if one
// for which there is more time until the deadline may be better.
func keptSize[A any](a A) int {
	if p, ok := any(a).(*network.Partition); ok && (p == nil || !p.Optimal && p.Took < longSearch) {
		return -1
	}
	bytes, known := network.Size(a)
	if !known {
		return -1
	}
	return bytes
}

func (q query) Network(ctx context.Context, around []string, depth int, where *alliance.RelationFilter, limit int) (*network.Network, error) {
	if err := cmp.Or(checkRange(ctx, "depth", depth, 0, maxAround), checkRange(ctx, "limit", limit, 0, maxNodes)); err != nil {
		return nil, err
	}
	n, err := analysed(ctx, q.analyses, where, network.AsHostile, func(ctx context.Context, v network.View) (*network.Network, error) {
		return v.Around(ctx, around, depth, limit)
	}, networks, around, depth, limit)
	return n, atUnknown(ctx, "around", err)
}

func (q query) Alignment(ctx context.Context, between, and string, where *alliance.RelationFilter, ambivalent network.Ambivalence) (*network.Alignment, error) {
	a, err := analysed(ctx, q.analyses, where, ambivalent, func(ctx context.Context, v network.View) (*network.Alignment, error) {
		return v.Alignment(ctx, between, and)
	}, "alignment", between, and)
	return a, atUnknownEnd(ctx, "between", "and", between, err)
}

func (q query) Similarity(
	ctx context.Context, between, and string, asOf alliance.Date, measure network.SimilarityMeasure, valued bool,
	distance *network.SimilarityDistance, sources []string, presumed bool, _ *alliance.Date,
) (*network.Similarity, error) {
	if distance != nil && measure == network.MeasureTauB {
		return nil, atArgument(ctx, "distance", errors.New("tau-b compares ranks and takes no distance: leave it out"))
	}
	by := network.Comparison{Measure: measure, Valued: valued, Distance: orZero(distance)}
	where := &alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: asOf, Presumed: presumed}, Sources: sources}
	s, err := analysed(ctx, q.analyses, where, network.AsHostile, func(ctx context.Context, v network.View) (*network.Similarity, error) {
		return v.Similarity(ctx, between, and, by)
	}, "similarity", between, and, by)
	return s, atUnknownEnd(ctx, "between", "and", between, err)
}

func (q query) Paths(ctx context.Context, from, to string, where *alliance.RelationFilter, directed, together bool, maxLength, first int) ([]network.Path, error) {
	if err := cmp.Or(checkFirst(ctx, first), checkRange(ctx, "maxLength", maxLength, 1, network.MaxPathLength)); err != nil {
		return nil, err
	}
	route := network.Route{From: from, To: to, Directed: directed, Together: together, MaxLength: maxLength, First: first}
	paths, err := analysed(ctx, q.analyses, where, network.AsHostile, func(ctx context.Context, v network.View) ([]network.Path, error) {
		return v.Paths(ctx, route)
	}, "paths", route)
	return paths, atUnknownEnd(ctx, "from", "to", from, err)
}

func (q query) Blocs(ctx context.Context, where *alliance.RelationFilter, ambivalent network.Ambivalence, around []string, depth, count int, exactly bool) (*network.Partition, error) {
	if err := cmp.Or(checkRange(ctx, "depth", depth, 0, maxAround), checkRange(ctx, "count", count, 1, maxBlocs)); err != nil {
		return nil, err
	}
	want := partition.Blocs{Count: count, Exactly: exactly}
	p, err := analysed(ctx, q.analyses, where, ambivalent, func(ctx context.Context, v network.View) (*network.Partition, error) {
		return v.Blocs(ctx, around, depth, want)
	}, blocs, around, depth, want)
	if p != nil && !p.Optimal {
		hurry(ctx)
	}
	return p, atUnknown(ctx, "around", err)
}

func (q query) Balance(ctx context.Context, where *alliance.RelationFilter, ambivalent network.Ambivalence, around []string, depth int) (*network.StructuralBalance, error) {
	if err := checkRange(ctx, "depth", depth, 0, maxAround); err != nil {
		return nil, err
	}
	b, err := analysed(ctx, q.analyses, where, ambivalent, func(ctx context.Context, v network.View) (*network.StructuralBalance, error) {
		return v.Balance(ctx, around, depth)
	}, "balance", around, depth)
	return b, atUnknown(ctx, "around", err)
}

func (r actor) Allies(ctx context.Context, a *alliance.Actor, where *alliance.RelationFilter, ambivalent network.Ambivalence, indirect bool, first int) ([]network.Alignment, error) {
	return r.aligned(ctx, where, ambivalent, network.Ranking{Actor: a.ID, Indirect: indirect, First: first}, "allies", network.View.Allies)
}

func (r actor) Adversaries(ctx context.Context, a *alliance.Actor, where *alliance.RelationFilter, ambivalent network.Ambivalence, indirect bool, first int) ([]network.Alignment, error) {
	return r.aligned(ctx, where, ambivalent, network.Ranking{Actor: a.ID, Indirect: indirect, First: first}, "adversaries", network.View.Adversaries)
}

// aligned answers with the allies or the adversaries of an actor.
func (r actor) aligned(
	ctx context.Context, where *alliance.RelationFilter, ambivalent network.Ambivalence, q network.Ranking,
	name string, ask func(network.View, context.Context, network.Ranking) ([]network.Alignment, error),
) ([]network.Alignment, error) {
	if err := checkFirst(ctx, q.First); err != nil {
		return nil, err
	}
	return analysed(ctx, r.analyses, where, ambivalent, func(ctx context.Context, v network.View) ([]network.Alignment, error) {
		return ask(v, ctx, q)
	}, name, q)
}

// alignment resolves the fields of Alignment that take time.
type alignment struct{ analyses *flight.Group }

func (r alignment) Reasons(ctx context.Context, a *network.Alignment, sign *alliance.Sign, rules []network.AlignmentRule, first int, after *string) (*network.ReasonConnection, error) {
	if orZero(sign) == alliance.Neutral {
		return nil, atArgument(ctx, "sign", errors.New("no reason is NEUTRAL: ask for those that are POSITIVE (for) or NEGATIVE (against)"))
	}
	q := network.ReasonQuery{Sign: orZero(sign), Rules: rules, First: first, After: orZero(after)}
	return listed(ctx, r.analyses, first, func(ctx context.Context) (*network.ReasonConnection, error) { return a.Reasons(ctx, q) }, "reasons", a, q)
}

// balance resolves the fields of StructuralBalance that take time.
type balance struct{ analyses *flight.Group }

func (r balance) Tensions(ctx context.Context, b *network.StructuralBalance, hostile []int, actors []string, first int, after *string) (*network.TensionConnection, error) {
	for _, n := range hostile {
		if n != 1 && n != 3 {
			return nil, atArgument(ctx, "hostile", fmt.Errorf("no tension has %d hostile ties: ask for those with 1 or 3", n))
		}
	}
	q := network.TensionQuery{Hostile: hostile, Actors: actors, First: first, After: orZero(after)}
	return listed(ctx, r.analyses, first, func(ctx context.Context) (*network.TensionConnection, error) { return b.Tensions(ctx, q) }, "tensions", b, q)
}

// listed answers with a page of a list of what an analysis has found. Callers that ask at the same time share the
// analysis, so its address identifies it while they hold it.
func listed[A, P any](ctx context.Context, g *flight.Group, first int, page func(context.Context) (P, error), name string, of *A, q any) (P, error) {
	if err := checkFirst(ctx, first); err != nil {
		var none P
		return none, err
	}
	found, err := inTurn(ctx, g, flight.Task[P]{Key: fmt.Sprintf("%s %p %#v", name, of, q), Kind: flight.Kind{Name: name, Ahead: true}, Compute: page})
	if errors.Is(err, alliance.ErrInvalidCursor) {
		err = atArgument(ctx, "after", err)
	}
	return found, err
}
