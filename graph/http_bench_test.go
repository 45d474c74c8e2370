//go:build bare

package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"syscall"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/storetest"
	"entente/graph/testdata/bare"
)

// Two queries to measure: the supporters of an actor with all their evidence, and a list of actors with the names of
// their supporters.
const (
	pointQuery = `query($id: ID!) { actor(id: $id) { name supporters(where: {asOf: "2000"}, first: 12) {
		nodes { subject { name } kinds from to evidence { stance source { title publisher published } } } } } }`
	listQuery = `query($after: String) { actors(first: 50, after: $after) { nodes { id name supporters(first: 5) {
		nodes { subject { name } } } } } }`
)

// BenchmarkHTTP compares, in one run and with 16 connections each, this server, a minimal gqlgen server that has the same
// answers in slices, and encoding/json on the same slices without GraphQL. The data set has 50,000 actors and 250,000
// relations. All share one process with the client. The gqlgen server is generated first, hence the build tag:
//
//	go generate ./graph/testdata/bare && go test -tags bare -run '^$' -bench HTTP ./graph
func BenchmarkHTTP(b *testing.B) {
	store := memory.New(storetest.PowerLaw(50_000, 250_000), time.Time{})
	questions := []struct {
		name string
		body []byte
		into any
	}{
		{"point", requestBody(b, pointQuery, map[string]any{"id": "actor-300"}), new(pointAnswer)},
		{"list", requestBody(b, listQuery, map[string]any{"after": (&alliance.Actor{ID: "actor-10001"}).SortKey("").Cursor(alliance.Order{})}), new(listAnswer)},
	}
	ours := serving(store)
	for _, q := range questions {
		text := post(ours, string(q.body)).Body.Bytes()
		for _, server := range []struct {
			name    string
			handler http.Handler
		}{
			{"entente", ours}, {"gqlgen", bare.NewHandler(sliced(b, text))}, {"json", encoded(b, text, q.into)},
		} {
			b.Run(q.name+"/"+server.name, func(b *testing.B) { hammer(b, server.handler, q.body) })
		}
	}
}

// requestBody returns the body of a request.
func requestBody(b *testing.B, query string, variables map[string]any) []byte {
	b.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		b.Fatal(err)
	}
	return body
}

// A pointAnswer is the answer to the point query, as encoding/json writes it.
type pointAnswer struct {
	Data struct {
		Actor struct {
			Name       string `json:"name"`
			Supporters struct {
				Nodes []struct {
					Subject  named    `json:"subject"`
					Kinds    []string `json:"kinds"`
					From     *string  `json:"from"`
					To       *string  `json:"to"`
					Evidence []struct {
						Stance string       `json:"stance"`
						Source *bare.Source `json:"source"`
					} `json:"evidence"`
				} `json:"nodes"`
			} `json:"supporters"`
		} `json:"actor"`
	} `json:"data"`
}

// A listAnswer is the answer to the list query, as encoding/json writes it.
type listAnswer struct {
	Data struct {
		Actors struct {
			Nodes []struct {
				ID         string `json:"id"`
				Name       string `json:"name"`
				Supporters struct {
					Nodes []struct {
						Subject named `json:"subject"`
					} `json:"nodes"`
				} `json:"supporters"`
			} `json:"nodes"`
		} `json:"actors"`
	} `json:"data"`
}

// named is an actor's name.
type named struct {
	Name string `json:"name"`
}

// sliced returns the answer to a query as slices for a bare server.
func sliced(b *testing.B, text []byte) *bare.Answers {
	b.Helper()
	var answer struct {
		Data struct {
			Actor  *bare.Actor
			Actors *bare.ActorConnection
		}
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		b.Fatalf("%v in %s", err, text)
	}
	a := &bare.Answers{ByID: map[string]*bare.Actor{}, Supporters: map[*bare.Actor][]*bare.Relation{}}
	if actor := answer.Data.Actor; actor != nil {
		a.ByID["actor-300"], a.Supporters[actor] = actor, actor.Supporters.Nodes
	} else {
		a.Listed = answer.Data.Actors.Nodes
		for _, actor := range a.Listed {
			a.Supporters[actor] = actor.Supporters.Nodes
		}
	}
	return a
}

// encoded returns a handler that writes an answer with encoding/json.
func encoded(b *testing.B, text []byte, into any) http.Handler {
	b.Helper()
	if err := json.Unmarshal(text, into); err != nil {
		b.Fatalf("%v in %s", err, text)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(into)
	})
}

// connections is the number of concurrent clients.
const connections = 16

// hammer sends a server the same request over and over.
func hammer(b *testing.B, handler http.Handler, body []byte) {
	server := httptest.NewServer(handler)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections}}
	ask := func() (size int64) {
		r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, server.URL, bytes.NewReader(body))
		if err != nil {
			b.Error(err)
			return 0
		}
		r.Header.Set("Content-Type", "application/json")
		answer, err := client.Do(r)
		if err != nil {
			b.Error(err)
			return 0
		}
		defer answer.Body.Close()
		size, _ = io.Copy(io.Discard, answer.Body)
		return size
	}
	size := ask()
	var wait sync.WaitGroup
	todo := make(chan struct{})
	b.ResetTimer()
	used := processorTime(b)
	for range connections {
		wait.Go(func() {
			for range todo {
				ask()
			}
		})
	}
	for range b.N {
		todo <- struct{}{}
	}
	close(todo)
	wait.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
	b.ReportMetric(float64((processorTime(b)-used).Microseconds())/float64(b.N), "cpu-µs/request")
	b.ReportMetric(float64(size), "bytes")
}

// processorTime returns the processor time of this process: the cost of requests, regardless of other load on the
// machine.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
