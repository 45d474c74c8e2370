package memory_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/storetest"
)

// TestStore runs the suite on the embedded store.
func TestStore(t *testing.T) {
	storetest.Run(t, func(_ testing.TB, facts *alliance.Facts) alliance.Store {
		return memory.New(facts, time.Unix(1_600_000_000, 0))
	})
}

func ExampleNew() {
	russia := &alliance.Actor{ID: "russia", Name: "Russia", Type: alliance.State}
	army := &alliance.Actor{ID: "lna", Name: "Libyan National Army", Type: alliance.ArmedGroup}
	article := &alliance.Source{ID: "article", Title: "An article", Published: alliance.MustDate("2020-05")}
	backing := &alliance.Relation{ID: "russia.supports.lna", Type: alliance.Supports, Subject: russia, Object: army}
	backing.Evidence = []*alliance.Evidence{{ID: "e", Fact: backing.ID, Stance: alliance.Asserts, Source: article}}
	store := memory.New(alliance.NewFacts(alliance.Facts{
		Actors: []*alliance.Actor{russia, army}, Sources: []*alliance.Source{article}, Relations: []*alliance.Relation{backing},
	}), time.Now())

	pages, err := store.Relations(context.Background(), []alliance.RelationQuery{
		{Of: "lna", Direction: alliance.In, PageRequest: alliance.PageRequest{First: 10}},
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(pages[0].Nodes[0].Summary())
	// Output: Russia supports the Libyan National Army (as of May 2020).
}
