package load

import (
	"strings"
	"testing"

	"entente/graph/alliance"
	"entente/graph/neo4j/bolt"
)

// TestClosed loads facts that point at things that are not among them, into no database at all.
func TestClosed(t *testing.T) {
	db, err := bolt.New(bolt.Config{URI: "bolt://127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(t.Context())
	for name, take := range map[string]func(*alliance.Facts){
		"no Actor":    func(f *alliance.Facts) { f.Actors = f.Actors[:len(f.Actors)-1] },
		"no Source":   func(f *alliance.Facts) { f.Sources = nil },
		"no Conflict": func(f *alliance.Facts) { f.Conflicts = nil },
		"no Event":    func(f *alliance.Facts) { f.Events = f.Events[1:] },
	} {
		f := *small()
		take(&f)
		if _, err := Load(t.Context(), db, &f, Options{}); err == nil || !strings.Contains(err.Error(), name+" of the facts") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}
