package partition

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// The published networks belong to their owners. They are read from the folder named by ENTENTE_SHARED, not kept here.

// A dispute is a signed tie between two named actors over the years [begin, end).
type dispute struct {
	a, b       string
	positive   bool
	begin, end int
}

func readKnown(t *testing.T, name string) []dispute {
	t.Helper()
	shared := os.Getenv("ENTENTE_SHARED")
	if shared == "" {
		t.Skip("ENTENTE_SHARED does not name the folder of the published networks")
	}
	text, err := os.ReadFile(filepath.Join(shared, "data", "known", name))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []dispute
	for _, r := range rows[1:] {
		d := dispute{a: r[0], b: r[1], positive: r[2] == "1"}
		if len(r) > 3 {
			d.begin, _ = strconv.Atoi(r[3])
			d.end, _ = strconv.Atoi(r[4])
		}
		all = append(all, d)
	}
	return all
}

// tied numbers the actors by name.
func tied(all []dispute) (names []string, ties []Tie) {
	for _, d := range all {
		names = append(names, d.a, d.b)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for _, d := range all {
		ties = append(ties, Tie{slices.Index(names, d.a), slices.Index(names, d.b), d.positive})
	}
	return names, ties
}

// members returns the actors of each bloc.
func members(names []string, bloc []int) [][]string {
	blocs := make([][]string, slices.Max(bloc)+1)
	for i, b := range bloc {
		blocs[b] = append(blocs[b], names[i])
	}
	return blocs
}

func TestKnownNetworksGahukuGama(t *testing.T) {
	names, ties := tied(readKnown(t, "gahuku_gama_edges.csv"))
	for k, want := range map[int]int{1: 29, 2: 7, 3: 2, 4: 2, 5: 2, 16: 2} {
		p := Solve(context.Background(), len(names), ties, Blocs{Count: k})
		if p.Frustration != want || !p.Optimal {
			t.Errorf("%d blocs: %+v, want %d", k, p, want)
		}
	}
	p := Solve(context.Background(), len(names), ties, Blocs{Count: 2})
	got := slices.SortedFunc(slices.Values(members(names, p.Bloc)), func(a, b []string) int { return cmp.Compare(len(a), len(b)) })
	if !slices.Equal(got[0], []string{"Gama", "Gavev", "Kotun", "Nagad"}) {
		t.Errorf("blocs %v", got)
	}
	for k, want := range map[int]int{2: 7, 3: 2, 4: 4, 5: 5} {
		if p := Solve(context.Background(), len(names), ties, Blocs{Count: k, Exactly: true}); p.Frustration != want || !p.Optimal {
			t.Errorf("exactly %d blocs: %+v, want %d", k, p, want)
		}
	}
}

func TestKnownNetworksSixPowers(t *testing.T) {
	all := readKnown(t, "wwi_powers_1872_1918.csv")
	for year := 1872; year < 1918; year++ {
		var now []dispute
		for _, d := range all {
			if d.begin <= year && year < d.end {
				now = append(now, d)
			}
		}
		names, ties := tied(now)
		p := Solve(context.Background(), len(names), ties, Blocs{Count: 2})
		want := 0
		if year < 1907 {
			want = 1
		}
		if p.Frustration != want || !p.Optimal {
			t.Errorf("%d: %+v, want %d", year, p, want)
		}
		if year >= 1907 {
			got := members(names, p.Bloc)
			if !slices.Equal(got[0], []string{"AUH", "DEU", "ITA"}) || !slices.Equal(got[1], []string{"FRA", "GBR", "RUS"}) {
				t.Errorf("%d: %v", year, got)
			}
		}
	}
}
