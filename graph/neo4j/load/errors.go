package load

import (
	"errors"
	"fmt"

	"entente/graph/alliance"
)

// Errors that a caller can tell apart with [errors.Is], besides those of packages alliance and bolt.
var (
	// ErrLeaseLost: another loader took over, because this one did not say for too long that it is alive.
	ErrLeaseLost = errors.New("another loader took over")
	// errSilent: the lease could not be renewed in time.
	errSilent = fmt.Errorf("%w: it did not answer for so long that another loader may have taken over", alliance.ErrUnavailable)
)
