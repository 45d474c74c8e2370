package network_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/network"
	"entente/graph/storetest"
)

// BenchmarkSizes asks the usual questions of data sets of 25,000, of 250,000 and, unless -short is given, of a million
// relations, so that it shows what grows with the data. Each question is about other actors, drawn from the half that is
// less connected.
func BenchmarkSizes(b *testing.B) {
	sizes := []int{5_000, 50_000, 200_000}
	if testing.Short() {
		sizes = sizes[:2]
	}
	for _, actors := range sizes {
		facts := storetest.PowerLaw(actors, 5*actors)
		store, usual := memory.New(facts, time.Time{}), slices.DeleteFunc(slices.Clone(facts.Actors), func(a *alliance.Actor) bool {
			number, err := strconv.Atoi(strings.TrimPrefix(a.ID, "actor-"))
			return err != nil || number < actors/2
		})
		for _, question := range usualQuestions() {
			b.Run(fmt.Sprintf("%s/%d", question.name, 5*actors), func(b *testing.B) {
				b.ReportAllocs()
				random := rand.New(rand.NewPCG(1, 1))
				draw := func() *alliance.Actor { return usual[random.IntN(len(usual))] }
				used, asked := processorTime(b), 0
				for b.Loop() {
					if asked++; asked == 1 {
						used = processorTime(b)
					}
					if err := question.ask(b.Context(), network.View{Store: store}, draw); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64((processorTime(b)-used).Nanoseconds())/1000/float64(asked), "cpu-µs/op")
			})
		}
	}
}

// processorTime returns the processor time of this process: what questions cost, regardless of other load on the machine.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// A usualQuestion is one about drawn actors.
type usualQuestion struct {
	name string
	ask  func(ctx context.Context, v network.View, draw func() *alliance.Actor) error
}

// usualQuestions returns those of the pages: a search for a name, whole or two of its words, allies, and paths.
func usualQuestions() []usualQuestion {
	search := func(ctx context.Context, v network.View, text string) error {
		_, err := v.Store.Search(ctx, []alliance.SearchQuery{{Text: text, First: 10}})
		return err
	}
	return []usualQuestion{
		{"name", func(ctx context.Context, v network.View, draw func() *alliance.Actor) error {
			return search(ctx, v, draw().Name)
		}},
		{"words", func(ctx context.Context, v network.View, draw func() *alliance.Actor) error {
			return search(ctx, v, strings.Join(strings.Fields(draw().Name)[:2], " "))
		}},
		{"allies", func(ctx context.Context, v network.View, draw func() *alliance.Actor) error {
			_, err := v.Allies(ctx, network.Ranking{Actor: draw().ID, Indirect: true, First: 20})
			return err
		}},
		{"path", func(ctx context.Context, v network.View, draw func() *alliance.Actor) error {
			route := network.Route{From: draw().ID, To: draw().ID, Together: true, MaxLength: 6, First: 5}
			if route.From == route.To {
				return nil
			}
			_, err := v.Paths(ctx, route)
			return err
		}},
	}
}
