package network

import (
	"context"
	"time"

	"entente/graph/alliance"
	"entente/graph/network/partition"
)

// A Partition divides the actors that have ties into blocs.
type Partition struct {
	// Blocs are ordered by the ids of their first actors.
	Blocs []Bloc
	// Frustrated are the relations that the ties that contradict the partition rest on, ordered by id.
	Frustrated []*alliance.Relation
	// Frustration is the number of ties that contradict the partition: friendly across blocs or hostile within one.
	Frustration int
	// Optimal is set if it is proven that no partition with the requested blocs has a lower frustration.
	Optimal bool
	// Took is how long the search took by the clock. It does not tell how much was searched: on cores that do other work, less
	// is searched. Unless the partition is optimal, more time, or a core that is idle, may find a better one.
	Took time.Duration
}

// A Bloc is a part of a partition; its actors are ordered by id.
type Bloc struct{ Actors []*alliance.Actor }

// Blocs returns a partition, with as few contradicting ties as it can find, of the actors that have ties in the whole
// view or, given ids, between the actors up to depth relations away from these. If an id is unknown, the error wraps
// [ErrUnknownActor].
//
// The search may use four fifths of the time until the context's deadline, by the clock; then the best partition found so far
// is returned, which so depends on what else the machine does.
func (v View) Blocs(ctx context.Context, around []string, depth int, want partition.Blocs) (*Partition, error) {
	s, err := v.Ties(ctx, around, depth)
	if err != nil {
		return nil, err
	}
	limited, cancel := shortened(ctx)
	defer cancel()
	began := time.Now()
	p := s.partition(partition.Solve(limited, len(s.Actors), s.Ties, want))
	p.Took = time.Since(began)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return p, nil
}

// shortened returns a context that ends after four fifths of the remaining time, which leaves time to answer.
func shortened(ctx context.Context) (context.Context, context.CancelFunc) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, time.Until(deadline)*4/5)
}

// partition returns the solver's result in terms of actors and relations.
func (s *Signed) partition(d partition.Result) *Partition {
	p := &Partition{Blocs: []Bloc{}, Frustrated: []*alliance.Relation{}, Frustration: d.Frustration, Optimal: d.Optimal}
	places := map[int]int{}
	for i, a := range s.Actors {
		place, ok := places[d.Bloc[i]]
		if !ok {
			place = len(p.Blocs)
			places[d.Bloc[i]] = place
			p.Blocs = append(p.Blocs, Bloc{})
		}
		p.Blocs[place].Actors = append(p.Blocs[place].Actors, a)
	}
	for i, t := range s.Ties {
		if (d.Bloc[t.A] == d.Bloc[t.B]) != t.Positive {
			p.Frustrated = append(p.Frustrated, s.relations(i)...)
		}
	}
	p.Frustrated = distinctInOrder(p.Frustrated)
	return p
}
