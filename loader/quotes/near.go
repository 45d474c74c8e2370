package quotes

import (
	"cmp"
	"math"
	"slices"
)

const (
	// mostWords is how many words of a quote are compared with the text to find where it is most like it.
	mostWords = 300
	// mostPlaces is how many places of its words say where to compare: those of the rarest words, since they say most.
	mostPlaces = 20_000
	// mostWindows is how many windows of the text are compared with it.
	mostWindows = 4
)

// nearest returns the part of the text that is most like words which do not stand in it, and how they differ, and whether
// they are alike: whether more than half of the words stand there in this order, in any case, or half of very few.
func (t *Text) nearest(words []word) (best alignment, alike bool) {
	best.cost = math.MaxInt
	for _, w := range t.windows(words) {
		if a := align(t, words, w); a.cost < best.cost {
			best = a
		}
	}
	all, equal := 0, 0
	for _, w := range words {
		if t.lettered(w) {
			all++
		}
	}
	for _, s := range best.steps {
		if s.quoted >= 0 && s.stands >= 0 && t.fold(words[s.quoted].id) == t.fold(t.words[s.stands].id) && t.lettered(t.words[s.stands]) {
			equal++
		}
	}
	return best, equal > 0 && (2*equal > all || 2*equal >= all && all < 4)
}

// shortened returns the words of a quote that are compared: all if they are not too many, otherwise as many of those
// around the first that is not in the text after the ones before it.
func (t *Text) shortened(words []word) []word {
	for len(words) > mostWords {
		if whole, torn := t.find(part{words: words[:mostWords]}); len(whole)+len(torn) == 0 {
			return words[:mostWords]
		}
		words = words[mostWords/2:]
	}
	return words
}

// windows returns the stretches of the text, of some lengths of the words, in which there are most of these where they
// would be; the rarer a word, the more it says.
func (t *Text) windows(words []word) []stretch {
	width := max(len(words), 8)
	votes := make([]float32, len(t.words)/width+2)
	var voted []int
	left := mostPlaces
	for _, i := range t.rarestFirst(words) {
		places := t.placesOf(words[i].id)
		if left -= len(places); left < 0 && len(voted) > 0 {
			break
		}
		weight := float32(math.Log(1 + float64(len(t.words))/float64(len(places))))
		for _, at := range places[:min(len(places), mostPlaces)] {
			begins := max(int(at)-i, 0) / width
			for _, w := range [2]int{begins, begins + 1} {
				if votes[w] == 0 {
					voted = append(voted, w)
				}
				votes[w] += weight
			}
		}
	}
	slices.SortFunc(voted, func(a, b int) int { return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(a, b)) })
	var list []stretch
	for _, w := range voted[:min(len(voted), mostWindows)] {
		list = append(list, stretch{max((w-2)*width, 0), min((w+3)*width, len(t.words))})
	}
	return list
}

// rarestFirst returns the indexes of words that are in the text in some case, those with the fewest places first. Of a word
// that is there several times it has one.
func (t *Text) rarestFirst(words []word) []int {
	var list []int
	seen := map[int32]bool{}
	for i, w := range words {
		if fold := t.fold(w.id); fold >= 0 && !seen[fold] && len(t.placesOf(w.id)) > 0 {
			seen[fold] = true
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int {
		return cmp.Compare(len(t.placesOf(words[a].id)), len(t.placesOf(words[b].id)))
	})
	return list
}
