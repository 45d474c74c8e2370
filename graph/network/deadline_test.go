package network

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestShortened looks at how much of the time that is left the search for blocs gets.
func TestShortened(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	limited, stop := shortened(ctx)
	defer stop()
	deadline, _ := limited.Deadline()
	if given := time.Until(deadline); given > 48*time.Minute || given < 47*time.Minute {
		t.Errorf("%v of an hour", given)
	}
	cancel()
	if !errors.Is(limited.Err(), context.Canceled) {
		t.Error("it outlives the context")
	}
	free, stop := shortened(t.Context())
	defer stop()
	if _, ok := free.Deadline(); ok {
		t.Error("there is a deadline where there was none")
	}
}
