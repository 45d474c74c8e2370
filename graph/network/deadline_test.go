package network

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestShortened checks how much of the remaining time the search for blocs gets.
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
		t.Error("it outlives its parent")
	}
	free, stop := shortened(t.Context())
	defer stop()
	if _, ok := free.Deadline(); ok {
		t.Error("it has a deadline, but its parent has none")
	}
}
