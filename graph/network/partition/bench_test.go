package partition

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// recipes are interpretations of "150 actors, 1,250 ties, 12% hostile, four planted blocs".
var recipes = []struct {
	name string
	recipe
}{
	{"hostile across only", recipe{150, 1250, 4, .12, 1, 0}},
	{"a little noise", recipe{150, 1250, 4, .10, 1, .025}},
	{"more noise", recipe{150, 1250, 4, .08, 1, .05}},
	{"pairs drawn evenly", recipe{150, 1250, 4, .75, .16, 0}},
	{"half across, noise", recipe{150, 1250, 4, .5, .15, .05}},
}

// BenchmarkPlanted prints time, frustration and gap for 20 seeds of each recipe: go test -run - -bench Planted -benchtime 1x
func BenchmarkPlanted(b *testing.B) {
	for _, r := range recipes {
		for _, k := range []int{2, 3, 4} {
			b.Run(fmt.Sprintf("%s/%d blocs", r.name, k), func(b *testing.B) {
				for b.Loop() {
					report(b, r.recipe, k)
				}
			})
		}
	}
}

func report(b *testing.B, r recipe, k int) {
	var worst time.Duration
	proven, gap := 0, 0
	var table strings.Builder // printed, since testing truncates logs after ten lines
	for seed := range uint64(20) {
		ties := r.draw(seed)
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		start := time.Now()
		p := Solve(ctx, r.actors, ties, Blocs{Count: k})
		took := time.Since(start)
		cancel()
		hostile := 0
		for _, t := range ties {
			if !t.Positive {
				hostile++
			}
		}
		fmt.Fprintf(&table, "\nseed %2d: %3d hostile, frustration %3d, gap %d, %4d ms", seed, hostile, p.Frustration, p.Frustration-p.Bound, took.Milliseconds())
		worst, gap = max(worst, took), gap+p.Frustration-p.Bound
		if p.Optimal {
			proven++
		}
	}
	fmt.Println(table.String())
	b.ReportMetric(float64(proven), "proven/20")
	b.ReportMetric(float64(gap), "gap")
	b.ReportMetric(float64(worst.Milliseconds()), "worst-ms")
}

// BenchmarkExactly asks for one to three blocs more than were planted.
func BenchmarkExactly(b *testing.B) {
	for _, actors := range []int{16, 30, 60} {
		for k := 3; k <= 6; k++ {
			b.Run(fmt.Sprintf("%d actors/%d blocs", actors, k), func(b *testing.B) {
				ties := recipe{actors: actors, ties: 4 * actors, blocs: 3, across: .3, enmity: .8, noise: .05}.draw(1)
				for b.Loop() {
					if r := solveExactly(actors, ties, k); !r.Optimal {
						b.Fatal("not proven")
					}
				}
			})
		}
	}
}

// BenchmarkLocalSearch searches a network that is too large for a proof, 100,000 ties, for five seconds.
func BenchmarkLocalSearch(b *testing.B) {
	ties := scaleFree(30_000, 100_000, .15)
	for _, k := range []int{2, 4} {
		b.Run(fmt.Sprintf("%d blocs", k), func(b *testing.B) {
			for b.Loop() {
				ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
				r := Solve(ctx, 30_000, ties, Blocs{Count: k})
				cancel()
				b.ReportMetric(float64(r.Frustration), "frustration")
			}
		})
	}
}

// BenchmarkHubs reduces networks of hubs. The time for each tie hardly grows with them: go test -run - -bench Hubs
func BenchmarkHubs(b *testing.B) {
	for _, h := range hubs {
		for _, n := range []int{25_000, 50_000, 100_000, 200_000} {
			b.Run(fmt.Sprintf("%s/%d", h.name, n), func(b *testing.B) {
				actors, ties := h.draw(n)
				g := graphOf(actors, ties...)
				for b.Loop() {
					reduce(b.Context(), g, 2)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(ties)), "ns/tie")
			})
		}
	}
}
