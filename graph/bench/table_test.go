package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// A table is the results of all columns.
type table struct {
	// Dataset is the version of the facts.
	Dataset            string
	Actors, Relations  int
	Processors, Rounds int
	// Round is the time of a round, in nanoseconds.
	Round   time.Duration
	Columns []string
	Cells   []cell
}

// A cell is how a server answers a question.
type cell struct {
	Question, Column string
	Connections      int
	// Bytes is the mean size of entente's answers.
	Bytes int
	// Rate is the median of requests a second; Microseconds are the server's processor time for a request.
	Rate, Microseconds float64
	// Partial is set if the answer is not the whole one.
	Partial bool
}

// TestTable compares the server with its peers: see the package comment.
func TestTable(t *testing.T) {
	s := newSetting(t, newScope())
	entente := s.overFiles(t, "entente", s.server, "0")
	cases, in, version := s.cases(t, entente)
	columns := s.columns(t, entente, in)
	for _, c := range columns {
		c.AwaitReady(t)
		for _, asked := range cases {
			c.check(t, asked)
		}
	}
	results := table{
		Dataset: version, Actors: s.actors, Relations: s.relations, Processors: runtime.NumCPU(), Rounds: s.rounds, Round: s.round,
	}
	for _, c := range columns {
		results.Columns = append(results.Columns, c.Name)
	}
	for _, connections := range []int{concurrent, 1} {
		for _, asked := range cases {
			results.Cells = append(results.Cells, s.measure(t, columns, asked, connections)...)
		}
	}
	results.print(os.Stdout)
	save(t, results)
}

// columns starts all columns.
func (s *setting) columns(t *testing.T, entente *process, in input) []*column {
	t.Helper()
	columns := []*column{{process: entente}}
	if *before != "" {
		columns = append(columns, &column{process: s.overFiles(t, "before", *before, "0")})
	}
	columns = append(columns, &column{process: s.overFiles(t, "asked before", s.server, "64MiB")})
	for _, peer := range []string{oneByOne, goroutines, encoder, finished} {
		columns = append(columns, &column{process: startPeer(t, peer, in)})
	}
	if s.overNeo4j {
		columns = append(columns, overNeo4j(t, s, loaded(t, s.facts))...)
	}
	s.facts = nil // or the garbage collector of the client would mark them during the rounds
	return columns
}

// measure measures all columns by one question, round by round. An unmeasured round goes ahead.
func (s *setting) measure(t *testing.T, columns []*column, asked *testCase, connections int) (cells []cell) {
	t.Helper()
	paces := make([][]pace, len(columns))
	for round := range s.rounds + 1 {
		for i := range columns {
			at := (i + round) % len(columns) // nobody always comes after the same
			if bodies := columns[at].bodies(t, asked); bodies != nil {
				paces[at] = append(paces[at], hammered(t, columns[at].process, bodies, connections, s.round))
			}
		}
	}
	for i, c := range columns {
		if len(paces[i]) > 0 {
			rate, used := summed(paces[i][1:])
			cells = append(cells, cell{asked.name, c.Name, connections, asked.size, rate, used, c.incomplete(asked.question)})
		}
	}
	return cells
}

// summed returns the median of requests a second, and the microseconds of processor time a request.
func summed(paces []pace) (rate, microseconds float64) {
	var rates []float64
	var requests int
	var used time.Duration
	for _, p := range paces {
		rates = append(rates, float64(p.requests)/p.took.Seconds())
		requests += p.requests
		used += p.used
	}
	slices.Sort(rates)
	return (rates[len(rates)/2] + rates[(len(rates)-1)/2]) / 2, float64(used.Microseconds()) / float64(max(requests, 1))
}

// print prints the table as Markdown.
func (r *table) print(w io.Writer) {
	fmt.Fprintf(w, "\n%d actors, %d relations, dataset %s; %d processors; %d rounds of %s; requests/s (processor time a request)\n",
		r.Actors, r.Relations, r.Dataset, r.Processors, r.Rounds, r.Round)
	for _, connections := range []int{concurrent, 1} {
		fmt.Fprintf(w, "\n| connections: %d | bytes | %s |\n|%s\n", connections, strings.Join(r.Columns, " | "), strings.Repeat(" --- |", len(r.Columns)+2))
		for _, q := range questions() {
			r.printRow(w, q.name, connections)
		}
	}
}

// printRow prints a row of the table.
func (r *table) printRow(w io.Writer, question string, connections int) {
	row := make([]string, len(r.Columns))
	size := 0
	for _, c := range r.Cells {
		if c.Question != question || c.Connections != connections {
			continue
		}
		size = c.Bytes
		text := fmt.Sprintf("%.0f (%.0f µs)", c.Rate, c.Microseconds)
		if c.Partial {
			text += " *"
		}
		row[slices.Index(r.Columns, c.Column)] = text
	}
	fmt.Fprintf(w, "| %s | %d | %s |\n", question, size, strings.Join(row, " | "))
}

// save writes results to the file that the flag names.
func save(t *testing.T, results any) {
	t.Helper()
	if *resultsFile == "" {
		return
	}
	text, err := json.MarshalIndent(results, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(*resultsFile, append(text, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
