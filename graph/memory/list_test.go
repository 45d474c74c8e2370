package memory

import (
	"context"
	"fmt"
	"testing"

	"entente/graph/alliance"
)

// A page at either end, or beside a cursor, looks at no more things than it shows and one more.
func TestPageLooksAtFew(t *testing.T) {
	list := make([]*alliance.Actor, 1000)
	for i := range list {
		list[i] = &alliance.Actor{ID: fmt.Sprintf("a%03d", i)}
	}
	key := list[500].SortKey("")
	for _, request := range []alliance.PageRequest{
		{First: 10}, {First: 10, After: key}, {First: 10, FromEnd: true}, {First: 10, FromEnd: true, Before: key},
		{First: 1000, After: list[490].SortKey(""), Before: key}, {First: 1000, FromEnd: true, After: list[490].SortKey(""), Before: key},
	} {
		looked := 0
		p, err := page(context.Background(), &request, in[*alliance.Actor](list), only[alliance.Actor](func(*alliance.Actor) bool {
			looked++
			return true
		}))
		if err != nil || len(p.Nodes) < 9 || looked > len(p.Nodes)+1 {
			t.Errorf("%+v: looked at %d things for %d, %v", request, looked, len(p.Nodes), err)
		}
	}
}
