package partition

import "math/rand/v2"

// A recipe draws networks of blocs: each tie lies across blocs with probability across, is hostile with probability
// enmity if so and friendly if not, and has its sign flipped with probability noise.
type recipe struct {
	actors, ties, blocs   int
	across, enmity, noise float64
}

func (r recipe) draw(seed uint64) []Tie {
	random := rand.New(rand.NewPCG(seed, 7))
	seen := map[[2]int]bool{}
	var ties []Tie
	for len(ties) < r.ties {
		across := random.Float64() < r.across
		var a, b int
		for a == b || (a%r.blocs != b%r.blocs) != across || seen[[2]int{min(a, b), max(a, b)}] {
			a, b = random.IntN(r.actors), random.IntN(r.actors)
		}
		seen[[2]int{min(a, b), max(a, b)}] = true
		hostile := across && random.Float64() < r.enmity
		if random.Float64() < r.noise {
			hostile = !hostile
		}
		ties = append(ties, Tie{a, b, !hostile})
	}
	return ties
}

// scaleFree draws a network by preferential attachment (Barabási and Albert 1999): each actor is tied to earlier ones in
// proportion to their degrees. Ties are hostile with probability enmity.
func scaleFree(actors, ties int, enmity float64) []Tie {
	random := rand.New(rand.NewPCG(1, 11))
	ends := []int{0}
	var all []Tie
	for v := 1; v < actors; v++ {
		seen := map[int]bool{v: true}
		ends = append(ends, v)
		for i := len(all); i < ties*v/(actors-1) || len(seen) == 1; i++ {
			u := ends[random.IntN(len(ends))]
			if seen[u] {
				if len(seen) >= v {
					break
				}
				i--
				continue
			}
			seen[u] = true
			ends = append(ends, u)
			all = append(all, Tie{u, v, random.Float64() >= enmity})
		}
	}
	return all
}

// hubs are networks in which most ties are those of one or two actors. Reductions leave nothing of them, and exactly a half of
// the n parts of the last two are frustrated if n is even.
var hubs = []struct {
	name       string
	draw       func(n int) (actors int, ties []Tie)
	frustrated bool
}{
	{"a star", star, false},
	{"petals", petals, true},
	{"two hubs", twoHubs, true},
}

// star draws a hub and n others, tied to it alone.
func star(n int) (actors int, ties []Tie) {
	for v := 1; v <= n; v++ {
		ties = append(ties, Tie{0, v, v%3 > 0})
	}
	return n + 1, ties
}

// petals draws n rings of four that have a hub in common; every other ring has one hostile tie. As the first actors of the rings
// are removed, the second ones become neighbours of the hub, between the first and the last ones.
func petals(n int) (actors int, ties []Tie) {
	for v := 1; v <= n; v++ {
		ties = append(ties, friends(0, v), friends(v, n+v), friends(n+v, 2*n+v), Tie{0, 2*n + v, v%2 > 0})
	}
	return 3*n + 1, ties
}

// twoHubs draws n actors, tied to two hubs: every other one as the enemy of one of these.
func twoHubs(n int) (actors int, ties []Tie) {
	for v := 2; v < n+2; v++ {
		ties = append(ties, friends(0, v), Tie{1, v, v%2 > 0})
	}
	return n + 2, ties
}
