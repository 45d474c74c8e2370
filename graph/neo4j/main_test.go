package neo4j_test

import (
	"flag"
	"testing"

	"go.uber.org/goleak"

	"entente/graph/exhaustive"
)

// randomSets is how many random data sets a test makes, unless -rapid.checks says how many. Each has to be loaded, and is
// asked very many questions.
func randomSets() string {
	if exhaustive.On() {
		return "4"
	}
	return "1"
}

// sample returns every fifth of a list, or all of it if tests are exhaustive.
func sample[T any](all []T) []T {
	if exhaustive.On() {
		return all
	}
	var some []T
	for i := 0; i < len(all); i += 5 {
		some = append(some, all[i])
	}
	return some
}

// TestMain checks that tests leave nothing running.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", randomSets()); err != nil { // which the command line may set again
		panic(err)
	}
	// Toxiproxy leaves some of its own, where a link was cut.
	const toxiproxy = "github.com/Shopify/toxiproxy/v2"
	goleak.VerifyTestMain(m,
		goleak.IgnoreAnyFunction(toxiproxy+".(*ToxicLink).read"),
		goleak.IgnoreAnyFunction(toxiproxy+".(*ToxicLink).write"),
		goleak.IgnoreAnyFunction(toxiproxy+"/toxics.(*ToxicStub).Run"))
}
