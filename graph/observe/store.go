package observe

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"entente/graph/alliance"
	"entente/graph/observe/metrics"
)

// Stores returns a function that returns a store which counts the calls of another, and makes a span for each as part of its
// request's. Kind is that of the store. Without metrics and a tracer, it returns nil.
func Stores(kind string, m *metrics.Metrics, tracer trace.Tracer) func(alliance.Store) alliance.Store {
	if m == nil && tracer == nil {
		return nil
	}
	o := &observer{tracer: tracer, kind: attribute.String("entente.store", kind)}
	if m != nil {
		for method := range o.calls {
			o.calls[method] = m.Calls(kind, names()[method])
		}
	}
	return func(s alliance.Store) alliance.Store { return observed{s, o} }
}

// A method is one of a store's.
type method int

// The methods of a store.
const (
	dataset method = iota
	nodes
	actors
	relations
	events
	conflicts
	sources
	evidence
	search
	// Those that only some stores have, which may ask a database as well.
	begin
	version
	counts
	methods // how many there are
)

// names returns the names of methods.
func names() [methods]string {
	return [...]string{"Dataset", "Nodes", "Actors", "Relations", "Events", "Conflicts", "Sources", "Evidence", "Search",
		"Begin", "Version", "Counts"}
}

// An observer observes the calls of a kind of store.
type observer struct {
	tracer trace.Tracer
	kind   attribute.KeyValue
	calls  [methods]*metrics.Calls
}

// begin begins a call with a number of questions, and returns a function that ends it.
func (o *observer) begin(ctx context.Context, m method, questions int) (context.Context, call) {
	c := call{calls: o.calls[m]}
	if c.calls != nil {
		c.began = time.Now()
	}
	// Who asks outside a request, such as a check of health, has no span to be part of.
	if o.tracer != nil && trace.SpanFromContext(ctx).IsRecording() {
		ctx, c.span = o.tracer.Start(ctx, "store."+names()[m], trace.WithAttributes(o.kind, attribute.Int("entente.questions", questions)))
	}
	return ctx, c
}

// A call is one that is under way.
type call struct {
	calls *metrics.Calls
	began time.Time
	span  trace.Span
}

// end ends a call.
func (c call) end(err error) {
	if c.calls != nil {
		c.calls.Count(time.Since(c.began), err)
	}
	if c.span != nil {
		endWith(c.span, err)
	}
}

// endWith ends a span with an error, of which it has only the kind: the message may quote what was asked.
func endWith(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, kindOf(err))
		span.SetAttributes(attribute.String("error.type", kindOf(err)))
	}
	span.End()
}

// An observed is a store whose calls are observed.
type observed struct {
	alliance.Store
	by *observer
}

// Begin is for [alliance.Begin]. What the store asks in the background from then on is part of it.
func (s observed) Begin(ctx context.Context) {
	beginner, ok := s.Store.(interface{ Begin(context.Context) })
	if !ok {
		return
	}
	ctx, c := s.by.begin(ctx, begin, 1)
	defer c.end(nil)
	beginner.Begin(ctx)
}

// Stale is for [alliance.Staleness]. It is not observed: it tells what is known, and asks nobody.
func (s observed) Stale() (since time.Time, why error) { return alliance.Staleness(s.Store) }

// Version is for [alliance.VersionOf]. A store without it is asked for its data set.
func (s observed) Version(ctx context.Context) (v string, err error) {
	versioned, ok := s.Store.(interface {
		Version(context.Context) (string, error)
	})
	if !ok {
		d, err := s.Dataset(ctx)
		return d.Version, err
	}
	ctx, c := s.by.begin(ctx, version, 1)
	defer func() { c.end(err) }()
	return versioned.Version(ctx)
}

// Counts is for [alliance.CountsOf]. A store without it is asked for its data set.
func (s observed) Counts(ctx context.Context) (n alliance.Counts, err error) {
	counted, ok := s.Store.(interface {
		Counts(context.Context) (alliance.Counts, error)
	})
	if !ok {
		d, err := s.Dataset(ctx)
		return d.Counts, err
	}
	ctx, c := s.by.begin(ctx, counts, 1)
	defer func() { c.end(err) }()
	return counted.Counts(ctx)
}

// ask has questions answered in a call that is observed.
func ask[Q, A any](ctx context.Context, s observed, m method, questions []Q, answer func(context.Context, []Q) ([]A, error)) (answers []A, err error) {
	ctx, c := s.by.begin(ctx, m, len(questions))
	defer func() { c.end(err) }()
	return answer(ctx, questions)
}

// Dataset implements [alliance.Store], as do the methods after it.
func (s observed) Dataset(ctx context.Context) (d alliance.Dataset, err error) {
	ctx, c := s.by.begin(ctx, dataset, 1)
	defer func() { c.end(err) }()
	return s.Store.Dataset(ctx)
}

// Nodes is observed.
func (s observed) Nodes(ctx context.Context, ids []string, knownBy alliance.Date) (found []alliance.Node, err error) {
	ctx, c := s.by.begin(ctx, nodes, len(ids))
	defer func() { c.end(err) }()
	return s.Store.Nodes(ctx, ids, knownBy)
}

// Actors is observed.
func (s observed) Actors(ctx context.Context, q []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	return ask(ctx, s, actors, q, s.Store.Actors)
}

// Relations is observed.
func (s observed) Relations(ctx context.Context, q []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	return ask(ctx, s, relations, q, s.Store.Relations)
}

// Events is observed.
func (s observed) Events(ctx context.Context, q []alliance.EventQuery) ([]alliance.EventConnection, error) {
	return ask(ctx, s, events, q, s.Store.Events)
}

// Conflicts is observed.
func (s observed) Conflicts(ctx context.Context, q []alliance.ConflictQuery) ([]alliance.ConflictConnection, error) {
	return ask(ctx, s, conflicts, q, s.Store.Conflicts)
}

// Sources is observed.
func (s observed) Sources(ctx context.Context, q []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	return ask(ctx, s, sources, q, s.Store.Sources)
}

// Evidence is observed.
func (s observed) Evidence(ctx context.Context, q []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	return ask(ctx, s, evidence, q, s.Store.Evidence)
}

// Search is observed.
func (s observed) Search(ctx context.Context, q []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	return ask(ctx, s, search, q, s.Store.Search)
}
