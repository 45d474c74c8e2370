package observe

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"entente/graph/alliance"
	"entente/graph/observe/record"
)

// startSpan starts the span of a request, as part of the client's trace if it names one (W3C Trace Context).
func startSpan(ctx context.Context, tracer trace.Tracer, r *http.Request) (context.Context, trace.Span) {
	ctx = propagation.TraceContext{}.Extract(ctx, propagation.HeaderCarrier(r.Header))
	return tracer.Start(ctx, methodOf(r.Method), trace.WithSpanKind(trace.SpanKindServer))
}

// endSpan ends the span of a request, with what OpenTelemetry's conventions for HTTP and GraphQL servers want to be told, but
// neither the query nor the address.
func endSpan(span trace.Span, method string, f *record.Facts, id string, status int, cut bool) {
	defer span.End()
	if !span.IsRecording() {
		return
	}
	span.SetName(spanName(method, f))
	span.SetAttributes(
		attribute.String("http.request.method", methodOf(method)), attribute.String("http.route", f.Route),
		attribute.Int("http.response.status_code", status), attribute.String("entente.request.id", id))
	if f.Kind != "" {
		span.SetAttributes(attribute.String("graphql.operation.type", f.Kind), attribute.String("graphql.operation.name", record.CutName(f.Name)),
			attribute.Bool("entente.kept", f.Kept), attribute.Int("entente.cost", f.Cost), attribute.String("entente.dataset", f.Dataset))
	}
	if f.Query != "" {
		span.SetAttributes(attribute.String("graphql.document.hash", HashOf(f.Query)))
	}
	if len(f.Codes) > 0 {
		span.SetAttributes(attribute.StringSlice("entente.codes", f.Codes))
	}
	if status >= http.StatusInternalServerError || cut || len(f.Codes) > 0 {
		span.SetStatus(codes.Error, strings.Join(f.Codes, " "))
	}
}

// spanName returns the name of a request's span: nothing that clients choose, for there may be only so many.
func spanName(method string, f *record.Facts) string {
	if f.Kind != "" {
		return f.Kind
	}
	return strings.TrimSpace(methodOf(method) + " " + f.Route)
}

// kindOf returns which kind of error one of a store is.
func kindOf(err error) string {
	for _, kind := range []struct {
		err  error
		name string
	}{
		{context.DeadlineExceeded, "timeout"}, {context.Canceled, "canceled"}, {alliance.ErrChanged, "changed"},
		{alliance.ErrLoading, "loading"}, {alliance.ErrNoFacts, "no facts"}, {alliance.ErrUnavailable, "unavailable"},
	} {
		if errors.Is(err, kind.err) {
			return kind.name
		}
	}
	return "other"
}
