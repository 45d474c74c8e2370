package metrics

import (
	"context"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"entente/graph/alliance"
)

// Calls are the calls of one method of a kind of store.
type Calls struct {
	seconds  prometheus.Observer
	failures prometheus.Counter
}

// Calls returns the calls of a method of a kind of store.
func (m *Metrics) Calls(store, method string) *Calls {
	return &Calls{m.calls.WithLabelValues(store, method), m.failures.WithLabelValues(store, method)}
}

// Count counts a call. That the client has gone, or that the facts have changed, is no failure of the store.
func (c *Calls) Count(took time.Duration, err error) {
	c.seconds.Observe(took.Seconds())
	if err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, alliance.ErrChanged) {
		c.failures.Inc()
	}
}

// Statements returns the statements that are sent to a database. It must be called only once.
func (m *Metrics) Statements() *Calls {
	return &Calls{
		m.make.NewHistogram(prometheus.HistogramOpts{
			Name: "entente_neo4j_statement_duration_seconds", Help: "How long statements took until all rows had arrived, waiting for a connection included.",
			Buckets: latencies(),
		}),
		m.make.NewCounter(prometheus.CounterOpts{Name: "entente_neo4j_statement_failures_total", Help: "Statements that failed."}),
	}
}
