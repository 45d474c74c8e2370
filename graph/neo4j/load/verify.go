package load

import (
	"context"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
)

// checkSize is about how many nodes are compared at once.
const checkSize = 5_000

// verify adds to a plan what differs from the facts though its digest does not, since somebody altered it.
func (l *loader) verify(ctx context.Context, p *plan) error {
	d := l.facts.Dataset()
	m := l.meter(Checking, d.Actors+d.Conflicts+d.Sources+d.Relations+d.Events+d.Counts.Evidence)
	for _, label := range order {
		if err := l.verifyLabel(ctx, p, label, m); err != nil {
			return err
		}
	}
	return l.findStrays(ctx, p)
}

// checkers is how many batches are compared at a time: while one is compared, the database finds another.
const checkers = 2

// A check is nodes that are compared at once, with their places in the list of the facts.
type check struct {
	nodes  []layout.Node
	places []int
	// size is how many nodes are dealt with: those, what is known to differ, and evidence.
	size int
}

// verifyLabel is [loader.verify] for the nodes with a label.
func (l *loader) verifyLabel(ctx context.Context, p *plan, label layout.Label, m *meter) error {
	c := p.of[label]
	known := map[int]bool{}
	for _, i := range slices.Concat(c.added, c.changed) {
		known[i] = true
	}
	group, held := errgroup.WithContext(ctx)
	group.SetLimit(checkers)
	var mu sync.Mutex
	var batch check
	for i, last := 0, count(p.facts, label)-1; i <= last && held.Err() == nil; i++ {
		if batch.add(p.facts, label, i, known[i]); batch.size < checkSize && i < last {
			continue
		}
		full := batch
		batch = check{}
		group.Go(func() error {
			altered, err := l.findAltered(held, p, label, &full)
			mu.Lock()
			defer mu.Unlock()
			c.changed = append(c.changed, altered...)
			m.add(full.size)
			return err
		})
	}
	err := group.Wait()
	slices.Sort(c.changed)
	return err
}

// add adds a thing, to be compared unless it is known to differ.
func (c *check) add(f *alliance.Facts, label layout.Label, i int, known bool) {
	n := node(f, label, i)
	c.size += 1 + len(n.Evidence)
	if !known {
		c.nodes, c.places = append(c.nodes, n), append(c.places, i)
	}
}

// findAltered returns the places of those of the nodes with a label that differ from what the database has.
func (l *loader) findAltered(ctx context.Context, p *plan, label layout.Label, c *check) ([]int, error) {
	g, err := p.gather(ctx, finder{l.db.Write, true}, label, c.nodes)
	if err != nil {
		return nil, err
	}
	var altered []int
	for i := range c.nodes {
		var e edits
		if g.put(&e, &c.nodes[i], true); !e.empty() {
			altered = append(altered, c.places[i])
		}
	}
	return altered, nil
}

// findStrays finds out whether there are nodes and edges of ours that belong to nothing.
func (l *loader) findStrays(ctx context.Context, p *plan) error {
	for _, s := range strayStatements() {
		rows, err := l.db.Write(ctx, s+" RETURN count(*)", nil)
		if err != nil {
			return err
		}
		p.strays = p.strays || rows[0][0] != int64(0)
	}
	return nil
}
