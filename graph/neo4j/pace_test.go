package neo4j

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// A limited context is done after it was looked at so many times; never if that is not positive.
type limited struct {
	context.Context
	left, looks int
}

// Err implements [context.Context].
func (c *limited) Err() error {
	c.looks++
	if c.left > 0 && c.looks >= c.left {
		return context.Canceled
	}
	return nil
}

// many is the number of things in what takes long.
const many = 8 << 10

// copiesOf returns a row as often as that.
func copiesOf(row any) []any {
	rows := make([]any, many)
	for i := range rows {
		rows[i] = row
	}
	return rows
}

// relationsOf returns that many relations of an actor, by id.
func relationsOf(actor string) []*alliance.Relation {
	list := make([]*alliance.Relation, many)
	for i := range list {
		list[i] = &alliance.Relation{
			ID: fmt.Sprintf("r%05d", i), Type: alliance.Supports, Subject: &alliance.Actor{ID: actor}, Object: &alliance.Actor{ID: "other"},
		}
		list[i].Settle()
	}
	return list
}

// longWork returns what takes long after the database has answered, by name.
func longWork() map[string]func(context.Context) error {
	rows, things := rightRows(), newCache()
	for _, r := range rows {
		if err := things.addLabelled(context.Background(), []any{r}); err != nil {
			panic(err) // impossible: the rows are right
		}
	}
	relation, texts := rows[4][1], append([]any{"Actor"}, rows[0][1].([]any)...)
	found := lists{place{"a", everyRelation}: {everyRelation, relationsOf("a"), false}}
	all := alliance.RelationFilter{Statuses: alliance.Statuses()}
	ask := func(ctx context.Context, q alliance.RelationQuery) error {
		var steps pace.Steps
		_, err := among(ctx, &steps, found, &q)
		return err
	}
	return map[string]func(context.Context) error{
		"things": func(ctx context.Context) error { return things.addLabelled(ctx, copiesOf(rows[0])) },
		"relations": func(ctx context.Context) error {
			_, err := relationLister().decodeAll(ctx, &linker{cache: things}, copiesOf(relation))
			return err
		},
		"answers": func(ctx context.Context) error {
			return relationLister().keep(ctx, nil, things, []answer{{rows: copiesOf(relation)}})
		},
		"texts": func(ctx context.Context) error { _, err := decodeTexts(ctx, copiesOf(texts)); return err },
		"candidates": func(ctx context.Context) error {
			of := newListing[*alliance.Relation](&alliance.PageRequest{First: 10, Count: true})
			return of.take(ctx, "relation", relationsOf("a"), 0)
		},
		"a page": func(ctx context.Context) error {
			q := alliance.RelationQuery{Of: "a", Direction: alliance.Both, Where: all, PageRequest: alliance.PageRequest{First: 10, Count: true}}
			_, err := found.answer(ctx, []alliance.RelationQuery{q}, make([]alliance.RelationConnection, 1), []int{0})
			return err
		},
		"relations of an actor": func(ctx context.Context) error {
			return ask(ctx, alliance.RelationQuery{Of: "a", Direction: alliance.Both, Where: all})
		},
		"relations among actors": func(ctx context.Context) error {
			where := all
			where.Subjects, where.Objects = []string{"a"}, []string{"a"}
			return ask(ctx, alliance.RelationQuery{Where: where})
		},
	}
}

// TestLooks does what takes long to its end, and then again until half of the looks at the context.
func TestLooks(t *testing.T) {
	for name, work := range longWork() {
		whole := &limited{Context: t.Context()}
		if err := work(whole); err != nil || whole.looks < many>>10 {
			t.Errorf("%s: it looked at the context %d times, error %v", name, whole.looks, err)
			continue
		}
		half := &limited{Context: t.Context(), left: whole.looks / 2}
		if err := work(half); !errors.Is(err, context.Canceled) || half.looks > half.left {
			t.Errorf("%s: it went on for %d looks after it was to end, error %v", name, half.looks-half.left, err)
		}
	}
}
