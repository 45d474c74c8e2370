package network_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph/network"
)

// BenchmarkExplanation explains 500 reasons that all go by one pair: one of very many relations or coalitions, or one relation
// of very many statements.
func BenchmarkExplanation(b *testing.B) {
	crowd := func(n int, form string) string {
		lines := make([]string, n)
		for i := range lines {
			lines[i] = fmt.Sprintf(form, 1000+i%900, 1000+i%900+i%7, i)
		}
		return strings.Join(lines, "\n")
	}
	statements := func(form string) string {
		return "a SUPPORTS b " + strings.ReplaceAll(crowd(1000, form), "\n", "; ")
	}
	for _, test := range []struct{ name, lines string }{
		{"few", "a SUPPORTS b 1000/2000"},
		{"relations", crowd(10_000, "a SUPPORTS b %[1]d/%[2]d WEAPONS")},
		{"coalitions", crowd(500, "coalition c%[3]d {DEFENSE}\na PART_OF c%[3]d %[1]d/%[2]d\nb PART_OF c%[3]d %[1]d/%[2]d")},
		{"statements", statements("%[1]d/%[2]d WEAPONS")},
		{"denials", statements("%[1]d/%[2]d WEAPONS; denied %[1]d/%[1]d WEAPONS")},
	} {
		b.Run(test.name, func(b *testing.B) {
			lines := strings.Split(test.lines, "\n")
			for i := range 500 {
				lines = append(lines, fmt.Sprintf("b OPPOSES x%d 1000/2000", i), fmt.Sprintf("x%d ALLIED_WITH z 1000/2000", i))
			}
			explain500(b, network.View{Store: storeOf(world(lines...))})
		})
	}
}

// explain500 explains 500 reasons between a and z, and measures the time without that to find them.
func explain500(b *testing.B, v network.View) {
	for b.Loop() {
		b.StopTimer()
		a, err := v.Alignment(b.Context(), "a", "z")
		if err != nil {
			b.Fatal(err)
		}
		page, err := a.Reasons(b.Context(), network.ReasonQuery{First: 500})
		if err != nil || len(page.Nodes) != 500 {
			b.Fatalf("%d reasons, error %v", len(page.Nodes), err)
		}
		b.StartTimer()
		for _, r := range page.Nodes {
			if r.Explanation() == "" {
				b.Fatal("no explanation")
			}
		}
	}
}
