package neo4j

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/alliance"
)

// Errors that a caller can tell apart with [errors.Is], besides those of package alliance.
var (
	// ErrAuth: the database does not know the user, or the password is wrong.
	ErrAuth error = unavailable("user or password is wrong")
	// ErrNoPassword: no password was given, and the database wants one.
	ErrNoPassword error = unavailable("no password: set NEO4J_PASSWORD or --password-file")
	// ErrNoDatabase: the server has no database of the configured name.
	ErrNoDatabase error = unavailable("there is no such database")
	// ErrNoDataset: the database has no facts. It wraps [alliance.ErrUnavailable]: once facts are loaded, they are
	// answered from.
	ErrNoDataset = fmt.Errorf("%w: no data set in the database (load one with go run ./loader load)", alliance.ErrUnavailable)
	// ErrFormat: the facts in the database were written by a loader that wrote them in another way.
	ErrFormat = fmt.Errorf("%w: the data set was written by another version of the loader (load it anew with go run ./loader load)", alliance.ErrUnavailable)
	// ErrAltered: what is in the database is not what a loader wrote. It says what to do.
	ErrAltered = errors.New("the database was altered since it was loaded (load it again with go run ./loader load)")
	// ErrReadOnly: the database does not take writes.
	ErrReadOnly = errors.New("the database is read-only")
	// ErrLeaseLost: another loader took over, because this one did not say for too long that it is alive.
	ErrLeaseLost = errors.New("another loader took over")
	// errSilent: the lease could not be renewed in time.
	errSilent = fmt.Errorf("%w: it did not answer for so long that another loader may have taken over", alliance.ErrUnavailable)
)

// An unavailable is [alliance.ErrUnavailable] in other words.
type unavailable string

// Error implements error.
func (u unavailable) Error() string { return string(u) }

// Is reports whether the error is the one that it stands for.
func (unavailable) Is(target error) bool { return target == alliance.ErrUnavailable }

// explain returns the error of a statement as the package promises: as the context's error, as one of the sentinels, or
// as it is. All are one line.
func explain(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		// Of a connection that was made or waited for with a time limit of the driver's own.
		return fmt.Errorf("%w: %s", alliance.ErrUnavailable, line(err))
	}
	if fault, ok := errors.AsType[*neo4j.Neo4jError](err); ok {
		return explainFault(fault)
	}
	_, lost := errors.AsType[*neo4j.ConnectivityError](err)
	_, tired := errors.AsType[*neo4j.TransactionExecutionLimit](err)
	if lost || tired || neo4j.IsRetryable(err) || cut(err) {
		return fmt.Errorf("%w: %s", alliance.ErrUnavailable, line(cause(err)))
	}
	return fmt.Errorf("neo4j: %s", line(err))
}

// cause returns what went wrong, without the driver's words about how often it tried.
func cause(err error) error {
	if tired, ok := errors.AsType[*neo4j.TransactionExecutionLimit](err); ok && len(tired.Errors) > 0 {
		err = tired.Errors[len(tired.Errors)-1]
	}
	if lost, ok := errors.AsType[*neo4j.ConnectivityError](err); ok && lost.Inner != nil {
		err = lost.Inner
	}
	return err
}

// cut reports whether an error is one of reading or writing: where an answer ends in its midst, the driver returns it as
// it is.
func cut(err error) bool {
	_, network := errors.AsType[net.Error](err)
	return network || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// explainFault is [explain] for what the server says.
func explainFault(fault *neo4j.Neo4jError) error {
	message := line(errors.New(fault.Msg))
	switch code := fault.Code; {
	case code == "Neo.ClientError.Security.Unauthorized",
		code == "Neo.ClientError.Security.AuthenticationRateLimit",
		code == "Neo.ClientError.Security.CredentialsExpired":
		return fmt.Errorf("%w: %s", ErrAuth, message)
	case code == "Neo.ClientError.Database.DatabaseNotFound":
		return fmt.Errorf("%w: %s", ErrNoDatabase, message)
	case strings.HasPrefix(code, "Neo.ClientError.Transaction.TransactionTimedOut"):
		return context.DeadlineExceeded
	case strings.Contains(code, "ReadOnly"), code == "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase":
		return fmt.Errorf("%w: %s", ErrReadOnly, message)
	case code == "Neo.ClientError.Transaction.Terminated",
		code == "Neo.TransientError.Transaction.Terminated",
		neo4j.IsRetryable(fault),
		strings.HasPrefix(code, "Neo.DatabaseError.Database."):
		return fmt.Errorf("%w: %s", alliance.ErrUnavailable, message)
	}
	return fmt.Errorf("neo4j: %s: %s", fault.Code, message)
}

// line returns the text of an error on one line.
func line(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
