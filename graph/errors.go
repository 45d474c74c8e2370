package graph

import (
	"cmp"
	"context"
	"errors"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/network"
	"entente/graph/observe/record"
	"entente/graph/plain"
	"entente/graph/refusal"
	"entente/graph/transport"
)

// Values of extensions.code in errors, in addition to gqlgen's GRAPHQL_PARSE_FAILED and GRAPHQL_VALIDATION_FAILED. The
// schema documents them at Query.
const (
	CodeBadInput       = "BAD_USER_INPUT"
	CodeInvalidDate    = "INVALID_DATE"
	CodeInvalidCursor  = "INVALID_CURSOR"
	CodeUnknownActor   = "UNKNOWN_ACTOR"
	CodeSameActor      = "SAME_ACTOR"
	CodePersistedQuery = "PERSISTED_QUERY_NOT_SUPPORTED"
	CodeIntrospection  = "INTROSPECTION_DISABLED"
	CodeUnknownQuery   = "PERSISTED_QUERY_NOT_FOUND"
	CodeOperations     = "PERSISTED_QUERY_ONLY"
	CodeTooComplex     = "QUERY_TOO_COMPLEX"
	CodeTooManyStreams = "TOO_MANY_STREAMS"
	CodeTimeout        = "TIMEOUT"
	CodeBusy           = "BUSY"
	CodeUnavailable    = "UNAVAILABLE"
	CodeChanged        = "FACTS_CHANGED"
	CodeInternal       = "INTERNAL_SERVER_ERROR"
)

// CodeClientLeft is the code of requests whose client has gone before the answer: only logs, metrics and traces have it, as nobody is
// there to read it.
const CodeClientLeft = "CLIENT_LEFT"

// retryAfter is the name of the extension of errors with CodeBusy that says after how many seconds it may be worth to try again.
const retryAfter = "retryAfter"

// tookTooLong is the message of timeouts.
const tookTooLong = "the answer took too long: ask for less at once, or try again later"

// coded maps errors to codes, and to messages that replace their own, or those of package refusal, unless empty.
var coded = []struct {
	err           error
	code, message string
}{
	{context.DeadlineExceeded, CodeTimeout, tookTooLong},
	{context.Canceled, CodeTimeout, tookTooLong}, // of something that others had begun, or that the server cuts as it ends: the client is there
	{plain.ErrTooLong, CodeTooComplex, ""},
	{plain.ErrTooLarge, CodeTooComplex, ""},
	{network.ErrTooManyTies, CodeTooComplex, ""},
	{flight.ErrBusy, CodeBusy, ""},
	{transport.ErrPersistedQuery, CodePersistedQuery, ""},
	{transport.ErrStreams, CodeTooManyStreams, ""},
	{transport.ErrUnknownQuery, CodeUnknownQuery, ""},
	{transport.ErrOperations, CodeOperations, ""},
	{alliance.ErrChanged, CodeChanged, ""},
	{alliance.ErrUnavailable, CodeUnavailable, ""},
}

// codedInput maps errors of arguments to codes other than [CodeBadInput].
var codedInput = []struct {
	err  error
	code string
}{
	{alliance.ErrInvalidDate, CodeInvalidDate},
	{alliance.ErrInvalidCursor, CodeInvalidCursor},
	{network.ErrUnknownActor, CodeUnknownActor},
	{network.ErrSameActor, CodeSameActor},
}

// An inputError is an error in an argument.
type inputError struct{ error }

// Unwrap returns what is wrong with the argument.
func (e inputError) Unwrap() error { return e.error }

// atArgument returns an input error with the path of an argument of the current field, or of a field inside it.
func atArgument(ctx context.Context, argument string, err error, fields ...string) error {
	path := append(graphql.GetPath(ctx), ast.PathName(argument))
	for _, f := range fields {
		path = append(path, ast.PathName(f))
	}
	return gqlerror.WrapPath(path, inputError{err})
}

// atUnknown adds the path of an argument to an error about an unknown actor or about two that should differ. It returns
// other errors unchanged.
func atUnknown(ctx context.Context, argument string, err error) error {
	if errors.Is(err, network.ErrUnknownActor) || errors.Is(err, network.ErrSameActor) {
		return atArgument(ctx, argument, err)
	}
	return err
}

// atUnknownEnd is like [atUnknown] for a question about two actors. It points at the second argument if the unknown id
// is not one, the id in the first argument; otherwise at the first.
func atUnknownEnd(ctx context.Context, first, second, one string, err error) error {
	if unknown, ok := errors.AsType[*network.UnknownActorError](err); ok && unknown.ID != one {
		return atUnknown(ctx, second, err)
	}
	return atUnknown(ctx, first, err)
}

// presentError converts any error to a GraphQL error that has a code and reveals no internals of the server.
func presentError(ctx context.Context, err error) *gqlerror.Error {
	e := graphql.DefaultErrorPresenter(ctx, err)
	if _, ok := e.Extensions["code"]; ok {
		return e
	}
	if isInput(ctx, err) {
		errcode.Set(e, inputCode(err))
		return e
	}
	if errors.Is(err, context.Canceled) && errors.Is(context.Cause(ctx), context.Canceled) {
		e.Message = "the client has left"
		errcode.Set(e, CodeClientLeft)
		return e
	}
	for _, c := range coded {
		if errors.Is(err, c.err) {
			if told := refusal.Of(err); told != nil {
				e.Message = told.Message
			}
			e.Message = cmp.Or(c.message, e.Message)
			errcode.Set(e, c.code)
			if busy, ok := errors.AsType[*flight.BusyError](err); ok {
				e.Extensions[retryAfter] = busy.Seconds()
			}
			return e
		}
	}
	slog.ErrorContext(ctx, "request failed", "path", e.Path.String(), "error", err)
	e.Message = record.Failure(ctx)
	errcode.Set(e, CodeInternal)
	return e
}

// isInput reports whether an error is in an argument: it comes from [atArgument], or arose while the arguments were
// being read, before they were set on the field. The same error from elsewhere, such as an invalid date in a database,
// is not the client's fault.
func isInput(ctx context.Context, err error) bool {
	if _, ok := errors.AsType[inputError](err); ok || errors.Is(err, transport.ErrRequest) {
		return true
	}
	fc := graphql.GetFieldContext(ctx)
	return fc != nil && fc.Field.Field != nil && fc.Args == nil && len(fc.Field.Arguments) > 0
}

// inputCode returns the code of an error in an argument.
func inputCode(err error) string {
	for _, c := range codedInput {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	return CodeBadInput
}
