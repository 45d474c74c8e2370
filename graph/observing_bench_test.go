package graph_test

import (
	"io"
	"log/slog"
	"net/http"
	"testing"
	"time"

	sdk "go.opentelemetry.io/otel/sdk/trace"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/graph/observe"
	"entente/graph/observe/metrics"
	"entente/graph/storetest"
)

// watched returns a handler that keeps answers in a budget, is observed as the options say, and has the calls of its store
// observed.
func watched(s alliance.Store, budget uint64, o observe.Options) http.Handler {
	f := live.New(live.Edition{Store: func() alliance.Store { return s }})
	f.Around(observe.Stores("embedded", o.Metrics, o.Tracer))
	mux := http.NewServeMux()
	mux.Handle("/graphql", graph.NewHandler(f, graph.Deadline, graph.KeepAnswers(budget), graph.Observe(o.Metrics)))
	return observe.Handler(observe.Mux(mux), o)
}

// BenchmarkObserved compares answers of which nothing is told with those that are counted, logged and traced: what a handler
// takes and allocates for one that is run, and one that is kept.
func BenchmarkObserved(b *testing.B) {
	store := memory.New(storetest.PowerLaw(5_000, 25_000), time.Time{})
	log := slog.New(observe.Identified(slog.NewJSONHandler(io.Discard, nil)))
	tracer := sdk.NewTracerProvider().Tracer("bench")
	for _, kept := range []struct {
		name   string
		budget uint64
	}{{"run", 0}, {"kept", 1 << 20}} {
		for _, by := range []struct {
			name    string
			handler func() http.Handler
		}{
			{"alone", func() http.Handler { return keeping(store, kept.budget) }},
			{"off", func() http.Handler { return watched(store, kept.budget, observe.Options{}) }},
			{"metrics", func() http.Handler { return watched(store, kept.budget, observe.Options{Metrics: metrics.New()}) }},
			{"log", func() http.Handler { return watched(store, kept.budget, observe.Options{Log: log}) }},
			{"traces", func() http.Handler { return watched(store, kept.budget, observe.Options{Tracer: tracer}) }},
		} {
			b.Run(kept.name+"/"+by.name, func(b *testing.B) {
				handler := by.handler()
				b.ReportAllocs()
				before := processor(b)
				for b.Loop() {
					postEncoded(handler, keptQuestions["point"], "identity")
				}
				b.ReportMetric(float64((processor(b)-before).Nanoseconds())/float64(b.N), "cpu-ns/op")
			})
		}
	}
}
