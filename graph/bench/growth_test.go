package bench

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/graph/bench/launch"
)

// A growth is how the server does with data of a size.
type growth struct {
	// Dataset is the version of the facts.
	Dataset           string
	Actors, Relations int
	// Start is the time from the start of the process until it is ready; StartUsed is the processor time of that. Both are in
	// nanoseconds.
	Start, StartUsed time.Duration
	// Peak is the most memory that the process has had until then, in bytes; Ready, Rest and Asked are what it has when
	// it is ready, a while after that, and a while after the questions.
	Peak, Ready, Rest, Asked uint64
	// Cells have the questions.
	Cells []cell
}

// TestGrowth measures the server with data of three sizes: see the package comment.
func TestGrowth(t *testing.T) {
	sizes := []int{500, 1000}
	if *full {
		sizes = []int{25_000, 250_000, 1_000_000}
	}
	program := launch.Build(t, "entente")
	var all []growth
	for _, size := range sizes {
		t.Run(strconv.Itoa(size), func(t *testing.T) {
			s := newScope().of(size)
			files := launch.Write(t, launch.Facts(s.actors, s.relations))
			debug.FreeOSMemory() // which the server needs
			all = append(all, grown(t, &setting{scope: s, server: program, files: files}))
		})
	}
	printGrowth(os.Stdout, all)
	save(t, all)
}

// grown measures the server.
func grown(t *testing.T, s *setting) growth {
	t.Helper()
	began := time.Now()
	p := s.overFiles(t, "entente", s.server, "0")
	g := growth{Actors: s.actors, Relations: s.relations, Start: time.Since(began), StartUsed: p.processorTime(t)}
	g.Ready, g.Peak = p.memory(t)
	g.Rest = s.rested(t, p)
	cases, _, version := s.cases(t, p)
	g.Dataset = version
	for _, asked := range cases {
		g.Cells = append(g.Cells, s.measure(t, []*column{{process: p}}, asked, 1)...)
	}
	g.Asked = s.rested(t, p)
	return g
}

// rested returns the memory of a process after it has been left alone for a while.
func (s *setting) rested(t *testing.T, p *process) uint64 {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), s.rest)
	defer cancel()
	<-ctx.Done()
	now, _ := p.memory(t)
	return now
}

// printGrowth prints the results as Markdown, with a column for each size.
func printGrowth(w io.Writer, all []growth) {
	row := func(name string, value func(*growth) string) {
		var values []string
		for i := range all {
			values = append(values, value(&all[i]))
		}
		fmt.Fprintf(w, "| %s | %s |\n", name, strings.Join(values, " | "))
	}
	const gigabyte = 1e9
	memory := func(name string, of func(*growth) uint64) {
		row(name, func(g *growth) string { return fmt.Sprintf("%.2f GB", float64(of(g))/gigabyte) })
	}
	fmt.Fprintf(w, "\n%d processors; questions at one connection: processor time a request\n\n", runtime.NumCPU())
	row("relations", func(g *growth) string { return strconv.Itoa(g.Relations) })
	row("---", func(*growth) string { return "---" })
	row("dataset", func(g *growth) string { return g.Dataset })
	row("start", func(g *growth) string {
		return fmt.Sprintf("%.1f s (%.1f s)", g.Start.Seconds(), g.StartUsed.Seconds())
	})
	memory("peak of the start", func(g *growth) uint64 { return g.Peak })
	memory("when ready", func(g *growth) uint64 { return g.Ready })
	memory("at rest", func(g *growth) uint64 { return g.Rest })
	memory("at rest after the questions", func(g *growth) uint64 { return g.Asked })
	for i, q := range questions() {
		row(q.name, func(g *growth) string { return fmt.Sprintf("%.0f µs", g.Cells[i].Microseconds) })
	}
}
