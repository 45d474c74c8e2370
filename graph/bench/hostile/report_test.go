package hostile

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A report is the table of all attacks.
type report struct {
	rows []row
	// held is whether a cgroup held the server.
	held bool
	// file has the table, if the flag names one.
	file io.Writer
}

// newReport returns an empty table, whose rows are also written to the file that the flag names.
func newReport(t *testing.T) *report {
	t.Helper()
	if *tableFile == "" {
		return &report{file: io.Discard}
	}
	f, err := os.Create(*tableFile)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	fmt.Fprintf(f, "%s|%s\n", columns, strings.Repeat(" --- |", strings.Count(columns, "|")-1))
	return &report{file: f}
}

// add adds a row.
func (r *report) add(row row) {
	r.rows = append(r.rows, row)
	fmt.Fprintf(r.file, "| %s |\n", row.line())
}

// columns are the heads of the table.
const columns = "| attack | size | status | code | s | sent kB | heard kB | before MB | peak MB | after MB | held MB | next ms | beside ms, p50 | p99 | verdict |\n"

// line returns the row of the table without its ends.
func (r *row) line() string {
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }
	mb := func(n uint64) string { return strconv.FormatUint(n/1_000_000, 10) }
	verdict := "ok"
	if len(r.faults) > 0 {
		verdict = "**" + strings.Join(r.faults[:min(len(r.faults), 4)], "; ") + "**"
	}
	statuses := tally(r.outcomes, func(o outcome) string {
		switch {
		case o.err != nil:
			return "closed"
		case o.status == 0:
			return ""
		default:
			return strconv.Itoa(o.status)
		}
	})
	return strings.Join([]string{
		r.attack, strconv.Itoa(r.size), statuses, tally(r.outcomes, func(o outcome) string { return o.code }), fmt.Sprintf("%.3f", r.took.Seconds()),
		fmt.Sprintf("%.1f", float64(r.sent)/1000), fmt.Sprintf("%.1f", float64(r.heard)/1000),
		mb(r.memory.before), mb(r.memory.peak), mb(r.memory.after), mb(r.memory.held),
		ms(r.next.took), ms(percentile(r.beside, .5)), ms(percentile(r.beside, .99)), strings.ReplaceAll(verdict, "|", "/"),
	}, " | ")
}

// tally returns how often outcomes have each name, without those that have none.
func tally(all []outcome, name func(outcome) string) string {
	counts := map[string]int{}
	for _, o := range all {
		counts[name(o)]++
	}
	delete(counts, "")
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		if counts[key] > 1 {
			key = fmt.Sprintf("%s×%d", key, counts[key])
		}
		parts = append(parts, key)
	}
	return strings.Join(parts, " ")
}

// summarize prints the worst of each column, and all attacks that failed.
func (r *report) summarize(w io.Writer) {
	if len(r.rows) == 0 {
		return
	}
	attacks, failed := map[string]bool{}, 0
	for _, row := range r.rows {
		attacks[row.attack] = true
		failed += min(len(row.faults), 1)
	}
	by := "a cgroup and its own limit"
	if !r.held {
		by = "its own limit alone (no cgroup could be made)"
	}
	fmt.Fprintf(w, "\n%d attacks, %d with their sizes, %d failed; the server was held to %d MiB by %s\n", len(attacks), len(r.rows), failed, *memory>>20, by)
	worst := func(what string, of func(*row) float64) {
		rows := slices.SortedStableFunc(slices.Values(r.rows), func(a, b row) int {
			return int(min(max(of(&b)-of(&a), -1), 1) * 2)
		})
		fmt.Fprintf(w, "worst %-8s %10.1f  %s, %d\n", what, of(&rows[0]), rows[0].attack, rows[0].size)
	}
	worst("s", func(r *row) float64 { return r.took.Seconds() })
	worst("growth MB", func(r *row) float64 { return float64(r.memory.growth()) / 1e6 })
	worst("heard MB", func(r *row) float64 { return float64(r.heard) / 1e6 })
	worst("next ms", func(r *row) float64 { return r.next.took.Seconds() * 1000 })
	worst("p99 ms", func(r *row) float64 { return percentile(r.beside, .99).Seconds() * 1000 })
	for _, row := range r.rows {
		if len(row.faults) > 0 {
			fmt.Fprintf(w, "FAILED %s\n", row.line())
		}
	}
}
