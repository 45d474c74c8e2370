package load

import (
	"context"
	"hash/maphash"
	"slices"

	"entente/graph/neo4j/layout"
)

// askSize is how many nodes are asked for at once.
const askSize = 5_000

// tell adds to the report what a plan changes, and counts the evidence in the plan.
func (l *loader) tell(ctx context.Context, p *plan) error {
	for _, label := range order {
		c := p.of[label]
		var changed []string
		for _, i := range c.added {
			_, typ, evidence := about(p.facts, label, i)
			l.report.add(label, typ, Change{Added: 1})
			l.report.Evidence.Added += len(evidence)
		}
		for _, i := range c.changed {
			id, typ, evidence := about(p.facts, label, i)
			l.report.add(label, typ, Change{Changed: 1})
			l.report.Evidence.Added += len(evidence)
			changed = append(changed, id)
		}
		if err := l.tellRemoved(ctx, label, c.removed); err != nil {
			return err
		}
		if err := l.tellEvidence(ctx, p, label, changed, c); err != nil {
			return err
		}
	}
	return nil
}

// tellRemoved adds to the report the types of what is removed.
func (l *loader) tellRemoved(ctx context.Context, label layout.Label, removed []string) error {
	for ids := range slices.Chunk(removed, askSize) {
		rows, err := l.db.Write(ctx, typesStatement(label), map[string]any{"ids": ids})
		if err != nil {
			return err
		}
		for _, r := range rows {
			typ, _ := r[0].(string)
			n, _ := r[1].(int64)
			l.report.add(label, typ, Change{Removed: int(n)})
		}
	}
	return nil
}

// tellEvidence adds to the report what becomes of the evidence that the database has for facts that change or are removed. All
// that the facts have was counted as added before.
func (l *loader) tellEvidence(ctx context.Context, p *plan, label layout.Label, changed []string, c *changes) error {
	if !isFact(label) || len(changed)+len(c.removed) == 0 {
		return nil
	}
	want := map[string]int64{}
	for chunk := range slices.Chunk(c.changed, askSize) {
		clear(want)
		for _, i := range chunk {
			n := node(p.facts, label, i)
			for _, e := range n.Evidence {
				want[e.ID] = e.Digest()
			}
			p.evidence += len(n.Evidence)
		}
		ids := changed[:len(chunk)]
		changed = changed[len(chunk):]
		if err := l.countEvidence(ctx, p, label, ids, want); err != nil {
			return err
		}
	}
	for ids := range slices.Chunk(c.removed, askSize) {
		if err := l.countEvidence(ctx, p, label, ids, nil); err != nil {
			return err
		}
	}
	return nil
}

// countEvidence counts what becomes of the evidence that the database has for facts, for which it should be with the given
// digests.
func (l *loader) countEvidence(ctx context.Context, p *plan, label layout.Label, ids []string, want map[string]int64) error {
	rows, err := l.db.Write(ctx, evidenceStatement(label), map[string]any{"ids": ids})
	if err != nil {
		return err
	}
	total := &l.report.Evidence
	for _, r := range rows {
		had, digests := r[1].([]any), r[2].([]any)
		for i, id := range had {
			digest, here := want[text(id)]
			switch {
			case here && digest == digests[i]:
				total.Added--
				p.evidence--
			case p.has(text(id)): // here, or moved to another fact
				total.Added--
				total.Changed++
			default:
				total.Removed++
				p.evidence++
			}
		}
	}
	return nil
}

// seed is that of the hashes of ids.
var seed = maphash.MakeSeed()

// has reports whether the facts have evidence with an id. It is safe for concurrent use.
func (p *plan) has(evidence string) bool {
	p.place.Do(func() {
		for e := range p.facts.Evidence {
			p.placed = append(p.placed, maphash.String(seed, e.ID))
		}
		slices.Sort(p.placed)
	})
	_, found := slices.BinarySearch(p.placed, maphash.String(seed, evidence))
	return found
}

// text returns a text, empty for anything else that somebody made of it.
func text(value any) string {
	s, _ := value.(string)
	return s
}

// texts returns a list of texts.
func texts(value any) []string {
	list, _ := value.([]any)
	all := make([]string, len(list))
	for i, v := range list {
		all[i] = text(v)
	}
	return all
}
