package memory_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/storetest"
)

// The size of the data set in the benchmarks. Relations have two pieces of evidence on average.
const benchActors, benchRelations = 50_000, 250_000

// BenchmarkNew builds a store from linked facts.
func BenchmarkNew(b *testing.B) {
	facts := storetest.PowerLaw(benchActors, benchRelations)
	for b.Loop() {
		memory.New(facts, time.Time{})
	}
}

// BenchmarkMemory reports how many bytes a relation with its evidence takes in the facts and the store's indexes, not
// counting texts: the difference from a data set with the same actors and sources but no relations.
func BenchmarkMemory(b *testing.B) {
	var each uint64
	for b.Loop() {
		each = (held(benchRelations) - held(0)) / benchRelations
	}
	b.ReportMetric(float64(each), "B/relation")
}

// held returns the number of bytes that a data set and its store take, not counting texts.
func held(relations int) uint64 {
	before := heap()
	facts := storetest.PowerLaw(benchActors, relations)
	store := memory.New(facts, time.Time{})
	after := heap()
	runtime.KeepAlive(store)
	return after - before - texts(facts)
}

// heap returns the number of bytes of the heap in use after a garbage collection.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// texts returns the number of bytes in the texts of a data set.
func texts(f *alliance.Facts) (n uint64) {
	add := func(texts ...string) {
		for _, s := range texts {
			n += uint64(len(s))
		}
	}
	for _, r := range f.Relations {
		add(r.ID, string(r.Role))
	}
	for e := range f.Evidence {
		add(e.ID, string(e.Quote), string(e.Locator))
	}
	for _, s := range f.Sources {
		add(s.ID, s.Title, string(s.Publisher))
	}
	for _, a := range f.Actors {
		add(a.ID, a.Name)
		add(a.Aliases...)
	}
	return n
}

// BenchmarkSupporters queries the supporters of one actor, with evidence, from several viewpoints.
func BenchmarkSupporters(b *testing.B) {
	store := memory.New(storetest.PowerLaw(benchActors, benchRelations), time.Time{})
	ctx := context.Background()
	question := []alliance.RelationQuery{{
		Where: alliance.RelationFilter{Types: []alliance.RelationType{alliance.Supports}},
		Of:    "actor-300", Direction: alliance.In, PageRequest: alliance.PageRequest{First: 50},
	}}
	for _, bench := range []struct {
		name string
		at   alliance.Viewpoint
	}{
		{"any day", alliance.Viewpoint{}},
		{"a day", alliance.Viewpoint{AsOf: alliance.MustDate("2000-05-21")}},
		{"a day, known by a day", alliance.Viewpoint{AsOf: alliance.MustDate("2000-05-21"), KnownBy: alliance.MustDate("2010")}},
		{"a day, presumed", alliance.Viewpoint{AsOf: alliance.MustDate("2000-05-21"), Presumed: true}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			question[0].Where.Viewpoint = bench.at
			found := 0
			for b.Loop() {
				pages, err := store.Relations(ctx, question)
				if err != nil {
					b.Fatal(err)
				}
				found = len(pages[0].Nodes)
			}
			b.ReportMetric(float64(found), "supporters")
		})
	}
}

// BenchmarkPages reads pages of all relations, from either end, in several orders and counted.
func BenchmarkPages(b *testing.B) {
	store := memory.New(storetest.PowerLaw(benchActors, benchRelations), time.Time{})
	ctx := context.Background()
	for _, bench := range []struct {
		name string
		page alliance.PageRequest
	}{
		{"first", alliance.PageRequest{First: 50}},
		{"last", alliance.PageRequest{First: 50, FromEnd: true}},
		{"by name", alliance.PageRequest{First: 50, By: alliance.ByName}},
		{"by last report", alliance.PageRequest{First: 50, By: alliance.ByLastReported, FromEnd: true}},
		{"counted", alliance.PageRequest{First: 50, Count: true}},
		{"actors counted", alliance.PageRequest{First: 50, CountEnds: true}},
	} {
		for at, viewpoint := range map[string]alliance.Viewpoint{
			"any day": {}, "a day": {AsOf: alliance.MustDate("2000-05-21")},
		} {
			b.Run(bench.name+"/"+at, func(b *testing.B) {
				b.ReportAllocs()
				question := []alliance.RelationQuery{{Where: alliance.RelationFilter{Viewpoint: viewpoint}, PageRequest: bench.page}}
				for b.Loop() {
					if _, err := store.Relations(ctx, question); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
