package graph

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/flight"
	"entente/graph/observe/metrics"
	"entente/graph/observe/record"
)

// Observe has what a handler keeps, computes and streams be counted in metrics, which is to be done for one handler only; nil counts
// nothing. If it answers only some operations, these are told apart by their names.
func Observe(m *metrics.Metrics) Option { return func(s *settings) { s.metrics = m } }

// observe has all be counted that [Observe] says, once all options are known.
func (s *settings) observe(m *metrics.Metrics) {
	if s.Operations != nil {
		m.TellApart(s.Operations.Names()...)
	}
	m.Gauge("entente_streams_open", "Subscriptions that are open.", func() float64 { return float64(s.Streams()) })
	m.Gauge("entente_kept_answers", "Answers that are kept.", func() float64 { return float64(s.Kept.Len()) })
	m.Gauge("entente_kept_answers_bytes", "Memory that kept answers take.", func() float64 { return float64(s.Kept.Bytes()) })
	s.observeComputations(m)
	s.observeQueries(m)
}

// observeComputations has the computations of the handler's group be counted.
func (s *settings) observeComputations(m *metrics.Metrics) {
	for kind, of := range map[string]func() flight.LineStats{
		"heavy": func() flight.LineStats { return s.analyses.Stats().Heavy },
		"light": func() flight.LineStats { return s.analyses.Stats().Light },
	} {
		m.Gauge("entente_computations_running", "Analyses, exports and batches that are computed now.",
			func() float64 { return float64(of().Running) }, "kind", kind)
		m.Gauge("entente_computations_waiting", "Analyses, exports and batches that wait for others.",
			func() float64 { return float64(of().Waiting) }, "kind", kind)
		m.Counter("entente_computations_refused_total", "Analyses, exports and batches that were refused as there was too much else to compute (BUSY).",
			func() float64 { return float64(of().Refused) }, "kind", kind)
	}
	m.Gauge("entente_kept_analyses", "Results of analyses that are kept, and parts of them.", func() float64 { return float64(s.analyses.Stats().Kept) })
	m.Gauge("entente_kept_analyses_bytes", "Memory that kept results of analyses take.", func() float64 { return float64(s.analyses.Stats().KeptBytes) })
	requests(m, "entente_kept_analyses_requests_total", "Analyses, and parts of them, that were kept (hit) or computed (miss).", func() (hits, misses uint64) {
		all := s.analyses.Stats()
		return all.Hits, all.Misses
	})
}

// observeQueries has the queries that clients ask by their digest, and those that need not be parsed, be counted.
func (s *settings) observeQueries(m *metrics.Metrics) {
	m.Gauge("entente_persisted_queries", "Automatic persisted queries that are kept.", func() float64 { return float64(s.Persisted.Len()) })
	m.Gauge("entente_persisted_queries_bytes", "Memory that automatic persisted queries take.", func() float64 { return float64(s.Persisted.Bytes()) })
	requests(m, "entente_persisted_queries_requests_total", "Digests that stood for a query (hit) or did not (miss).", s.Persisted.Asked)
	requests(m, "entente_documents_requests_total", "Queries that were parsed and validated before (hit) or are new (miss).",
		func() (hits, misses uint64) { return s.parsed.hits.Load(), s.parsed.misses.Load() })
}

// requests has what was found and what was not be counted.
func requests(m *metrics.Metrics, name, help string, asked func() (hits, misses uint64)) {
	m.Counter(name, help, func() float64 { hits, _ := asked(); return float64(hits) }, "result", "hit")
	m.Counter(name, help, func() float64 { _, misses := asked(); return float64(misses) }, "result", "miss")
}

// noted has what a response says of a request noted in its record. It is to be the first of all interceptors, which sees what
// the others have made of the response.
func noted(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if r := record.Of(ctx); r != nil && response != nil {
		r.Ran(operationOf(ctx, response), codesOf(response))
	}
	return response
}

// operationOf returns what is known of the operation of a response.
func operationOf(ctx context.Context, response *graphql.Response) (o record.Operation) {
	if graphql.HasOperationContext(ctx) {
		if op := graphql.GetOperationContext(ctx).Operation; op != nil {
			o.Name, o.Kind = op.Name, string(op.Operation)
		}
	}
	o.Dataset, _ = response.Extensions["dataset"].(string)
	if c, ok := response.Extensions["cost"].(cost); ok {
		o.Cost = c.Charged
	}
	return o
}

// codesOf returns the codes of the errors of a response.
func codesOf(response *graphql.Response) []string {
	if len(response.Errors) == 0 {
		return nil
	}
	codes := make([]string, len(response.Errors))
	for i, e := range response.Errors {
		codes[i], _ = e.Extensions["code"].(string)
	}
	return codes
}

// recovered returns the error for a field whose resolver panicked. The stack is in the log alone. A panic outside an operation is
// for who serves the request: gqlgen would write an answer even after another, or into a stream.
func recovered(ctx context.Context, value any) error {
	if !graphql.HasOperationContext(ctx) {
		panic(value)
	}
	slog.ErrorContext(ctx, "panic", "path", graphql.GetPath(ctx).String(), "error", fmt.Sprint(value), "stack", string(debug.Stack()))
	err := gqlerror.ErrorPathf(graphql.GetPath(ctx), "%s", record.Failure(ctx))
	errcode.Set(err, CodeInternal)
	return err
}
