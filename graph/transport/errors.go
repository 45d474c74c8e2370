package transport

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"
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

// A refusal is an error for a request that is not answered, with the HTTP status of the answer.
type refusal struct {
	kind    error
	status  int
	message string
}

// Error implements error.
func (r *refusal) Error() string { return r.message }

// Unwrap returns [ErrRequest], [ErrStreams] or, of a query that may not be asked, [ErrOperations].
func (r *refusal) Unwrap() error { return r.kind }

// refusef returns a refusal of an invalid request.
func refusef(status int, format string, args ...any) error {
	return &refusal{ErrRequest, status, fmt.Sprintf(format, args...)}
}

// statusOf returns the status of the answer to an invalid request.
func statusOf(err error) int {
	if r, ok := errors.AsType[*refusal](err); ok {
		return r.status
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
