package graph

import (
	"context"
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"entente/graph/refusal"
)

// Limits on a query document. Some rules of validation take quadratic time, others more; within these limits, it takes twenty
// milliseconds at most (BenchmarkValidation).
const (
	// maxDocument is the maximum length of a document, in bytes.
	maxDocument = 100_000
	// maxTokens is the maximum number of tokens; the introspection queries of tools have 500.
	maxTokens = 2_000
	// maxFields is the maximum number of fields, as they are written.
	maxFields = 600
	// maxAliases is the maximum number of fields under an alias.
	maxAliases = 300
	// maxDirectives is the maximum number of directives.
	maxDirectives = 200
	// maxVisits is the maximum number of selections with all fragments in their places, of each operation and fragment.
	maxVisits = 10_000
	// maxPairs is the maximum number of pairs of selections that have to be compared, as they answer under the same name. A pair that
	// conflicts takes a microsecond: 16 ms in all. Clients that put a fragment beside each component, as those of Relay do, spread 80
	// of three fields each on one object.
	maxPairs = 15_000
	// maxName is the maximum length of a name or a number, in bytes. An unknown name is compared with all that are known.
	maxName = 250
)

// admission refuses documents that would take long to validate, before that begins. Documents in the cache are known to be
// valid.
type admission struct {
	cache graphql.Cache[*ast.QueryDocument]
	asked *tally
}

var _ graphql.OperationParameterMutator = admission{}

// ExtensionName implements graphql.HandlerExtension.
func (admission) ExtensionName() string { return "admission" }

// Validate implements graphql.HandlerExtension.
func (admission) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters implements graphql.OperationParameterMutator. It parses a document once more than is needed, as
// gqlgen has no place between parsing and validation; that takes a twentieth of the time of validation.
func (a admission) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	if len(params.OperationName) > maxName {
		return invalid("operationName has %d bytes, at most %d are allowed", len(params.OperationName), maxName)
	}
	_, known := a.cache.Get(ctx, params.Query)
	a.asked.count(known)
	if known {
		return nil
	}
	if len(params.Query) > maxDocument {
		return tooComplex("the query has %d bytes, at most %d are allowed: pass long values as variables", len(params.Query), maxDocument)
	}
	document, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: params.Query}, maxTokens)
	if err != nil {
		return unparsed(err)
	}
	return newSurvey(document).check()
}

// unparsed returns the error for a document that cannot be parsed.
func unparsed(err error) *gqlerror.Error {
	e := gqlerror.Wrap(err)
	if strings.Contains(e.Message, "token limit") { // the parser has no sentinel for it
		return tooComplex("exceeded token limit of %d: ask in several queries, and pass long lists as variables", maxTokens)
	}
	if known, ok := err.(*gqlerror.Error); ok { //nolint:errorlint // the parser returns it as it is
		e = known
	}
	e.Message = refusal.Brief(e.Message)
	errcode.Set(e, errcode.ParseFailed)
	return e
}

// invalid returns an error for a document that does not fit the schema.
func invalid(format string, args ...any) *gqlerror.Error {
	err := gqlerror.Errorf("%s", refusal.Brief(fmt.Sprintf(format, args...)))
	errcode.Set(err, errcode.ValidationFailed)
	return err
}
