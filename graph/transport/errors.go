package transport

import (
	"cmp"
	"errors"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/refusal"
)

// ErrPersistedQuery is the error for a request that has the digest of a query instead of the query, as persisted
// queries are not supported. Apollo Client and urql recognise the error by its text, and then send the query itself.
var ErrPersistedQuery = errors.New("PersistedQueryNotSupported")

// ErrUnknownQuery is the error for a request that has the digest or the id of a query that the server does not have. Clients
// recognise the error by its text, and then send the query as well.
var ErrUnknownQuery = errors.New("PersistedQueryNotFound")

// ErrRequest matches every other error for a request that is not a valid GraphQL request.
var ErrRequest = errors.New("not a GraphQL request")

// ErrStreams matches the error for a subscription that is one too many.
var ErrStreams = errors.New("too many streams")

// A refused is a [refusal.Error] of a kind: [ErrRequest], [ErrStreams] or, of a query that may not be asked, [ErrOperations].
type refused struct {
	kind error
	told *refusal.Error
}

// Error implements error.
func (r *refused) Error() string { return r.told.Message }

// Unwrap returns the kind, and what is told.
func (r *refused) Unwrap() []error { return []error{r.kind, r.told} }

// refusef returns the error for an invalid request.
func refusef(status int, format string, args ...any) error {
	return &refused{ErrRequest, refusal.Errorf(status, format, args...)}
}

// statusOf returns the status of the answer to an invalid request.
func statusOf(err error) int {
	if r, ok := errors.AsType[*refusal.Error](err); ok {
		return r.Status
	}
	return http.StatusOK
}

// unknownOperation returns the error for a request that does not name one of the operations in its query.
func unknownOperation(op *graphql.OperationContext) gqlerror.List {
	var names []string
	for _, o := range op.Doc.Operations {
		names = append(names, cmp.Or(o.Name, "one without a name"))
	}
	err := gqlerror.Errorf("operationName is %q, but the query has: %s", op.OperationName, strings.Join(names, ", "))
	errcode.Set(err, errcode.ValidationFailed)
	return gqlerror.List{err}
}
