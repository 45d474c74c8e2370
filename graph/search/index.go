package search

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// An Index answers searches of one data set. It does not change, and is safe for concurrent use.
//
// Its lists are flat, and refer to each other by place: the garbage collector has little to follow, and an actor with
// three names takes a few hundred bytes beside its texts.
type Index struct {
	things []thing
	texts  []text
	// words are the places in vocab of the distinct words of each text, in order, text by text.
	words []uint32
	vocab vocabulary
	// owners are the places in things of those that have a word, in order, word by word; those of word w end at
	// ownerEnds[w].
	owners, ownerEnds []uint32
}

// A thing is what can be found. Its texts end at place end in Index.texts, and begin where those of the one before end.
type thing struct {
	node alliance.SearchResult
	kind kind
	end  uint32
}

// A text is one text of a thing. Its words end at place end in Index.words, and begin where those of the one before end.
type text struct {
	original string
	end      uint32
	field    field
}

// New returns an index of the actors, events, conflicts and sources of a data set.
func New(facts *alliance.Facts) *Index {
	things := make([]alliance.SearchResult, 0,
		len(facts.Actors)+len(facts.Events)+len(facts.Conflicts)+len(facts.Sources))
	things = appendThings(things, facts.Actors)
	things = appendThings(things, facts.Events)
	things = appendThings(things, facts.Conflicts)
	things = appendThings(things, facts.Sources)
	return newIndex(things)
}

// appendThings appends a list of one type of things.
func appendThings[T alliance.SearchResult](things []alliance.SearchResult, list []T) []alliance.SearchResult {
	for _, t := range list {
		things = append(things, t)
	}
	return things
}

// newIndex returns an index of things, and puts them in the order that breaks ties: by kind, then by id.
func newIndex(things []alliance.SearchResult) *Index {
	slices.SortFunc(things, func(a, b alliance.SearchResult) int {
		return cmp.Or(cmp.Compare(kindOf(a), kindOf(b)), strings.Compare(a.NodeID(), b.NodeID()))
	})
	b := builder{Index: &Index{things: make([]thing, 0, len(things))}, numbers: map[string]uint32{}}
	for _, t := range things {
		b.add(t)
	}
	b.sortWords()
	b.findOwners()
	return b.Index
}

// textsOf returns the range of the texts of a thing.
func (x *Index) textsOf(thing int) (from, to uint32) {
	if thing > 0 {
		from = x.things[thing-1].end
	}
	return from, x.things[thing].end
}

// wordsOf returns the words of a text.
func (x *Index) wordsOf(text uint32) []uint32 {
	from := uint32(0)
	if text > 0 {
		from = x.texts[text-1].end
	}
	return x.words[from:x.texts[text].end]
}

// ownersOf returns the things that have any of the words [from, to), with repeats.
func (x *Index) ownersOf(from, to int) []uint32 {
	if from == to {
		return nil
	}
	begin := uint32(0)
	if from > 0 {
		begin = x.ownerEnds[from-1]
	}
	return x.owners[begin:x.ownerEnds[to-1]]
}

// A builder makes an Index: first it adds all things, numbering words as they come, then it sorts the words, then it
// finds who has them. Words are numbered first because their places are known only when all of them are.
type builder struct {
	*Index
	numbers map[string]uint32
}

// add adds a thing with its texts and their words.
func (b *builder) add(node alliance.SearchResult) {
	for field, original := range texts(node) {
		from := len(b.words)
		for _, w := range Words(original) {
			b.words = append(b.words, b.number(w))
		}
		if len(b.words) > from {
			b.texts = append(b.texts, text{original: original, field: field, end: uint32(len(b.words))})
		}
	}
	b.things = append(b.things, thing{node: node, kind: kindOf(node), end: uint32(len(b.texts))})
}

// number returns the number of a word, the next one where it is new.
func (b *builder) number(word string) uint32 {
	n, ok := b.numbers[word]
	if !ok {
		n = uint32(len(b.numbers))
		b.numbers[word] = n
	}
	return n
}

// sortWords makes the vocabulary, and of the numbers in each text the places in it, sorted and each once.
func (b *builder) sortWords() {
	sorted := make([]string, 0, len(b.numbers))
	for w := range b.numbers {
		sorted = append(sorted, w)
	}
	slices.Sort(sorted)
	b.vocab = newVocabulary(sorted)
	places := make([]uint32, len(sorted))
	for place, w := range sorted {
		places[b.numbers[w]] = uint32(place)
	}
	from, kept := uint32(0), b.words[:0]
	for i := range b.texts {
		t := &b.texts[i]
		words := b.words[from:t.end]
		from = t.end
		for j, number := range words {
			words[j] = places[number]
		}
		slices.Sort(words)
		kept = append(kept, slices.Compact(words)...)
		t.end = uint32(len(kept))
	}
	b.words = slices.Clip(kept)
}

// findOwners lists, for each word, the things that have it.
func (b *builder) findOwners() {
	b.ownerEnds = make([]uint32, b.vocab.len())
	b.eachOwner(func(_, word uint32) { b.ownerEnds[word]++ })
	sum := uint32(0)
	for w, n := range b.ownerEnds {
		b.ownerEnds[w] = sum // where they begin; filling them in moves it to where they end
		sum += n
	}
	b.owners = make([]uint32, sum)
	b.eachOwner(func(thing, word uint32) {
		b.owners[b.ownerEnds[word]] = thing
		b.ownerEnds[word]++
	})
}

// eachOwner calls visit once for each thing and each word that it has, in the order of things.
func (b *builder) eachOwner(visit func(thing, word uint32)) {
	last := make([]uint32, b.vocab.len()) // the thing after the last that had the word
	for i := range b.things {
		from, to := b.textsOf(i)
		for t := from; t < to; t++ {
			for _, w := range b.wordsOf(t) {
				if last[w] != uint32(i)+1 {
					last[w] = uint32(i) + 1
					visit(uint32(i), w)
				}
			}
		}
	}
}
