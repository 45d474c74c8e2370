package graph

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"entente/graph/flight"
	"entente/graph/observe/metrics"
	"entente/graph/room"
	"entente/graph/transport"
)

// settings are what options change.
type settings struct {
	*transport.HTTP
	analyses      *flight.Group
	until         context.Context //nolint:containedctx // that of the server, not of a request
	maxCost       int
	introspection bool
	metrics       *metrics.Metrics
	// parsed counts the documents that were parsed before.
	parsed tally
}

// An Option changes which queries a handler accepts, or how it answers.
type Option func(*settings)

// newSettings returns the settings with some options, which may change the transport.
func newSettings(over *transport.HTTP, options []Option) *settings {
	s := &settings{HTTP: over, maxCost: DefaultMaxCost, introspection: true}
	for _, o := range options {
		o(s)
	}
	if s.analyses == nil {
		s.analyses = flight.New(runtime.GOMAXPROCS(0) - 1)
	}
	if s.Rooms == nil {
		s.Rooms = room.New()
	}
	if s.metrics != nil {
		s.observe(s.metrics)
	}
	return s
}

// Compute has a handler run analyses as part of a group, which others may share. By default, it has its own, which on several
// cores leaves one free for other fields.
func Compute(g *flight.Group) Option { return func(s *settings) { s.analyses = g } }

// Share has a handler take room for long answers and bodies that others take room of, too. By default, it has its own.
func Share(r *room.Rooms) Option { return func(s *settings) { s.Rooms = r } }

// Follow has a handler drop what it has kept as soon as the facts are replaced, until the context is done: it points at them.
// Without it, answers are dropped when the next is asked for, and no results of analyses are kept.
func Follow(ctx context.Context) Option { return func(s *settings) { s.until = ctx } }

// follow drops what is kept when the facts are replaced.
func (s *settings) follow(ctx context.Context, f Facts) {
	defer func() {
		if r := recover(); r != nil { // without this, answers are dropped by the next request
			slog.ErrorContext(ctx, "panic", "error", fmt.Sprint(r), "stack", string(debug.Stack()))
		}
	}()
	replaced := f.Replacements(ctx)
	if d, err := f.Store().Dataset(ctx); err == nil {
		s.analyses.Turn(Edition(&d))
	}
	for d := range replaced {
		s.analyses.Turn(Edition(d))
		s.Drop(ctx)
	}
}

// KeepAnswers has a handler keep finished answers, and answer from them when the same is asked again of the same facts. They
// take at most the given memory, in bytes; 0 keeps none, which is the default.
func KeepAnswers(budget uint64) Option {
	return func(s *settings) { s.Kept = transport.NewKept(budget) }
}

// PersistQueries has a handler take queries that come with their digest, and answer those that come as the digest alone. They take
// at most the given memory, in bytes; 0 takes none, which is the default.
func PersistQueries(budget uint64) Option {
	return func(s *settings) { s.Persisted = transport.NewPersisted(budget) }
}

// AnswerOnly has a handler answer only these operations; nil are all, which is the default.
func AnswerOnly(o transport.Operations) Option {
	return func(s *settings) { s.Operations = o }
}

// StreamsPerClient limits the concurrent subscriptions of one client to a number; 0 is no limit besides that of all clients.
// The default is [transport.StreamsPerClient].
func StreamsPerClient(most int) Option {
	return func(s *settings) { s.StreamsPerClient = most }
}

// MaxCost has a handler refuse queries that cost more than that many units; see extensions.cost of answers for what a query
// costs. The default is [DefaultMaxCost], also for 0.
func MaxCost(units int) Option {
	return func(s *settings) { s.maxCost = cmp.Or(units, DefaultMaxCost) }
}

// Introspection has a handler answer questions about the schema or, unless on, refuse them and say nothing of it in errors: they
// suggest no names then. It is on by default.
func Introspection(on bool) Option {
	return func(s *settings) { s.introspection = on }
}

// rules returns the rules of validation. gqlgen replaces two more of them if it is to suggest nothing.
func (s *settings) rules() *rules.Rules {
	all := rules.NewDefaultRules()
	all.AddRule(integers.Name, integers.RuleFunc)
	if !s.introspection {
		all.ReplaceRule(rules.KnownArgumentNamesRule.Name, rules.KnownArgumentNamesRuleWithoutSuggestions.RuleFunc)
		all.ReplaceRule(rules.KnownTypeNamesRule.Name, rules.KnownTypeNamesRuleWithoutSuggestions.RuleFunc)
		all.ReplaceRule(rules.ValuesOfCorrectTypeRule.Name, rules.ValuesOfCorrectTypeRuleWithoutSuggestions.RuleFunc)
	}
	return all
}

// extensions returns the rules by which queries are accepted that are not in the cache.
func (s *settings) extensions(cache graphql.Cache[*ast.QueryDocument]) []graphql.HandlerExtension {
	return []graphql.HandlerExtension{extension.Introspection{}, admission{cache, &s.parsed}, &inputs{}, secrecy{!s.introspection}, &limits{maxCost: s.maxCost}, &nulls{}}
}
