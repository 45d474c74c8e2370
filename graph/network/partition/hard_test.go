package partition

import (
	"context"
	"fmt"
	"testing"
	"time"
)

// BenchmarkHostile prints frustration, bound and time of networks of enemies:
// go test -run - -bench Hostile -benchtime 1x
func BenchmarkHostile(b *testing.B) {
	for _, c := range []struct {
		named
		counts []int
	}{
		{enemies(14), []int{3}}, {enemies(16), []int{2}}, {enemies(18), []int{2}}, {enemies(20), []int{2, 3, 4}},
		{enemies(40), []int{2, 3, 4}},
		{groups(6, 5), []int{2, 3, 4}}, {groups(8, 4), []int{2, 3, 4}}, {groups(10, 3), []int{2, 3, 4}},
		{groups(10, 6), []int{2, 3, 4}}, {lesMisérables(), []int{2, 3, 4}}, {hoffmanSingleton(), []int{2, 3, 4}},
	} {
		for _, k := range c.counts {
			b.Run(fmt.Sprintf("%s/%d blocs", c.name, k), func(b *testing.B) { c.report(b, k) })
		}
	}
}

// BenchmarkHard prints what is found in eight seconds in networks beyond the reach of a proof. It takes some five minutes.
func BenchmarkHard(b *testing.B) {
	for _, c := range hard() {
		for _, k := range []int{2, 3, 4} {
			b.Run(fmt.Sprintf("%s/%d blocs", c.name, k), func(b *testing.B) { c.report(b, k) })
		}
	}
}

// hard returns random networks, and planted ones with so much noise that it hides the blocs.
func hard() []named {
	planted := recipe{150, 1250, 4, .5, .9, .25}.draw(1)
	tree := scaleFree(200, 591, .5)
	return []named{
		evenly(200, 1500, 1), evenly(200, 1500, 2), evenly(200, 600, 1), evenly(200, 600, 2), evenly(150, 450, 1),
		evenly(100, 500, 1), evenly(100, 500, 2), {"scale-free", 200, tree}, {"planted", 150, planted},
		evenly(400, 20_000, 1), all(450, 1),
	}
}

func (c named) report(b *testing.B, k int) {
	for b.Loop() {
		ctx, cancel := context.WithTimeout(context.Background(), 8*time.Second)
		start := time.Now()
		r := Solve(ctx, c.n, c.ties, Blocs{Count: k})
		took := time.Since(start)
		cancel()
		fmt.Printf("%-22s %d blocs: frustration %5d, bound %5d, optimal %-5v %5d ms\n", c.name, k, r.Frustration, r.Bound,
			r.Optimal, took.Milliseconds())
		b.ReportMetric(float64(r.Frustration), "frustration")
		b.ReportMetric(float64(r.Frustration-r.Bound), "gap")
	}
}
