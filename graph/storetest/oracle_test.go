package storetest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph/alliance"
)

// TestOracle runs the suite on the oracle, to check that its answers agree with the expectations written by hand, and
// that what it makes of relations agrees with the domain.
func TestOracle(t *testing.T) {
	Run(t, func(_ testing.TB, facts *alliance.Facts) alliance.Store { return oracleStore{oracle{facts}} })
}

// An oracleStore is an oracle as an [alliance.Store]. Only the views of relations are the domain's.
type oracleStore struct{ oracle }

var _ alliance.Store = oracleStore{}

func (s oracleStore) Dataset(ctx context.Context) (alliance.Dataset, error) {
	d := s.facts.Dataset()
	d.Store, d.LoadedAt = "oracle", time.Unix(1, 0)
	return d, ctx.Err()
}

func (s oracleStore) Nodes(ctx context.Context, ids []string, k alliance.Date) ([]alliance.Node, error) {
	return answer(ctx, ids, func(id string) alliance.Node {
		node := s.node(id, k)
		if r, ok := node.(sight); ok {
			return alliance.AsKnownBy(s.relation(r.ID), k)
		}
		return node
	})
}

func (s oracleStore) Actors(ctx context.Context, queries []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	return answer(ctx, queries, s.actors)
}

func (s oracleStore) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	return answer(ctx, queries, s.seen)
}

// seen answers a query for relations: the oracle finds the actors whose relations they are, the domain does the rest.
func (s oracleStore) seen(q alliance.RelationQuery) alliance.RelationConnection {
	reached := s.reached(q)
	var list []*alliance.Relation
	for _, r := range s.facts.Relations {
		view := q.Where.View(r)
		if view != nil && (q.Of == "" || slices.ContainsFunc(reached, func(id string) bool { return isAtEnd(r, id, q.Direction) })) {
			list = append(list, view)
		}
	}
	return paginate(list, q.PageRequest)
}

// relation returns the relation with an id.
func (s oracleStore) relation(id string) *alliance.Relation {
	i := slices.IndexFunc(s.facts.Relations, func(r *alliance.Relation) bool { return r.ID == id })
	return s.facts.Relations[i]
}

func (s oracleStore) Events(ctx context.Context, queries []alliance.EventQuery) ([]alliance.EventConnection, error) {
	return answer(ctx, queries, s.events)
}

func (s oracleStore) Conflicts(ctx context.Context, queries []alliance.ConflictQuery) ([]alliance.ConflictConnection, error) {
	return answer(ctx, queries, s.conflicts)
}

func (s oracleStore) Sources(ctx context.Context, queries []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	return answer(ctx, queries, s.sources)
}

func (s oracleStore) Evidence(ctx context.Context, queries []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	return answer(ctx, queries, s.evidence)
}

func (s oracleStore) Search(ctx context.Context, queries []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	return answer(ctx, queries, s.find)
}

// find scores each thing by the share of its best text that the words of the query make up.
func (s oracleStore) find(q alliance.SearchQuery) []alliance.SearchHit {
	var hits []alliance.SearchHit
	for _, id := range gather(s.facts).ids {
		node := s.node(id, alliance.Date{})
		typ, texts := searchable(node)
		if typ == "" || !allows(q.Types, typ) || strings.Trim(q.Text, ` -"*?~:\`) == "" {
			continue
		}
		hit := alliance.SearchHit{Node: node}
		for _, text := range texts {
			score := float64(len(q.Text)) / float64(len(text))
			if strings.Contains(strings.ToLower(text), strings.ToLower(q.Text)) && score > hit.Score {
				hit.Matched, hit.Score = text, min(score, 1)
			}
		}
		if hit.Score > 0 {
			hits = append(hits, hit)
		}
	}
	slices.SortStableFunc(hits, func(a, b alliance.SearchHit) int { return cmp.Compare(b.Score, a.Score) })
	return hits[:min(q.First, len(hits))]
}

// answer answers each query.
func answer[Q, A any](ctx context.Context, questions []Q, each func(Q) A) ([]A, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	answers := make([]A, len(questions))
	for i, q := range questions {
		answers[i] = each(q)
	}
	return answers, nil
}
