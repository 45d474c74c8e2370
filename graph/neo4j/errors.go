package neo4j

import (
	"errors"
	"fmt"

	"entente/graph/alliance"
)

// Errors that a caller can tell apart with [errors.Is], besides those of packages alliance and bolt.
var (
	// ErrNoDataset: the database has no facts. It wraps [alliance.ErrNoFacts]: once facts are loaded, they are answered from.
	ErrNoDataset = fmt.Errorf("%w: no data set in the database (load one with go run ./loader load)", alliance.ErrNoFacts)
	// ErrLoading: a load that takes many transactions is under way, or was cut short. It wraps [alliance.ErrLoading]: once
	// the load is done, the new facts are answered from.
	ErrLoading = fmt.Errorf("%w, or a load was cut short (run it again: go run ./loader load)", alliance.ErrLoading)
	// ErrFormat: the facts in the database were written by a loader that wrote them in another way.
	ErrFormat = fmt.Errorf("%w: the data set was written by another version of the loader (load it anew with go run ./loader load)", alliance.ErrUnavailable)
	// ErrAltered: what is in the database is not what a loader wrote. It says what to do.
	ErrAltered = errors.New("the database was altered since it was loaded (mend it with go run ./loader load --verify)")
)
