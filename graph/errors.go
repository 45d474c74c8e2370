package graph

import (
	"cmp"
	"context"
	"errors"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/transport"
	"entente/graph/wire"
)

// The codes that an error's extensions.code has, besides gqlgen's GRAPHQL_PARSE_FAILED and GRAPHQL_VALIDATION_FAILED. The
// schema documents them all, at Query.
const (
	CodeBadInput       = "BAD_USER_INPUT"
	CodeInvalidDate    = "INVALID_DATE"
	CodeInvalidCursor  = "INVALID_CURSOR"
	CodeUnknownActor   = "UNKNOWN_ACTOR"
	CodeSameActor      = "SAME_ACTOR"
	CodePersistedQuery = "PERSISTED_QUERY_NOT_SUPPORTED"
	CodeTooComplex     = "QUERY_TOO_COMPLEX"
	CodeTimeout        = "TIMEOUT"
	CodeUnavailable    = "UNAVAILABLE"
	CodeChanged        = "FACTS_CHANGED"
	CodeInternal       = "INTERNAL_SERVER_ERROR"
)

// tookTooLong is the message to a client whose time is over.
const tookTooLong = "the answer took too long: ask for less at once, or again later"

// coded are the errors that have a code, and the message that takes the place of theirs, if any.
var coded = []struct {
	err           error
	code, message string
}{
	{context.DeadlineExceeded, CodeTimeout, tookTooLong},
	{context.Canceled, CodeTimeout, tookTooLong},
	{wire.ErrTooLong, CodeTooComplex, ""},
	{transport.ErrPersistedQuery, CodePersistedQuery, ""},
	{alliance.ErrChanged, CodeChanged, alliance.ErrChanged.Error() + ": ask again"},
	{alliance.ErrUnavailable, CodeUnavailable, "the facts cannot be reached now: try again later"},
}

// codedInput are the errors of arguments that have a code of their own.
var codedInput = []struct {
	err  error
	code string
}{
	{alliance.ErrInvalidDate, CodeInvalidDate},
	{alliance.ErrInvalidCursor, CodeInvalidCursor},
	{network.ErrUnknownActor, CodeUnknownActor},
	{network.ErrSameActor, CodeSameActor},
}

// An inputError is an error of an argument.
type inputError struct{ error }

// Unwrap returns what is wrong with the argument.
func (e inputError) Unwrap() error { return e.error }

// atArgument makes an error that points at an argument of the current field.
func atArgument(ctx context.Context, argument string, err error) error {
	path := append(graphql.GetPath(ctx), graphql.NewPathWithField(argument).Path()...)
	return gqlerror.WrapPath(path, inputError{err})
}

// atUnknown makes an error of an id that no actor has, or of two that should differ, point at an argument.
func atUnknown(ctx context.Context, argument string, err error) error {
	if errors.Is(err, network.ErrUnknownActor) || errors.Is(err, network.ErrSameActor) {
		return atArgument(ctx, argument, err)
	}
	return err
}

// atUnknownEnd is [atUnknown] for a question about two actors: the error points at the second argument where its id is the
// one that no actor has, otherwise at the first, which has the id one.
func atUnknownEnd(ctx context.Context, first, second, one string, err error) error {
	if unknown, ok := errors.AsType[*network.UnknownActorError](err); ok && unknown.ID != one {
		return atUnknown(ctx, second, err)
	}
	return atUnknown(ctx, first, err)
}

// presentError makes every error a GraphQL error: with a code, and without the insides of the server.
func presentError(ctx context.Context, err error) *gqlerror.Error {
	e := graphql.DefaultErrorPresenter(ctx, err)
	if _, ok := e.Extensions["code"]; ok {
		return e
	}
	if isInput(ctx, err) {
		errcode.Set(e, inputCode(err))
		return e
	}
	for _, c := range coded {
		if errors.Is(err, c.err) {
			e.Message = cmp.Or(c.message, e.Message)
			errcode.Set(e, c.code)
			return e
		}
	}
	slog.ErrorContext(ctx, "answering failed", "path", e.Path.String(), "error", err)
	e.Message = "internal error: it is in the server's log"
	errcode.Set(e, CodeInternal)
	return e
}

// isInput reports whether an error is of an argument: it was made by [atArgument], or arose while the arguments were read,
// before the field had any. The same error from elsewhere, such as a date in a database that is none, is no client's fault.
func isInput(ctx context.Context, err error) bool {
	if _, ok := errors.AsType[inputError](err); ok || errors.Is(err, transport.ErrRequest) {
		return true
	}
	fc := graphql.GetFieldContext(ctx)
	return fc != nil && fc.Args == nil && len(fc.Field.Arguments) > 0
}

// inputCode returns the code of an error of an argument.
func inputCode(err error) string {
	for _, c := range codedInput {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	return CodeBadInput
}
