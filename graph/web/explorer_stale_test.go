package web_test

import (
	"sync/atomic"
	"testing"
	"time"

	"entente/fixtures"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/loader/facts"
)

// An aging store is stale while its flag says so.
type aging struct {
	alliance.Store
	stale *atomic.Bool
}

// Stale is as for [alliance.Staleness].
func (s aging) Stale() (since time.Time, why error) {
	if s.stale.Load() {
		return time.Unix(0, 0), alliance.ErrUnavailable
	}
	return time.Time{}, nil
}

// TestStale checks that the page warns while the server's facts may be out of date, and stops by itself once they are not.
func TestStale(t *testing.T) {
	t.Parallel()
	var stale atomic.Bool
	e := live.Embedded(readFacts(t, facts.Dir{Name: "fixtures/libya-2020", FS: fixtures.Libya()}))
	store := e.Store()
	e.Store = func() alliance.Store { return aging{store, &stale} }
	b := newTab(t, serveLive(t, live.New(e)).URL, desk(), "light")
	const warns = `document.querySelector("[role=status]:has(#stale)").innerText.startsWith("Warning: the database cannot be reached")`
	openExplorer(b, "/?actor=gna")
	if get[bool](b, warns) {
		t.Error("the page warns of current facts")
	}
	stale.Store(true)
	openExplorer(b, "/?actor=gna")
	b.wait(warns)
	b.picture("explorer-stale")
	stale.Store(false)
	b.wait("!" + warns)
	b.clean()
}
