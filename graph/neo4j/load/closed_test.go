package load

import (
	"strings"
	"testing"

	"entente/graph/alliance"
)

// TestClosed loads facts that point at things that are not among them.
func TestClosed(t *testing.T) {
	db := open(t, nil)
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
