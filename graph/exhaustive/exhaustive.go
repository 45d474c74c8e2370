// Package exhaustive reports whether tests should be exhaustive. Tests that take minutes (loaders killed fifty times,
// a full disk, every page in every look, large random comparisons) run only if the environment variable
// ENTENTE_EXHAUSTIVE is set, as .ci/run does.
package exhaustive

import (
	"os"
	"testing"
)

// On reports whether ENTENTE_EXHAUSTIVE is set to a non-empty value.
func On() bool { return os.Getenv("ENTENTE_EXHAUSTIVE") != "" }

// Only skips the test unless exhaustive tests are [On].
func Only(t testing.TB) {
	t.Helper()
	if !On() {
		t.Skip("exhaustive: set ENTENTE_EXHAUSTIVE=1")
	}
}
