package bolt_test

import (
	"testing"

	"go.uber.org/goleak"

	"entente/graph/neo4j/neo4jtest"
)

// shared is the server of the tests.
var shared = neo4jtest.Shared()

// TestMain checks that tests leave nothing running.
func TestMain(m *testing.M) {
	// Toxiproxy leaves some of its own, where a link was cut.
	const toxiproxy = "github.com/Shopify/toxiproxy/v2"
	goleak.VerifyTestMain(m,
		goleak.IgnoreAnyFunction(toxiproxy+".(*ToxicLink).read"),
		goleak.IgnoreAnyFunction(toxiproxy+".(*ToxicLink).write"),
		goleak.IgnoreAnyFunction(toxiproxy+"/toxics.(*ToxicStub).Run"))
}
