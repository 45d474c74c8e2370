package load

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
)

// A plan is what a load writes and deletes.
type plan struct {
	facts *alliance.Facts
	of    map[layout.Label]*changes
	// evidence is how many pieces of evidence are written and deleted, but for those of facts that are added.
	evidence int
	// strays says that there are edges or evidence of ours that belong to nothing.
	strays bool
	// anyEvidence says that there are nodes with the label of evidence.
	anyEvidence bool
	// placed are the hashes of the ids of all evidence of the facts, in order, once they were asked for.
	placed []uint64
	place  sync.Once
}

// changes are those of nodes with a label.
type changes struct {
	// added and changed are places in the list of the facts.
	added, changed []int
	removed        []string
	// empty says that there are no nodes with the label, nobody's.
	empty bool
}

// empty reports whether there is nothing to do.
func (p *plan) empty() bool { return p.size() == 0 && !p.strays }

// size returns how many nodes are written and deleted.
func (p *plan) size() int { return p.writes() + p.deletes() }

// writes returns how many nodes are written.
func (p *plan) writes() int {
	n := p.evidence
	for label, c := range p.of {
		n += len(c.added) + len(c.changed)
		for _, i := range c.added {
			_, _, evidence := about(p.facts, label, i)
			n += len(evidence)
		}
	}
	return n
}

// deletes returns how many things are deleted.
func (p *plan) deletes() int {
	n := 0
	for _, c := range p.of {
		n += len(c.removed)
	}
	return n
}

// fresh reports whether the database has nothing that could have the id of what is written with a label.
func (p *plan) fresh(label layout.Label) bool {
	return p.of[label].empty && (!isFact(label) || !p.anyEvidence)
}

// others stands for the digest of a node that is not ours.
const others = 0

// digestsSize is how many digests are read, or made, at once.
const digestsSize = 10_000

// plan compares the database with the facts.
func (l *loader) plan(ctx context.Context) (*plan, error) {
	p := &plan{facts: l.facts, of: map[layout.Label]*changes{}}
	d := l.facts.Dataset()
	m := l.meter(Reading, d.Actors+d.Conflicts+d.Sources+d.Relations+d.Events)
	for _, label := range order {
		c, err := l.compareDigests(ctx, label, m)
		if err != nil {
			return nil, err
		}
		p.of[label] = c
	}
	rows, err := l.db.Write(ctx, anyEvidenceStatement, nil)
	if err != nil {
		return nil, err
	}
	p.anyEvidence = len(rows) > 0
	if !l.deep {
		return p, nil
	}
	return p, l.verify(ctx, p)
}

// compareDigests compares the digests of nodes with a label. What only one side has is added or removed.
func (l *loader) compareDigests(ctx context.Context, label layout.Label, m *meter) (*changes, error) {
	var have map[string]int64
	want := make([]int64, count(l.facts, label))
	group, held := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		have, err = l.readDigests(held, label)
		return err
	})
	group.Go(func() error { return l.digest(held, label, want, m) })
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return l.changes(label, have, want), nil
}

// digest sets the digests of the things with a label, by all processors.
func (l *loader) digest(ctx context.Context, label layout.Label, digests []int64, m *meter) error {
	group, held := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < len(digests); from += digestsSize {
		part := digests[from:min(from+digestsSize, len(digests))]
		group.Go(func() error {
			var d layout.Digester
			for i := range part {
				part[i] = digest(&d, l.facts, label, from+i)
			}
			m.add(len(part))
			return held.Err()
		})
	}
	return group.Wait()
}

// changes returns how nodes with a label differ. It uses up what there is.
func (l *loader) changes(label layout.Label, have map[string]int64, want []int64) *changes {
	c := &changes{empty: len(have) == 0}
	for i, digest := range want {
		id, _, _ := about(l.facts, label, i)
		switch old, ok := have[id]; {
		case !ok, old == others:
			c.added = append(c.added, i)
		case old != digest:
			c.changed = append(c.changed, i)
		}
		delete(have, id)
	}
	for id, digest := range have {
		if digest != others {
			c.removed = append(c.removed, id)
		}
	}
	slices.Sort(c.removed)
	return c
}

// readDigests returns the digests of all nodes with a label.
func (l *loader) readDigests(ctx context.Context, label layout.Label) (map[string]int64, error) {
	have := make(map[string]int64, count(l.facts, label))
	for after := ""; ; {
		rows, err := l.db.Write(ctx, digestsStatement(label), map[string]any{"after": after, "limit": digestsSize, "others": others})
		if err != nil {
			return nil, err
		}
		ids, _ := rows[0][0].([]any)
		digests, _ := rows[0][1].([]any)
		for i, id := range ids {
			digest, ok := digests[i].(int64)
			if !ok { // somebody made something else of it
				digest = broken
			}
			after, _ = id.(string)
			have[after] = digest
		}
		if len(ids) < digestsSize {
			return have, nil
		}
	}
}

// broken is the digest of a node of ours that no thing has: of one that is not whole yet, or that somebody altered.
const broken = -1
