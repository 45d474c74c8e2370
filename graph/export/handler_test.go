package export_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/export"
	"entente/graph/flight"
	"entente/graph/memory"
	"entente/graph/storetest"
)

// serving are facts that are served: a store for each request in turn, the last for all others.
type serving struct {
	stores []alliance.Store
	remote bool
}

func (s *serving) Remote() bool { return s.remote }

func (s *serving) Store() alliance.Store {
	store := s.stores[0]
	if len(s.stores) > 1 {
		s.stores = s.stores[1:]
	}
	return store
}

// get returns the answer to a request for the path.
func get(t *testing.T, h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestHandler(t *testing.T) {
	store := libya(t)
	h := export.Handler(&serving{stores: []alliance.Store{store}}, flight.New(1))
	answer := get(t, h, "/export/relations.csv?types=SUPPORTS&asOf=2020-05&subjects=")
	if answer.Code != http.StatusOK {
		t.Fatal(answer.Code, answer.Body)
	}
	if got, want := answer.Body.String(), string(exported(t, store, "relations.csv?types=SUPPORTS&asOf=2020-05")); got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
	d, err := store.Dataset(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Content-Type": "text/csv; charset=utf-8; header=present", "Entente-Dataset": d.Version,
		"Entente-Query":       "/export/relations.csv?asOf=2020-05&types=SUPPORTS",
		"Content-Disposition": fmt.Sprintf("attachment; filename=%q", "relations-"+d.Version[:12]+".csv"),
	} {
		if got := answer.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	again := get(t, h, "/export/relations.csv?asOf=2020-05&types=SUPPORTS", "If-None-Match", answer.Header().Get("ETag"))
	if again.Code != http.StatusNotModified {
		t.Errorf("the same question: %d", again.Code)
	}
	other := get(t, h, "/export/relations.csv?types=SUPPORTS", "If-None-Match", answer.Header().Get("ETag"))
	if other.Code != http.StatusOK {
		t.Errorf("another question: %d", other.Code)
	}
}

// A broken store fails every call with an error.
type broken struct {
	alliance.Store
	err error
	// late is the number of calls for relations that still succeed.
	late int
}

func (b *broken) Relations(ctx context.Context, q []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	if b.late--; b.late >= 0 {
		return b.Store.Relations(ctx, q)
	}
	return nil, b.err
}

func TestRefusals(t *testing.T) {
	store := libya(t)
	failing := func(err error) []alliance.Store { return []alliance.Store{&broken{Store: store, err: err}} }
	for _, test := range []struct {
		path   string
		stores []alliance.Store
		status int
		want   string
	}{
		{"/export/relation.csv", nil, http.StatusNotFound, "there is no relation.csv to export (there are actors.{csv,jsonl,parquet}, "},
		{"/export/relations.csv?types=X", nil, http.StatusBadRequest, `types: there is no "X" (there are SUPPORTS, `},
		{"/export/relations.csv?since=2021&until=2020", nil, http.StatusBadRequest, "since: 2021 is after until, 2020"},
		{"/export/relations.csv?%zz", nil, http.StatusBadRequest, "address: its query is malformed"},
		{"/export/actors.parquet?schemes=a-b", nil, http.StatusBadRequest, `schemes: no actor has an identifier in the scheme "a-b" (there are cow, gw, iso3166, wikidata)`},
		{"/export/periods.csv?schemes=cow,cow", nil, http.StatusBadRequest, "schemes: cow is given twice"},
		{"/export/statements.csv?schemes==HYPERLINK(%22http://evil%22)", nil, http.StatusBadRequest, "schemes: no actor has an identifier"},
		{"/export/relations.csv?subjects=russia,rusia", nil, http.StatusBadRequest, `subjects: there is no actor "rusia" (actors.csv has the ids)`},
		{"/export/network.gml?not.sources=gna", nil, http.StatusBadRequest, `not.sources: there is no source "gna" (sources.csv has the ids)`},
		{"/export/dyads.csv?from=2019&to=2020&conflict=ww1", nil, http.StatusBadRequest, `conflicts: there is no conflict "ww1"`},
		{"/export/events.csv?participants=nobody", nil, http.StatusBadRequest, `participants: there is no actor "nobody"`},
		{"/export/statements.csv?speakers=nobody", nil, http.StatusBadRequest, `speakers: there is no actor "nobody"`},
		{"/export/actors.csv?ids=nobody", nil, http.StatusBadRequest, `ids: there is no actor "nobody"`},
		{"/export/relations.csv", failing(alliance.ErrUnavailable), http.StatusServiceUnavailable, "the facts cannot be reached now"},
		{"/export/relations.csv", failing(alliance.ErrReading), http.StatusServiceUnavailable, "the fact files are being read"},
		{"/export/relations.csv", failing(alliance.ErrChanged), http.StatusServiceUnavailable, "the facts changed while"},
		{"/export/relations.csv", failing(alliance.ErrLoading), http.StatusServiceUnavailable, "the facts are being loaded"},
		{"/export/relations.csv", failing(errors.New("secret")), http.StatusInternalServerError, "the file could not be made"},
		{"/export/relations.csv", append(failing(alliance.ErrChanged), store), http.StatusOK, "id,type,"},
	} {
		if test.stores == nil {
			test.stores = []alliance.Store{store}
		}
		answer := get(t, export.Handler(&serving{stores: test.stores}, flight.New(1)), test.path)
		if answer.Code != test.status || !strings.HasPrefix(answer.Body.String(), test.want) {
			t.Errorf("%s: %d %s, want %d %s", test.path, answer.Code, answer.Body, test.status, test.want)
		}
		if test.status != http.StatusOK && answer.Header().Get("ETag") != "" {
			t.Errorf("%s: an error has an ETag", test.path)
		}
	}
}

// TestRefusalsAreShort checks that a refusal does not repeat all of a request.
func TestRefusalsAreShort(t *testing.T) {
	long := strings.Repeat("x", 60_000)
	h := export.Handler(&serving{stores: []alliance.Store{libya(t)}}, flight.New(1))
	for _, path := range []string{long + ".csv", "relations.csv?" + long + "=1", "relations.csv?asOf=" + long, "relations.csv?types=" + long, "actors.csv?ids=" + long, "actors.csv?a=%" + long} {
		answer := get(t, h, "/export/"+path)
		if text := answer.Body.String(); answer.Code/100 != 4 || len(text) > 1100 || strings.Contains(text, strings.Repeat("x", 101)) {
			t.Errorf("%.40s: %d, %d bytes: %.200s", path, answer.Code, len(text), text)
		}
	}
}

// Clients that do not read keep nobody from files.
func TestSlowReaders(t *testing.T) {
	server := httptest.NewServer(export.Handler(&serving{stores: []alliance.Store{memory.New(storetest.PowerLaw(5000, 25_000), time.Unix(0, 0))}}, flight.New(1)))
	defer server.Close()
	for range 20 {
		connection, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		fmt.Fprintf(connection, "GET /export/statements.jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n")
	}
	client := http.Client{Timeout: 10 * time.Second} // a reader is given twice that
	answer, err := client.Get(server.URL + "/export/sources.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if body, err := io.ReadAll(answer.Body); err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("%s %d bytes, %v", answer.Status, len(body), err)
	}
}

// A file that cannot be finished is cut short, so that nobody takes the part for the whole.
func TestCutShort(t *testing.T) {
	facts := memory.New(storetest.PowerLaw(500, 2500), time.Unix(0, 0))
	store := &broken{Store: facts, err: alliance.ErrUnavailable, late: 2}
	server := httptest.NewServer(export.Handler(&serving{stores: []alliance.Store{store}}, flight.New(1)))
	defer server.Close()
	answer, err := http.Get(server.URL + "/export/relations.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if body, err := io.ReadAll(answer.Body); err == nil {
		t.Errorf("%d bytes were passed for the whole file", len(body))
	}
}

// The index lists every file.
func TestIndex(t *testing.T) {
	answer := get(t, export.Handler(&serving{stores: []alliance.Store{libya(t)}}, flight.New(1)), "/export/")
	body := answer.Body.String()
	if answer.Code != http.StatusOK {
		t.Fatal(answer.Code, body)
	}
	for _, kind := range export.Kinds() {
		if !strings.Contains(body, `<a href="`+kind.Name) {
			t.Errorf("the index does not have %s", kind.Name)
		}
		if kind.Doc == "" || kind.MediaType == "" || len(kind.Parameters) == 0 {
			t.Errorf("%s is not described", kind.Name)
		}
	}
}
