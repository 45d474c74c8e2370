package partition

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/exhaustive"
)

// fingerprints describes what is found in some networks, with bits of the relaxations in which any rounding shows.
func fingerprints() []string {
	var lines []string
	for _, c := range []named{
		evenly(30, 75, 1), evenly(40, 90, 2), enemies(9),
		{"planted", 60, recipe{60, 180, 3, .4, .9, .05}.draw(3)},
		{"planted, large", 200, recipe{200, 420, 3, .3, .9, .03}.draw(5)},
	} {
		for k := 2; k <= 3; k++ {
			r := Solve(context.Background(), c.n, c.ties, Blocs{Count: k})
			g := graphOf(c.n, c.ties...)
			lines = append(lines, fmt.Sprintf("%s in %d blocs: %+v; relaxed: %x, by vectors: %x", c.name, k, r, relaxed(g, k),
				vectorBound(context.Background(), g, k)))
		}
	}
	return lines
}

// relaxed returns a hash of the fractions and prices at the root of the search.
func relaxed(g *graph, k int) uint64 {
	s := &solver{g: g, k: k}
	s.begin(context.Background())
	s.lp, s.improveAt = newCover(slices.Repeat([]int{1}, len(g.edges))), math.MaxInt
	s.branch(context.Background(), 2) // the root is the only node that is relaxed
	hash := fnv.New64a()
	for _, x := range slices.Concat(s.lp.x, s.lp.price) {
		fmt.Fprintf(hash, "%x ", math.Float64bits(x))
	}
	return hash.Sum64()
}

// reportFingerprints is the environment variable that makes TestSameBlocsOnEveryArchitecture print the fingerprints.
const reportFingerprints = "ENTENTE_FINGERPRINTS"

// TestSameBlocsOnEveryArchitecture runs itself, built for arm64, in an emulator. There the compiler fuses a
// multiplication with an addition unless the product is converted to float64.
func TestSameBlocsOnEveryArchitecture(t *testing.T) {
	if os.Getenv(reportFingerprints) != "" {
		fmt.Println(strings.Join(fingerprints(), "\n"))
		os.Exit(0)
	}
	exhaustive.Only(t)
	qemu := emulator(t)
	binary := filepath.Join(t.TempDir(), "partition.test")
	build := exec.CommandContext(t.Context(), "go", "test", "-c", "-o", binary, ".")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := exec.CommandContext(t.Context(), qemu, binary, "-test.run", "^"+t.Name()+"$")
	run.Env = append(os.Environ(), reportFingerprints+"=1")
	run.Stderr = os.Stderr
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if diff := cmp.Diff(fingerprints(), strings.Split(strings.TrimSpace(string(out)), "\n")); diff != "" {
		t.Errorf("(-here +arm64):\n%s", diff)
	}
}

// emulator returns the program that runs binaries for arm64.
func emulator(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"qemu-aarch64", "qemu-aarch64-static"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "qemu-aarch64 is missing: apt-get install qemu-user"
	if os.Getenv("CI") != "" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

// TestNothingIsFused looks for fused instructions in what the compiler makes of this package and its only caller.
func TestNothingIsFused(t *testing.T) {
	exhaustive.Only(t)
	build := exec.CommandContext(t.Context(), "go", "build", "-gcflags=-S", ".", "..")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	listing, err := build.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, listing)
	}
	if !strings.Contains(string(listing), "FMULD") {
		t.Fatal("no multiplication in the listing")
	}
	for _, line := range regexp.MustCompile(`(?m)^.*\bFN?M(ADD|SUB)[SD]\b.*$`).FindAll(listing, -1) {
		t.Errorf("fused: %s", line)
	}
}
