package bolt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
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
	// ErrCertificate: the server's certificate is not one that this machine trusts for the address.
	ErrCertificate error = unavailable("the certificate of the server is not trusted")
	// ErrTLS: the address asks for TLS and the server has none at this port, or the other way round.
	ErrTLS error = unavailable("the address and the server disagree on TLS")
	// ErrHTTP: the port is one of HTTP, as that of Neo4j Browser is.
	ErrHTTP error = unavailable("it answers over HTTP, as Neo4j Browser does")
	// ErrHost: the host of the address has no name that can be looked up. It is not permanent, since a container has its
	// name only once it was started.
	ErrHost error = unavailable("there is no host of this name (check the address, or start what has the name)")
	// ErrReadOnly: the database does not take writes.
	ErrReadOnly = errors.New("the database is read-only")
	// ErrMemory: a transaction needs more memory than the database has for it. A smaller one may do.
	ErrMemory = errors.New("the database has not enough memory for the transaction")
	// ErrSchema: a constraint or an index of somebody is in the way.
	ErrSchema = errors.New("a constraint or an index is in the way")
)

// Permanent reports whether an error stays until somebody changes the configuration of the program or of the server, so
// that there is no use in trying again: of a password, a certificate, TLS, the name of the database, or a port of HTTP.
func Permanent(err error) bool {
	return slices.ContainsFunc([]error{ErrAuth, ErrNoPassword, ErrNoDatabase, ErrCertificate, ErrTLS, ErrHTTP},
		func(target error) bool { return errors.Is(err, target) })
}

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
	if fault, ok := errors.AsType[*neo4j.Neo4jError](cause(err)); ok {
		return explainFault(fault)
	}
	if lost(err) || neo4j.IsRetryable(err) {
		return fmt.Errorf("%w: %s", alliance.ErrUnavailable, line(cause(err)))
	}
	return fmt.Errorf("neo4j: %s", line(err))
}

// lost reports whether an error is one of a connection, or of making one, and not what the server says.
func lost(err error) bool {
	if _, said := errors.AsType[*neo4j.Neo4jError](cause(err)); said {
		return false
	}
	_, connection := errors.AsType[*neo4j.ConnectivityError](err)
	return connection || tired(err) || cut(err) || errors.Is(err, context.DeadlineExceeded) || overHTTP(err)
}

// once returns the error of a statement that was tried once as the driver says it of transactions, which it may try again.
func once(err error) error {
	if neo4j.IsRetryable(err) {
		return &neo4j.TransactionExecutionLimit{Cause: "tried once", Errors: []error{err}}
	}
	return err
}

// tired reports whether the driver would have tried again, had it had the time.
func tired(err error) bool {
	_, ok := errors.AsType[*neo4j.TransactionExecutionLimit](err)
	return ok
}

// unserved reports whether a server says that the database is not to be had of it now.
func unserved(err error) bool {
	fault, ok := errors.AsType[*neo4j.Neo4jError](cause(err))
	return ok && (fault.Code == "Neo.TransientError.General.DatabaseUnavailable" || strings.HasPrefix(fault.Code, "Neo.DatabaseError.Database."))
}

// overHTTP reports whether a server answered over HTTP, which the driver has no error of its own for.
func overHTTP(err error) bool { return strings.Contains(err.Error(), "server responded HTTP") }

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
	case outOfMemory(fault):
		return fmt.Errorf("%w: %s", ErrMemory, message)
	case code == "Neo.DatabaseError.Transaction.TransactionCommitFailed", code == "Neo.DatabaseError.Transaction.TransactionLogError":
		return fmt.Errorf("the database could not write the transaction (see its log; its disk may be full): %s", message)
	case strings.HasPrefix(code, "Neo.ClientError.Schema."), strings.HasPrefix(code, "Neo.DatabaseError.Schema."):
		return fmt.Errorf("%w: %s", ErrSchema, message)
	case code == "Neo.ClientError.Transaction.Terminated",
		code == "Neo.TransientError.Transaction.Terminated",
		neo4j.IsRetryable(fault),
		strings.HasPrefix(code, "Neo.DatabaseError.Database."):
		return fmt.Errorf("%w: %s", alliance.ErrUnavailable, message)
	}
	return fmt.Errorf("neo4j: %s: %s", fault.Code, message)
}

// outOfMemory reports whether an error says that a transaction needs more memory than there is for it, which it would when it
// is tried again, too.
func outOfMemory(err error) bool {
	fault, ok := errors.AsType[*neo4j.Neo4jError](err)
	return ok && (strings.Contains(fault.Code, "OutOfMemory") || strings.HasSuffix(fault.Code, "TransactionMemoryLimit"))
}

// line returns the text of an error on one line.
func line(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
