package neo4j

import (
	"context"
	"fmt"

	"entente/graph/alliance"
	"entente/graph/pace"
	"entente/graph/search"
)

// Search implements [alliance.Store].
//
// The words of all names, titles and descriptions are kept in an index in the server, of the same package that ranks for
// every store, so that hits and their scores are the same to the last bit. Lucene cannot find what is needed for that:
// its fuzzy queries stop at 50 words, and to rank all that a common word finds would take reading all of it. The index is
// made when the first search after a change of these texts comes; what it finds is read from the database, in one
// statement, which also says whether the index is still that of the facts.
func (s *snapshot) Search(ctx context.Context, queries []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	if len(queries) == 0 {
		return nil, ctx.Err()
	}
	for range changeLimit {
		index, texts, err := s.index(ctx)
		if err != nil {
			return nil, err
		}
		hits, missing, err := s.find(ctx, index, queries)
		if err != nil {
			return nil, err
		}
		switch _, found, err := s.describe(ctx); {
		case err != nil:
			return nil, err
		case found == texts && missing != "":
			return nil, fmt.Errorf("neo4j: %s is missing: %w", missing, ErrAltered)
		case found == texts:
			return hits, nil
		}
	}
	return nil, fmt.Errorf("%w: again and again", alliance.ErrChanged)
}

// find searches an index, and reads what it finds from the database. It returns too what the index has and the facts have
// not, empty if there is nothing: the answer is void then, see Search.
func (s *snapshot) find(ctx context.Context, index *search.Index, queries []alliance.SearchQuery) (all [][]alliance.SearchHit, missing string, err error) {
	all = make([][]alliance.SearchHit, len(queries))
	ids := []string{}
	for i, q := range queries {
		hits, err := index.Search(ctx, q)
		if err != nil {
			return nil, "", err
		}
		for _, h := range hits {
			ids = append(ids, h.Node.NodeID())
		}
		all[i] = hits
	}
	nodes, err := s.nodes(ctx, ids)
	if err != nil {
		return nil, "", err
	}
	for _, hits := range all {
		for k := range hits {
			id := hits[k].Node.NodeID()
			if n, ok := nodes[id]; ok {
				hits[k].Node = n
			} else {
				missing = id
			}
		}
	}
	return all, missing, nil
}

// index returns the index of the snapshot's texts, and their digest; where the snapshot has asked nothing yet, the one
// that is there.
func (s *snapshot) index(ctx context.Context) (*search.Index, string, error) {
	wanted := ""
	if s.edition() != nil {
		_, texts, err := s.describe(ctx)
		if err != nil {
			return nil, "", err
		}
		wanted = texts
	}
	if index, texts := s.store.indexed(wanted); index != nil {
		return index, texts, nil
	}
	select {
	case s.store.indexing <- struct{}{}:
		defer func() { <-s.store.indexing }()
	case <-ctx.Done():
		return nil, "", ctx.Err()
	}
	if index, texts := s.store.indexed(wanted); index != nil {
		return index, texts, nil
	}
	return s.makeIndex(ctx)
}

// makeIndex makes the index of the snapshot's texts, and keeps it in the store.
func (s *snapshot) makeIndex(ctx context.Context) (*search.Index, string, error) {
	_, texts, err := s.describe(ctx)
	if err != nil {
		return nil, "", err
	}
	answers, err := s.ask(ctx, shape{kind: allTexts}, map[string]any{})
	if err != nil {
		return nil, "", err
	}
	facts, err := decodeTexts(ctx, answers[0].rows)
	if err != nil {
		return nil, "", err
	}
	index := search.New(facts)
	s.store.keep(index, texts)
	return index, texts, nil
}

// decodeTexts returns things with their texts only.
func decodeTexts(ctx context.Context, rows []any) (*alliance.Facts, error) {
	f := &alliance.Facts{}
	var steps pace.Steps
	for _, values := range rows {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		r := rowOf(textsRows, values)
		switch label, id, name := r.id(), r.key(), given[string](r); label {
		case "Actor":
			f.Actors = append(f.Actors, &alliance.Actor{
				ID: id, Name: name, Description: text[alliance.Text](r), Aliases: textsOf[string](r),
			})
		case "Event":
			f.Events = append(f.Events, &alliance.Event{
				ID: id, Title: name, Description: text[alliance.Text](r), Mode: text[alliance.Text](r),
				Place: &alliance.Place{Name: next[string](r)},
			})
		case "Conflict":
			f.Conflicts = append(f.Conflicts, &alliance.Conflict{ID: id, Name: name, Description: text[alliance.Text](r)})
		case "Source":
			f.Sources = append(f.Sources, &alliance.Source{ID: id, Title: name, Publisher: text[alliance.Text](r)})
		}
		if r.err != nil {
			return nil, r.err
		}
	}
	return f, nil
}
