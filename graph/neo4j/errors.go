package neo4j

import (
	"fmt"

	"entente/graph/alliance"
	"entente/graph/program"
)

// Errors that a caller can tell apart with [errors.Is], besides those of packages alliance and bolt.
var (
	// ErrNoDataset: the database has no facts. It wraps [alliance.ErrNoFacts]: once facts are loaded, they are answered from.
	ErrNoDataset = fmt.Errorf("%w: no data set in the database (load one with %s load)", alliance.ErrNoFacts, program.Loader())
	// ErrLoading: a load that takes many transactions is under way, or was cut short. It wraps [alliance.ErrLoading]: once
	// the load is done, the new facts are answered from.
	ErrLoading = fmt.Errorf("%w, or a load was cut short (run it again: %s load)", alliance.ErrLoading, program.Loader())
	// ErrFormat: the facts in the database were written by a loader that wrote them in another way.
	ErrFormat = fmt.Errorf("%w: the data set was written by another version of the loader (load it anew with %s load)", alliance.ErrUnavailable, program.Loader())
	// ErrAltered: what is in the database is not what a loader wrote. It says what to do.
	ErrAltered = fmt.Errorf("the database was altered since it was loaded (mend it with %s load --verify)", program.Loader())
)
