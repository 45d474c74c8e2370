package hostile

import (
	"flag"
	"testing"
	"time"

	"entente/graph/bench/launch"
)

// The flags; the package comment has the commands.
var (
	full       = flag.Bool("full", false, "attack for real")
	serverFile = flag.String("server", "", "the build of the server to attack, a `file`; built if empty")
	factsDir   = flag.String("facts", "", "the `directory` of the facts to serve; generated if empty")
	tableFile  = flag.String("table", "", "also write the table to this `file`")
	memory     = flag.Int64("memory", 1536<<20, "the `bytes` that the server is held to")
	relations  = flag.Int("relations", 0, "the `number` of relations in the generated facts, five times that of actors")
	patient    = flag.Int("patience", 0, "by how much limits of time are `multiplied`, on a machine that has other work; 0: 1 with -full, 8 without")
	duration   = flag.Duration("duration", 0, "the `time` that the soak takes")
)

// A scope is how hard the server is attacked.
type scope struct {
	// actors and relations are the size of the data set.
	actors, relations int
	// sizes is how many sizes of an attack are tried.
	sizes int
	// patience is by how much limits of time are multiplied.
	patience time.Duration
	// real and random are how many real and random questions are asked in the soak.
	real, random int
	// soak is how long the soak takes, and edit how often the facts are edited meanwhile.
	soak, edit time.Duration
}

// newScope returns the scope that the flags ask for.
func newScope() scope {
	s := scope{actors: 2_000, relations: 10_000, sizes: 1, patience: 8, real: 200, random: 60, soak: 4 * time.Second, edit: time.Second}
	if *full {
		s = scope{actors: 50_000, relations: 250_000, sizes: 100, patience: 1, real: 2_000, random: 300, soak: 10 * time.Minute, edit: 30 * time.Second}
	}
	if *relations > 0 {
		s.actors, s.relations = *relations/5, *relations
	}
	if *patient > 0 {
		s.patience = time.Duration(*patient)
	}
	if *duration > 0 {
		s.soak = *duration
	}
	return s
}

// built returns the path of the server's program.
func built(t *testing.T) string {
	t.Helper()
	if *serverFile != "" {
		return *serverFile
	}
	return launch.Build(t, "entente")
}

// served returns the directory of the facts to serve.
func served(t *testing.T, s scope) string {
	t.Helper()
	if *factsDir != "" {
		return *factsDir
	}
	return written(t, s.actors, s.relations)
}

// written writes generated facts and returns the directory.
func written(t *testing.T, actors, relations int) string {
	t.Helper()
	return launch.Write(t, launch.Facts(actors, relations))
}
