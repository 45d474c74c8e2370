package search

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// An Index answers searches of one data set. It is immutable, and safe for concurrent use.
//
// Its lists are flat and refer to each other by index. This leaves the garbage collector few pointers to follow; an
// actor with three names takes a few hundred bytes in addition to its texts.
type Index struct {
	things []thing
	texts  []text
	// words are the indexes in vocab of the distinct words of each text, sorted, text by text.
	words []uint32
	vocab vocabulary
	postings
}

// A thing is something that can be found. Its texts end at index end of Index.texts, and begin where those of the
// previous thing end.
type thing struct {
	node alliance.SearchResult
	kind kind
	end  uint32
}

// A text is one text of a thing. Its words end at index end of Index.words, and begin where those of the previous
// text end.
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

// newIndex returns an index of things, and sorts them in the order that breaks ties: by kind, then by id.
func newIndex(things []alliance.SearchResult) *Index {
	slices.SortFunc(things, func(a, b alliance.SearchResult) int {
		return cmp.Or(cmp.Compare(kindOf(a), kindOf(b)), strings.Compare(a.NodeID(), b.NodeID()))
	})
	b := builder{Index: &Index{things: make([]thing, 0, len(things))}, numbers: map[string]uint32{}}
	for _, t := range things {
		b.add(t)
	}
	b.sortWords()
	b.postings = newPostings(b.Index)
	return b.Index
}

// textsOf returns the range [from, to) of the texts of a thing.
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

// A builder builds an Index: it adds all things, numbering words as they come, then sorts the words, then lists where they
// are. Words are numbered first because their indexes in the vocabulary are not known until all words are.
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

// number returns the number of a word, assigning the next one if it is new.
func (b *builder) number(word string) uint32 {
	n, ok := b.numbers[word]
	if !ok {
		n = uint32(len(b.numbers))
		b.numbers[word] = n
	}
	return n
}

// sortWords builds the vocabulary, and replaces the numbers in each text by indexes in the vocabulary, sorted and
// without duplicates.
func (b *builder) sortWords() {
	sorted := make([]string, 0, len(b.numbers))
	for w := range b.numbers {
		sorted = append(sorted, w)
	}
	slices.Sort(sorted)
	b.vocab = newVocabulary(sorted)
	indexes := make([]uint32, len(sorted))
	for i, w := range sorted {
		indexes[b.numbers[w]] = uint32(i)
	}
	from, kept := uint32(0), b.words[:0]
	for i := range b.texts {
		t := &b.texts[i]
		words := b.words[from:t.end]
		from = t.end
		for j, number := range words {
			words[j] = indexes[number]
		}
		slices.Sort(words)
		kept = append(kept, slices.Compact(words)...)
		t.end = uint32(len(kept))
	}
	b.words = slices.Clip(kept)
}
