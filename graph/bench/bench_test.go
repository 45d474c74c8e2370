package bench

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"testing"
	"time"

	"entente/graph/exhaustive"
)

// The flags; the package comment has the commands.
var (
	full        = flag.Bool("full", false, "measure for real")
	embedded    = flag.Bool("embedded", false, "leave out the columns over Neo4j")
	before      = flag.String("before", "", "another `build` of the server, to be a column")
	resultsFile = flag.String("results", "", "also write the results to this `file`, as JSON")
	relations   = flag.Int("relations", 0, "the `number` of relations in the table")
	rounds      = flag.Int("rounds", 0, "the `number` of rounds")
	round       = flag.Duration("round", 0, "the `time` of a round")
	cores       = flag.String("cores", "", "the `list` of processors that servers run on, as taskset takes it; all if empty")
)

// TestMain runs tests or, if this process was started as one, a peer.
func TestMain(m *testing.M) {
	if name := os.Getenv(peerVariable); name != "" {
		fmt.Fprintln(os.Stderr, "bench:", servePeer(name, os.Getenv(inputVariable)))
		os.Exit(1)
	}
	flag.Parse()
	os.Exit(m.Run())
}

// A scope is how much is measured.
type scope struct {
	// actors and relations are the size of the data set.
	actors, relations int
	// candidates are the sets of variables that are tried for each question; variants, those that are used.
	candidates, variants int
	rounds               int
	round, rest          time.Duration
	overNeo4j            bool
}

// newScope returns the scope that the flags ask for.
func newScope() scope {
	s := scope{actors: 200, relations: 1000, candidates: 6, variants: 2, rounds: 1, round: 5 * time.Millisecond, rest: 20 * time.Millisecond, overNeo4j: exhaustive.On()}
	if *full {
		s = scope{actors: 50_000, relations: 250_000, candidates: 48, variants: 8, rounds: 7, round: 500 * time.Millisecond, rest: 10 * time.Second, overNeo4j: true}
	}
	s.overNeo4j = s.overNeo4j && !*embedded
	s.rounds, s.round = cmp.Or(*rounds, s.rounds), cmp.Or(*round, s.round)
	return s.of(cmp.Or(*relations, s.relations))
}

// of returns the scope for another number of relations.
func (s scope) of(relations int) scope {
	s.actors, s.relations = relations/5, relations
	return s
}
