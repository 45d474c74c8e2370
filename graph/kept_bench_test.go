package graph_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/graph/storetest"
)

// keeping returns a handler that keeps answers from a store in a budget of memory.
func keeping(s alliance.Store, budget uint64) http.Handler {
	return graph.NewHandler(live.New(live.Edition{Store: func() alliance.Store { return s }}), graph.Deadline, graph.KeepAnswers(budget))
}

// fromMemory returns a handler that reads requests and answers all with a text.
func fromMemory(header http.Header, text []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return
		}
		for name, values := range header {
			w.Header()[name] = values
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(text)))
		_, _ = w.Write(text)
	})
}

// keptQuestions are the bodies of requests to measure: for the supporters of an actor with their evidence, and for a list of
// actors with the names of their supporters.
var keptQuestions = map[string]string{
	"point": `{"query": "query($id: ID!) { actor(id: $id) { name supporters(where: {asOf: \"2000\"}, first: 12) { nodes { subject { name } kinds from to evidence { stance source { title publisher published } } } } } }", "variables": {"id": "actor-300"}}`,
	"list":  `{"query": "query($first: Int!) { actors(first: $first) { nodes { id name supporters(first: 5) { nodes { subject { name } } } } } }", "variables": {"first": 50}}`,
}

// BenchmarkKept compares answers that are kept with those that are not, and with the same bytes from memory without
// GraphQL: how long each takes over HTTP with 16 connections, and what a handler alone takes and allocates.
func BenchmarkKept(b *testing.B) {
	store := memory.New(storetest.PowerLaw(5_000, 25_000), time.Time{})
	for name, body := range keptQuestions {
		for _, encoding := range []string{"identity", "gzip", "zstd"} {
			kept := keeping(store, 1<<20)
			first := postEncoded(kept, body, encoding)
			for _, server := range []struct {
				name    string
				handler http.Handler
			}{{"memory", fromMemory(first.Header(), first.Body.Bytes())}, {"kept", kept}, {"run", keeping(store, 0)}} {
				b.Run(name+"/"+encoding+"/"+server.name+"/http", func(b *testing.B) { load(b, server.handler, body, encoding) })
				b.Run(name+"/"+encoding+"/"+server.name+"/handler", func(b *testing.B) {
					b.ReportAllocs()
					for b.Loop() {
						postEncoded(server.handler, body, encoding)
					}
				})
			}
		}
	}
}

// postEncoded posts a body and returns the answer, in an encoding.
func postEncoded(handler http.Handler, body, encoding string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Encoding", encoding)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}

// load posts a body to a server over and over, from 16 connections.
func load(b *testing.B, handler http.Handler, body, encoding string) {
	const connections = 16
	server := httptest.NewServer(handler)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections}}
	ask := func() error {
		r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, server.URL, strings.NewReader(body))
		if err != nil {
			return err
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept-Encoding", encoding)
		answer, err := client.Do(r)
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		_, err = io.Copy(io.Discard, answer.Body)
		return err
	}
	var left atomic.Int64
	left.Store(int64(b.N))
	var clients errgroup.Group
	b.ResetTimer()
	before := processor(b)
	for range connections {
		clients.Go(func() error {
			for left.Add(-1) >= 0 {
				if err := ask(); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := clients.Wait(); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
	b.ReportMetric(float64((processor(b)-before).Microseconds())/float64(b.N), "cpu-µs/request")
}

// processor returns the processor time of this process, which other load on the machine does not change.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
