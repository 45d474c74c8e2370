package reconcile_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"entente/graph/edge"
	"entente/graph/flight"
	"entente/graph/live"
	"entente/graph/reconcile"
	"entente/graph/room"
	"entente/loader/facts"
)

// serving returns a handler for bundled data sets.
func serving(t testing.TB, names ...string) http.Handler {
	t.Helper()
	var dirs []facts.Dir
	for _, name := range names {
		dirs = append(dirs, facts.Dir{Name: name, FS: os.DirFS("../../fixtures/" + name)})
	}
	backend, err := live.OpenDirs(t.Context(), dirs...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(backend.Close)
	return reconcile.NewHandler(backend.Facts, time.Minute, flight.New(1), room.New())
}

// get returns the answer to a GET request.
func get(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, http.NoBody))
	return w
}

// post returns the answer to a POST request with a form.
func post(h http.Handler, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/reconcile", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// schemas returns what the specification says of each kind of answer, as JSON Schemas.
var schemas = sync.OnceValue(func() map[string]*jsonschema.Schema {
	c := jsonschema.NewCompiler()
	all := map[string]*jsonschema.Schema{}
	for _, kind := range []string{"manifest", "results", "suggestions", "flyout", "proposal", "extended", "failure"} {
		all[kind] = c.MustCompile("testdata/answers.schema.json#/$defs/" + kind)
	}
	return all
})

// wantSchema checks that an answer is what the specification says of its kind, and names the version of the facts.
func wantSchema(t testing.TB, kind string, w *httptest.ResponseRecorder) {
	t.Helper()
	answer, err := jsonschema.UnmarshalJSON(strings.NewReader(w.Body.String()))
	if err == nil {
		err = schemas()[kind].Validate(answer)
	}
	if err != nil {
		t.Errorf("%v in %s", err, w.Body)
	}
	if got := w.Header().Get("Content-Type"); got != "application/json; charset=utf-8" {
		t.Errorf("the content type is %q", got)
	}
	if len(w.Header().Get(reconcile.DatasetHeader)) < 12 {
		t.Errorf("the version is %q", w.Header().Get(reconcile.DatasetHeader))
	}
}

// decode decodes an answer that must have been given.
func decode[T any](t testing.TB, w *httptest.ResponseRecorder) (answer T) {
	t.Helper()
	if w.Code != http.StatusOK {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// A manifest is what the tests need of one.
type manifest struct {
	Versions []string
	Name     string
	View     struct{ URL string }
	Preview  struct{ URL string }
	Suggest  map[string]struct {
		URL    string `json:"service_url"`
		Path   string `json:"service_path"`
		Flyout string `json:"flyout_service_path"`
	}
	Extend struct {
		Propose struct {
			URL  string `json:"service_url"`
			Path string `json:"service_path"`
		} `json:"propose_properties"`
	}
}

func TestManifest(t *testing.T) {
	h := serving(t, "libya-2020")
	for _, path := range []string{"/reconcile", "/reconcile/"} {
		w := get(h, path)
		wantSchema(t, "manifest", w)
		if m := decode[manifest](t, w); m.Name != "Entente: Libya in one article of May 2020" || m.View.URL != "http://example.com/reconcile/view?id={{id}}" {
			t.Errorf("%s: %+v", path, m)
		}
	}
	r := httptest.NewRequest(http.MethodGet, "/reconcile", http.NoBody)
	r.Header.Set("X-Forwarded-Proto", "https")
	r.Host = "facts.example:8443"
	w := httptest.NewRecorder()
	edge.Handler(h, edge.Config{
		BasePath: "/entente", Hosts: []edge.Host{"facts.example"}, Proxies: []edge.Proxy{{Prefix: netip.MustParsePrefix("192.0.2.0/24")}},
	}).ServeHTTP(w, r)
	if m := decode[manifest](t, w); m.Suggest["type"].URL != "https://facts.example:8443/entente/reconcile" {
		t.Errorf("behind a proxy: %+v", m)
	}
}

// Every address in the manifest leads somewhere.
func TestAddresses(t *testing.T) {
	h := serving(t, "libya-2020", "great-powers")
	m := decode[manifest](t, get(h, "/reconcile"))
	for what, id := range map[string]string{"entity": "russia", "property": "cow", "type": "ARMED_GROUP"} {
		s := m.Suggest[what]
		wantSchema(t, "suggestions", get(h, s.URL+s.Path+"?prefix="+id))
		wantSchema(t, "flyout", get(h, s.URL+strings.ReplaceAll(s.Flyout, "${id}", id)))
	}
	wantSchema(t, "proposal", get(h, m.Extend.Propose.URL+m.Extend.Propose.Path+"?type=Actor&limit=3"))
	for id, there := range map[string]string{
		"russia":                 "../?actor=russia",
		"libya-2014":             "preview?id=libya-2014",
		"berlin-conference-2020": "../?event=berlin-conference-2020",
	} {
		w := get(h, strings.ReplaceAll(m.View.URL, "{{id}}", id))
		if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != there {
			t.Errorf("%s is at %s (%d), want %s", id, got, w.Code, there)
		}
		if w := get(h, strings.ReplaceAll(m.Preview.URL, "{{id}}", id)); w.Code != http.StatusOK {
			t.Errorf("the preview of %s is %d %s", id, w.Code, w.Body)
		}
	}
}
