package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/generated"
	"entente/graph/plain"
	"entente/graph/refusal"
	"entente/graph/transport"
)

// Deadline is the time limit for answering a request.
const Deadline = 10 * time.Second

// cachedQueries is the number of parsed and validated query documents to cache.
const cachedQueries = 500

// Facts are what a handler serves. They may be replaced at any time, and are safe for concurrent use.
type Facts interface {
	// Store returns the store for one request. It answers all calls from one version of the facts; once it cannot,
	// calls fail with an error that wraps [alliance.ErrChanged], and the request is run again with another store.
	Store() alliance.Store
	// Remote reports whether calls to the store are slow enough that the items of a list should be resolved
	// concurrently.
	Remote() bool
	// Replacements returns a channel that receives the data set each time the facts are replaced. It is closed when the
	// context is done or the server stops.
	Replacements(context.Context) <-chan *alliance.Dataset
}

// NewHandler returns a handler for GraphQL over HTTP (GET and POST), with subscriptions as server-sent events. Every
// answer has the version of the facts that it was made from in extensions.dataset, what the query was charged in
// extensions.cost (nothing, if it was refused), and takes no longer than the deadline. If the facts may not be current any more, extensions.stale is true. HTTP has no header for that: RFC 9111
// (section 5.5) took Warning away.
func NewHandler(f Facts, deadline time.Duration, options ...Option) http.Handler {
	server := newServer(f, deadline, options...)
	server.Use(&plain.Extension{Fields: generated.PlainFields, Refuses: hasNull})
	return server
}

// newServer returns the server that [NewHandler] makes, with all fields resolved by gqlgen.
func newServer(f Facts, deadline time.Duration, options ...Option) *handler.Server {
	a := &answering{facts: f}
	s := newSettings(&transport.HTTP{
		Pin: a.pin, Follow: a.follow, Changed: changed, Busy: busy, Away: away, Deadline: deadline, Edition: edition,
		StreamsPerClient: transport.StreamsPerClient,
	}, options)
	a.analyses = s.analyses
	if s.until != nil {
		go s.follow(s.until, f)
	}
	server := handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: newRoot(f, s.analyses)}))
	server.AddTransport(s.HTTP)
	server.SetErrorPresenter(presentError)
	server.SetRecoverFunc(recovered)
	server.AroundResponses(noted)
	server.SetParserTokenLimit(maxTokens)
	cache := documents{lru.New[*ast.QueryDocument](cachedQueries)}
	server.SetQueryCache(cache)
	server.SetValidationRulesFn(s.rules)
	server.SetDisableSuggestion(!s.introspection)
	for _, e := range s.extensions(cache) {
		server.Use(e)
	}
	server.AroundResponses(complete)
	return server
}

// edition returns the edition of the facts that a request is pinned to, if it is known to be the newest, and an answer from it
// would be the same at any time.
func edition(ctx context.Context) (transport.Edition, bool) {
	if isHurried(ctx) {
		return transport.Edition{}, false
	}
	store := storeOf(ctx)
	d, err := store.Dataset(ctx)
	if err != nil {
		return transport.Edition{}, false
	}
	_, why := alliance.Staleness(store)
	return transport.Edition{Version: d.Version, Store: d.Store, LoadedAt: d.LoadedAt.UnixNano()}, why == nil
}

// answering answers requests from facts.
type answering struct {
	facts    Facts
	analyses *flight.Group
}

// pin returns the context of a request, pinned to the current store, which begins to answer.
func (a *answering) pin(ctx context.Context) context.Context {
	store, remote := a.facts.Store(), a.facts.Remote()
	alliance.Begin(ctx, store)
	return pinTo(plain.Begin(ctx, remote, limitsOf(ctx)), &pinned{
		store: func() alliance.Store { return store }, remote: remote, analyses: a.analyses,
	})
}

// follow returns the context of a response that is made later, pinned to the store that is the current one when it is first
// asked, and begins to answer then.
func (a *answering) follow(ctx context.Context) context.Context {
	remote := a.facts.Remote()
	begun := plain.Begin(ctx, remote, limitsOf(ctx))
	return pinTo(begun, &pinned{remote: remote, analyses: a.analyses, store: sync.OnceValue(func() alliance.Store {
		store := a.facts.Store()
		alliance.Begin(begun, store)
		return store
	})})
}

// changed reports whether a response failed because the facts changed in the meantime.
func changed(r *graphql.Response) bool { return failed(r, CodeChanged) }

// busy returns the number of seconds after which a request may be sent again, 0 if its response has errors other than that
// the server is busy.
func busy(r *graphql.Response) (after int) {
	for _, e := range r.Errors {
		if e.Extensions["code"] != CodeBusy {
			return 0
		}
		seconds, _ := e.Extensions[retryAfter].(int)
		after = max(after, seconds)
	}
	return after
}

// away returns the number of seconds after which a request may be sent again, 0 if its response has errors other than that there
// are no facts at the moment.
func away(r *graphql.Response) (after int) {
	isOther := func(e *gqlerror.Error) bool { return e.Extensions["code"] != CodeUnavailable }
	if len(r.Errors) == 0 || slices.ContainsFunc(r.Errors, isOther) {
		return 0
	}
	return refusal.RetryAfter
}

// failed reports whether a response has an error with the code.
func failed(r *graphql.Response, code string) bool {
	return slices.ContainsFunc(r.Errors, hasCode(code))
}

// hasCode returns a function that reports whether an error has the code.
func hasCode(code string) func(*gqlerror.Error) bool {
	return func(e *gqlerror.Error) bool { return e.Extensions["code"] == code }
}

// complete adds to a response what it was charged and the version of its facts, and sorts and abridges its errors.
func complete(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if response == nil {
		return nil
	}
	response.Extensions = map[string]any{}
	if c, ok := costOf(ctx); ok {
		response.Extensions["cost"] = c
	}
	// Root fields are resolved concurrently, so the order of their errors is random.
	slices.SortStableFunc(response.Errors, func(e, f *gqlerror.Error) int { return strings.Compare(e.Path.String(), f.Path.String()) })
	citeDataset(ctx, response)
	if i := slices.IndexFunc(response.Errors, hasCode(CodeChanged)); i >= 0 { // the others are about facts of the past
		response.Errors = response.Errors[i : i+1]
	}
	response.Errors = abridge(response.Errors, response.Data != nil)
	return response
}

// citeDataset adds the version of the facts to a response, which makes it citable. It asks for the version last, when a store
// that has to look it up has done so.
func citeDataset(ctx context.Context, response *graphql.Response) {
	if failed(response, CodeUnavailable) { // another call would time out as well
		return
	}
	store := storeOf(ctx)
	switch d, err := store.Dataset(ctx); {
	case errors.Is(err, alliance.ErrChanged): // what was answered does not count
		response.Errors, response.Data = gqlerror.List{presentError(ctx, err)}, json.RawMessage("null")
	case err == nil:
		response.Extensions["dataset"] = d.Version
		if _, why := alliance.Staleness(store); why != nil {
			response.Extensions["stale"] = true
		}
	}
}
