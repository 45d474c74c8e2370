package transport

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/maypok86/otter/v2"
)

const (
	// persistedOverhead is how much memory a query takes in the cache besides its text, in bytes, at most.
	persistedOverhead = 256
	// persistedShare is the share of the budget that one query may take: 1/persistedShare.
	persistedShare = 64
)

// A digest is the SHA-256 of a query.
type digest [sha256.Size]byte

// Persisted are queries that clients have sent and may ask by their digest from then on: automatic persisted queries, as Apollo
// Client, urql and Relay send them. Only queries that were answered are taken, so that nobody can fill the memory with rubbish;
// queries that are asked again stay, and those asked once do not displace them (W-TinyLFU), so that nobody can empty it either.
// No query can be passed off as another, since the server computes the digest.
type Persisted struct {
	largest int
	queries *otter.Cache[digest, string]
	// hits and misses count the digests that stood for a query, and that did not.
	hits, misses atomic.Uint64
}

// Len returns the number of queries, about.
func (p *Persisted) Len() int {
	if p == nil {
		return 0
	}
	return p.queries.EstimatedSize()
}

// Bytes returns how much memory the queries take.
func (p *Persisted) Bytes() uint64 {
	if p == nil {
		return 0
	}
	return p.queries.WeightedSize()
}

// Asked returns how many digests stood for a query, and how many did not.
func (p *Persisted) Asked() (hits, misses uint64) {
	if p == nil {
		return 0, 0
	}
	return p.hits.Load(), p.misses.Load()
}

// NewPersisted returns an empty store of queries that takes at most the given memory in bytes, or nil if that is 0.
func NewPersisted(budget uint64) *Persisted {
	if budget == 0 {
		return nil
	}
	return &Persisted{largest: int(budget / persistedShare), queries: otter.Must(&otter.Options[digest, string]{
		MaximumWeight: budget - budget/reservedShare,
		Weigher:       func(_ digest, query string) uint32 { return uint32(persistedOverhead + len(query) + len(query)/8) },
	})}
}

// take takes a query that was answered, if the request came with its digest and it is not too long.
func (p *Persisted) take(d digest, query string) {
	if len(query)+persistedOverhead > p.largest {
		return
	}
	p.queries.Set(d, strings.Clone(query)) // one from an address is a part of it, and would keep all of it in memory
	p.queries.CleanUp()                    // at once: otter does it in the background, where it may fall behind
}

// resolve gives a request the query that its digest stands for, and returns the digest.
func (p *Persisted) resolve(r *request) (digest, error) {
	d, err := digestOf(r.Extensions["persistedQuery"])
	if err != nil {
		return d, err
	}
	if r.Query == "" {
		query, ok := p.queries.GetIfPresent(d)
		if !ok {
			p.misses.Add(1)
			return d, ErrUnknownQuery
		}
		p.hits.Add(1)
		r.Query = query
		return d, nil
	}
	if sha256.Sum256([]byte(r.Query)) != d {
		return d, refusef(http.StatusBadRequest, "provided sha does not match query: persistedQuery.sha256Hash is to be the SHA-256 of the query, as it is sent")
	}
	return d, nil
}

// digestOf reads the digest in the extension persistedQuery.
func digestOf(extension any) (digest, error) {
	var d digest
	fields, _ := extension.(map[string]any)
	if version, ok := fields["version"].(json.Number); !ok || version.String() != "1" {
		return d, refusef(http.StatusBadRequest, "persistedQuery is to be {version: 1, sha256Hash}: other versions are not supported")
	}
	text, _ := fields["sha256Hash"].(string)
	sum, err := hex.DecodeString(text)
	if err != nil || len(sum) != len(d) {
		return d, refusef(http.StatusBadRequest, "persistedQuery.sha256Hash is to be a SHA-256 in hexadecimal: %d digits", 2*len(d))
	}
	return digest(sum), nil
}
