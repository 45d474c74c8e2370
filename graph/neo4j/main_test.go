package neo4j_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j"
	"entente/graph/storetest"
)

// Environment variables that make the test binary a loader, which [TestKilledLoader] kills.
const (
	loadURI      = "ENTENTE_TEST_LOAD_URI"
	loadPassword = "ENTENTE_TEST_LOAD_PASSWORD"
	loadUser     = "ENTENTE_TEST_LOAD_USER"
	loadVersion  = "ENTENTE_TEST_LOAD_VERSION"
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
	if os.Getenv(loadURI) != "" {
		if err := childLoad(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
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

// killedSets are the facts that loaders are killed over.
func killedSets() []*alliance.Facts {
	return []*alliance.Facts{storetest.PowerLaw(100, 250), storetest.PowerLaw(150, 200)}
}

// childLoad loads facts as the environment says, and tells when it begins.
func childLoad() error {
	ctx := context.Background()
	db, err := neo4j.Open(ctx, neo4j.Config{
		URI: os.Getenv(loadURI), User: os.Getenv(loadUser), Password: os.Getenv(loadPassword),
	})
	if err != nil {
		return err
	}
	for _, f := range killedSets() {
		if f.Dataset().Version != os.Getenv(loadVersion) {
			continue
		}
		fmt.Println("begin")
		if _, err := db.Load(ctx, f, lots()); err != nil {
			return err
		}
	}
	return db.Close(ctx)
}
