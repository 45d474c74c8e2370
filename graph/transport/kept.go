package transport

import (
	"encoding/json"
	"math"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/maypok86/otter/v2"

	"entente/graph/coding"
)

const (
	// overhead is how much memory an answer takes in the cache besides its texts, in bytes, at most.
	overhead = 704 + 64
	// largestShare is the share of the budget that one answer may take: 1/largestShare.
	largestShare = 16
	// reservedShare is the share of the budget for what the cache itself takes: 1/reservedShare.
	reservedShare = 8
)

// An Edition identifies the facts that an answer is made from. Two editions of one version differ in the time that they
// were loaded at, which answers may contain.
type Edition struct {
	Version, Store string
	LoadedAt       int64 // in nanoseconds since 1970
}

// Kept are the finished answers to queries that were run before, all from one edition of the facts. An answer is a function of
// the edition, the query, the name of its operation and the variables; it does not depend on who asks, as there are neither
// users nor cookies, so that everyone is answered from what is kept for anyone. Questions that are asked again stay; those
// asked once do not displace them (W-TinyLFU; Einziger, Friedman and Manes 2017). [HTTP.Drop], or the first request that notices
// a newer edition, drops what is from the one before.
type Kept struct {
	budget  uint64
	turning sync.Mutex
	shelf   atomic.Pointer[shelf]
}

// NewKept returns an empty store of answers that takes at most the given memory in bytes, questions and administration
// included, or nil if that is 0.
func NewKept(budget uint64) *Kept {
	if budget == 0 {
		return nil
	}
	k := &Kept{budget: budget}
	k.shelf.Store(k.newShelf(Edition{}))
	return k
}

// A shelf has the answers from one edition.
type shelf struct {
	edition Edition
	largest uint64
	answers *otter.Cache[question, *finished]
}

// newShelf returns an empty shelf.
func (k *Kept) newShelf(e Edition) *shelf {
	return &shelf{e, min(k.budget/largestShare, math.MaxUint32), otter.Must(&otter.Options[question, *finished]{
		MaximumWeight: k.budget - k.budget/reservedShare,
		Weigher:       func(q question, f *finished) uint32 { return uint32(weight(q, f)) },
	})}
}

// A question is what an answer depends on besides the edition. It is compared as a whole: different questions never share an
// answer.
type question struct {
	query, operation string
	// variables are in JSON, with sorted names, and numbers as they were written.
	variables string
	coding    coding.Accepted
}

// questionOf returns the question that a request asks. It is to be called before the request's query is parsed, which
// converts its variables.
func questionOf(params *graphql.RawParams, accepted coding.Accepted) *question {
	q := &question{query: params.Query, operation: params.OperationName, coding: accepted}
	if len(params.Variables) > 0 {
		variables, err := json.Marshal(params.Variables)
		if err != nil {
			panic(err) // impossible: they were decoded from JSON
		}
		q.variables = string(variables)
	}
	return q
}

// weight returns how many bytes an answer takes. Texts of a question are copied, for which Go takes up to an eighth more.
func weight(q question, f *finished) uint64 {
	asked := len(q.query) + len(q.operation) + len(q.variables)
	return uint64(overhead + asked + asked/8 + cap(f.body) + len(f.about.Name))
}

// Len returns the number of answers that are kept, about.
func (k *Kept) Len() int {
	if k == nil {
		return 0
	}
	return k.shelf.Load().answers.EstimatedSize()
}

// Bytes returns how much memory the answers take.
func (k *Kept) Bytes() uint64 {
	if k == nil {
		return 0
	}
	return k.shelf.Load().answers.WeightedSize()
}

// find returns the answer to a question and the edition that it is from, or nil if it is not kept.
func (k *Kept) find(q question) (*finished, Edition) {
	s := k.shelf.Load()
	f, _ := s.answers.GetIfPresent(q)
	return f, s.edition
}

// keep keeps the answer to a question that was made from an edition, unless that is not the newest any more. Newest asks
// which one is; it is unknown while it cannot be asked for.
func (k *Kept) keep(q question, f *finished, from Edition, newest func() (Edition, bool)) {
	s := k.turn(from, newest)
	if s == nil || weight(q, f) > s.largest {
		return
	}
	// Texts of an address are parts of it, and would keep all of it in memory.
	s.answers.Set(question{strings.Clone(q.query), strings.Clone(q.operation), q.variables, q.coding}, f)
	s.answers.CleanUp() // at once: otter does it in the background, where it may fall behind
}

// turn returns the shelf of an edition. If that is newer than the one whose answers are kept, they are dropped. Turn
// returns nil if it is older, or if another request is turning.
func (k *Kept) turn(e Edition, newest func() (Edition, bool)) *shelf {
	if s := k.shelf.Load(); s.edition == e {
		return s
	}
	if !k.turning.TryLock() {
		return nil
	}
	defer k.turning.Unlock()
	// Only who asks for the newest edition while others cannot turn knows that none has turned to a newer one.
	if now, known := newest(); !known || now != e {
		return nil
	}
	s := k.newShelf(e)
	k.shelf.Store(s)
	return s
}
