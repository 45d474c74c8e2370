// Package exhaustive tells tests whether to be exhaustive. What takes minutes (loaders killed fifty times, a full disk,
// every page in every look, large random comparisons) runs only if the environment has ENTENTE_EXHAUSTIVE, as .ci/run does.
package exhaustive

import (
	"os"
	"testing"
)

// On reports whether the environment asks for exhaustive tests.
func On() bool { return os.Getenv("ENTENTE_EXHAUSTIVE") != "" }

// Only skips a test unless the environment asks for exhaustive tests.
func Only(t testing.TB) {
	t.Helper()
	if !On() {
		t.Skip("exhaustive: set ENTENTE_EXHAUSTIVE=1")
	}
}
