package observe

import (
	"context"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"entente/graph/observe/metrics"
)

// Statements returns a function that is told of each statement that is sent to a database, and returns one to be told how it
// ended. They are counted, and have spans as part of the request's that needed them, or of the first of several requests.
// Spans have the text of the statement, in which there are no values, but not its parameters. Without metrics and a tracer,
// it returns nil.
func Statements(address, database string, m *metrics.Metrics, tracer trace.Tracer) func(context.Context, string) (context.Context, func(error)) {
	if m == nil && tracer == nil {
		return nil
	}
	s := &statements{tracer: tracer}
	s.attributes = append(s.attributes, attribute.String("db.system.name", "neo4j"), attribute.String("server.address", address))
	if database != "" {
		s.attributes = append(s.attributes, attribute.String("db.namespace", database))
	}
	if m != nil {
		s.calls = m.Statements()
		m.Gauge("entente_neo4j_statements_running", "Statements that run in the database, or wait for a connection of the driver's pool.",
			func() float64 { return float64(s.running.Load()) })
	}
	return s.begin
}

// statements observes those that are sent to a database.
type statements struct {
	tracer     trace.Tracer
	attributes []attribute.KeyValue
	calls      *metrics.Calls
	running    atomic.Int64
}

// begin notes that a statement is sent.
func (s *statements) begin(ctx context.Context, cypher string) (context.Context, func(error)) {
	c := call{calls: s.calls, began: time.Now()}
	s.running.Add(1)
	if s.tracer != nil && trace.SpanFromContext(ctx).IsRecording() {
		ctx, c.span = s.tracer.Start(ctx, "neo4j", trace.WithSpanKind(trace.SpanKindClient),
			trace.WithAttributes(s.attributes...), trace.WithAttributes(attribute.String("db.query.text", cypher)))
	}
	return ctx, func(err error) {
		s.running.Add(-1)
		c.end(err)
	}
}
