package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/wire"
)

// The codes that an error's extensions.code has, besides gqlgen's GRAPHQL_PARSE_FAILED and GRAPHQL_VALIDATION_FAILED.
const (
	// CodeBadInput: an argument is wrong; the error's path names it.
	CodeBadInput = "BAD_USER_INPUT"
	// CodeTooComplex: the query asks for too much at once.
	CodeTooComplex = "QUERY_TOO_COMPLEX"
	// CodeTimeout: the answer took longer than the server allows.
	CodeTimeout = "TIMEOUT"
	// CodeUnavailable: the store cannot be reached now; the same query may succeed later.
	CodeUnavailable = "UNAVAILABLE"
	// CodeChanged: the facts changed while the answer was made, again and again; the same query may succeed later.
	CodeChanged = "FACTS_CHANGED"
	// CodeInternal: a fault of the server, which has it in its log.
	CodeInternal = "INTERNAL_SERVER_ERROR"
)

// An inputError says what is wrong with an argument.
type inputError string

// Error implements error.
func (e inputError) Error() string { return string(e) }

// inputErrorf makes an inputError.
func inputErrorf(format string, args ...any) error { return inputError(fmt.Sprintf(format, args...)) }

// atArgument makes an error that points at an argument of the current field.
func atArgument(ctx context.Context, argument string, err error) error {
	path := append(graphql.GetPath(ctx), graphql.NewPathWithField(argument).Path()...)
	return gqlerror.WrapPath(path, err)
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
	if _, coded := e.Extensions["code"]; coded {
		return e
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		e.Message = "the answer took too long: ask for less at once"
		errcode.Set(e, CodeTimeout)
	case errors.Is(err, wire.ErrTooLong):
		errcode.Set(e, CodeTooComplex)
	case errors.Is(err, alliance.ErrChanged):
		e.Message = alliance.ErrChanged.Error() + ": ask again"
		errcode.Set(e, CodeChanged)
	case errors.Is(err, alliance.ErrUnavailable):
		e.Message = "the facts cannot be reached now: try again later"
		errcode.Set(e, CodeUnavailable)
	case isInput(ctx, err):
		errcode.Set(e, CodeBadInput)
	default:
		slog.ErrorContext(ctx, "answering failed", "path", e.Path.String(), "error", err)
		e.Message = "internal error: it is in the server's log"
		errcode.Set(e, CodeInternal)
	}
	return e
}

// isInput reports whether the error is about an argument: it is one of ours that says so, or it arose while the
// arguments were read, before the field had any.
func isInput(ctx context.Context, err error) bool {
	if _, ok := errors.AsType[inputError](err); ok {
		return true
	}
	for _, known := range []error{
		alliance.ErrInvalidDate, alliance.ErrInvalidCursor, network.ErrUnknownActor, network.ErrSameActor,
	} {
		if errors.Is(err, known) {
			return true
		}
	}
	fc := graphql.GetFieldContext(ctx)
	return fc != nil && fc.Args == nil && len(fc.Field.Arguments) > 0
}
