package citation_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/fixtures"
	"entente/graph/alliance"
	"entente/graph/edge"
	"entente/graph/export/citation"
	"entente/graph/flight"
	"entente/graph/memory"
	"entente/graph/refusal"
	"entente/graph/room"
	"entente/loader/facts"
)

// serving are facts that are served: a store for each request in turn, the last for all others.
type serving struct{ stores []alliance.Store }

func (s *serving) Store() alliance.Store {
	store := s.stores[0]
	if len(s.stores) > 1 {
		s.stores = s.stores[1:]
	}
	return store
}

func (s *serving) Remote() bool { return false }

// A failing store fails with an error wherever it is asked.
type failing struct {
	alliance.Store
	err error
}

func (f failing) Nodes(context.Context, []string, alliance.Date) ([]alliance.Node, error) {
	return nil, f.err
}

// libya returns a store of the bundled facts.
func libya(t testing.TB) alliance.Store {
	t.Helper()
	found, err := facts.Read(facts.Dir{Name: "libya", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	return memory.New(found, time.Unix(0, 0))
}

// other returns a store of the bundled facts with a data set beside them.
func other(t testing.TB) alliance.Store {
	t.Helper()
	more := fstest.MapFS{"more.yaml": {Data: []byte("dataset: {title: More}\nactors: [{id: more, name: More, type: STATE}]\n")}}
	found, err := facts.Read(facts.Dir{Name: "libya", FS: fixtures.Libya()}, facts.Dir{Name: "more", FS: more})
	if err != nil {
		t.Fatal(err)
	}
	return memory.New(found, time.Unix(0, 0))
}

// version returns the version of the facts of a store.
func version(t testing.TB, s alliance.Store) string {
	t.Helper()
	d, err := s.Dataset(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d.Version
}

// now is the clock of the tests.
func now() time.Time { return access.Time }

// handler returns the handler that cites the stores.
func handler(stores ...alliance.Store) http.Handler {
	return citation.Handler(&serving{stores}, check, now, flight.New(1), room.New())
}

// check is a check by which files that are called nope are missing.
func check(_ context.Context, _ alliance.Store, address *url.URL) error {
	if strings.HasPrefix(address.Path, "/export/nope") {
		return refusal.Errorf(http.StatusNotFound, "there is no %s", address.Path)
	}
	return nil
}

// get returns the answer to a request for a path with headers, and its body.
func get(t *testing.T, h http.Handler, path string, headers ...string) (answer *httptest.ResponseRecorder, body string) {
	t.Helper()
	return ask(t, h, http.MethodGet, path, headers...)
}

// ask is get with another method.
func ask(t *testing.T, h http.Handler, method, path string, headers ...string) (answer *httptest.ResponseRecorder, body string) {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	answer = httptest.NewRecorder()
	h.ServeHTTP(answer, r)
	return answer, answer.Body.String()
}

// keys returns the keys of the items that answer a request for a path.
func keys(t *testing.T, h http.Handler, path string) []string {
	t.Helper()
	answer, body := get(t, h, path, "Accept", "application/vnd.citationstyles.csl+json")
	var items []struct{ ID string }
	if err := json.Unmarshal([]byte(body), &items); err != nil || answer.Code != http.StatusOK {
		t.Fatalf("%s: %d %v in %s", path, answer.Code, err, body)
	}
	var ids []string
	for _, i := range items {
		ids = append(ids, i.ID)
	}
	return ids
}

const libyaKey = "dataset:libya-in-one-article-of-may-2020"

func TestCited(t *testing.T) {
	h := handler(libya(t))
	for path, want := range map[string][]string{
		"/cite":                                  {libyaKey},
		"/cite?source=kremlin-statement-2020-05": {"kremlin-statement-2020-05"},
		"/cite?source=the-national-2020-05&source=al-monitor-2020-05&source=the-national-2020-05": {"al-monitor-2020-05", "the-national-2020-05"},
	} {
		if d := cmp.Diff(want, keys(t, h, path)); d != "" {
			t.Errorf("%s: %s", path, d)
		}
	}
}

// TestEvidenceCited compares the sources of actors, relations and events with those of all evidence.
func TestEvidenceCited(t *testing.T) {
	store := libya(t)
	h := handler(store)
	relations, err := store.Relations(t.Context(), []alliance.RelationQuery{{PageRequest: alliance.PageRequest{First: 1000}}})
	if err != nil {
		t.Fatal(err)
	}
	events, err := store.Events(t.Context(), []alliance.EventQuery{{PageRequest: alliance.PageRequest{First: 1000}}})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	add := func(query string, evidence []*alliance.Evidence) {
		for _, e := range evidence {
			if !slices.Contains(want[query], e.Source.ID) {
				want[query] = append(want[query], e.Source.ID)
			}
		}
	}
	for _, r := range relations[0].Nodes {
		for _, query := range []string{"relation=" + r.ID, "actor=" + r.Subject.ID, "actor=" + r.Object.ID} {
			add(query, r.Evidence)
		}
	}
	for _, e := range events[0].Nodes {
		add("event="+e.ID, e.Evidence)
		for _, p := range e.Participants {
			add("actor="+p.Actor.ID, e.Evidence)
		}
	}
	if len(want) < 40 {
		t.Fatalf("only %d things have evidence", len(want))
	}
	for query, sources := range want {
		slices.Sort(sources)
		if d := cmp.Diff(append(sources, libyaKey), keys(t, h, "/cite?"+query)); d != "" {
			t.Errorf("%s: %s", query, d)
		}
	}
}

// denied returns a store of an actor of whom all is denied.
func denied(t testing.TB) alliance.Store {
	t.Helper()
	by := func(id string) []*alliance.Evidence {
		s := &alliance.Source{ID: id, Title: id, Published: alliance.MustDate("2020")}
		return []*alliance.Evidence{{ID: "evidence-" + id, Stance: alliance.Denies, Source: s}}
	}
	a, b := &alliance.Actor{ID: "a", Name: "A", Type: alliance.State}, &alliance.Actor{ID: "b", Name: "B", Type: alliance.State}
	f := alliance.Facts{
		Actors:    []*alliance.Actor{a, b},
		Relations: []*alliance.Relation{{ID: "r", Subject: a, Object: b, Type: alliance.Supports, Evidence: by("of-relation")}},
		Events: []*alliance.Event{{
			ID: "e", Type: alliance.EventTypes()[0], Evidence: by("of-event"),
			Participants: []alliance.Participant{{Actor: a}}, Span: alliance.Span{From: alliance.MustDate("2020"), To: alliance.MustDate("2020")},
		}},
	}
	for _, e := range append(f.Relations[0].Evidence, f.Events[0].Evidence...) {
		f.Sources = append(f.Sources, e.Source)
	}
	return memory.New(alliance.NewFacts(f), time.Unix(0, 0))
}

func TestDeniedCited(t *testing.T) {
	want := []string{"of-event", "of-relation", "dataset:untitled-data-set"}
	if d := cmp.Diff(want, keys(t, handler(denied(t)), "/cite?actor=a")); d != "" {
		t.Error(d)
	}
}

func TestFormats(t *testing.T) {
	h := handler(libya(t))
	const bib, ris, csl, text = "application/x-bibtex", "application/x-research-info-systems", "application/vnd.citationstyles.csl+json", "text/plain; charset=utf-8"
	for _, test := range []struct{ path, accept, want, begins string }{
		{"/cite", "", text, "@dataset{"},
		{"/cite", "*/*", text, "@dataset{"},
		{"/cite", "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8", text, "@dataset{"},
		{"/cite", bib, bib, "@dataset{"},
		{"/cite", "Application/X-BibTeX; charset=UTF-8", bib, "@dataset{"},
		{"/cite", ris + ";q=0.5, " + csl + ";q=0.7, " + bib + ";q=0", csl, "[\n"},
		{"/cite", ris + ", */*;q=0.1", ris, "TY  - DATA\r\n"},
		{"/cite?format=csl", "image/png", csl, "[\n"},
		{"/cite?format=ris", bib, ris, "TY  - DATA\r\n"},
		{"/cite?format=bibtex", "", bib, "@dataset{"},
	} {
		answer, body := get(t, h, test.path, "Accept", test.accept)
		if answer.Code != http.StatusOK || answer.Header().Get("Content-Type") != test.want || !strings.HasPrefix(body, test.begins) {
			t.Errorf("%s, %s: %d %s\n%s", test.path, test.accept, answer.Code, answer.Header().Get("Content-Type"), body)
		}
		if !slices.Contains(answer.Header().Values("Vary"), "Accept") {
			t.Errorf("%s, %s: Vary %v", test.path, test.accept, answer.Header().Values("Vary"))
		}
	}
}

func TestHeaders(t *testing.T) {
	store := libya(t)
	h, v := handler(store), version(t, store)
	answer, body := get(t, h, "/cite?format=ris")
	for name, want := range map[string]string{
		"Content-Disposition": "inline; filename=entente-dataset-" + v[:12] + ".ris", "Entente-Dataset": v, "Cache-Control": "no-cache",
	} {
		if got := answer.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	tag := answer.Header().Get("ETag")
	if again, text := get(t, h, "/cite?format=ris", "If-None-Match", tag); again.Code != http.StatusNotModified || text != "" {
		t.Errorf("asked again with %s: %d %q", tag, again.Code, text)
	}
	if csl, _ := get(t, h, "/cite?format=csl", "If-None-Match", tag); csl.Code != http.StatusOK {
		t.Errorf("another format has the same tag")
	}
	const source = "/cite?source=the-national-2020-05"
	before, of := get(t, h, source)
	after, same := get(t, handler(other(t)), source)
	if of != same || before.Header().Get("ETag") == after.Header().Get("ETag") {
		t.Errorf("a source of two versions is cited with the tags %s and %s", before.Header().Get("ETag"), after.Header().Get("ETag"))
	}
	if head, text := ask(t, h, http.MethodHead, "/cite?format=ris"); head.Code != http.StatusOK || text != "" || head.Header().Get("Content-Length") != strconv.Itoa(len(body)) {
		t.Errorf("HEAD: %d, %s bytes, %q", head.Code, head.Header().Get("Content-Length"), text)
	}
}

func TestRefused(t *testing.T) {
	store := libya(t)
	h := handler(store)
	for _, test := range []struct {
		path, accept string
		status       int
		says         string
	}{
		{"/cite?format=word", "", 400, `there is no format "word": ask for format=bibtex, ris or csl`},
		{"/cite?sources=x", "", 400, `there is no parameter "sources": there are source, actor, relation, event, url, format (and what follows url= is percent-encoded, with %26 for &)`},
		{"/cite?source=%zz", "", 400, `the query of the address is malformed: invalid URL escape "%zz"`},
		{"/cite?source=nobody", "", 404, "source=nobody: no source has this id (ids are those of GraphQL; ask for source, actor, relation or event, or for nothing to cite the data set)"},
		{"/cite?source=turkey", "", 404, "source=turkey: the id is that of a thing of another type: ask for actor=turkey"},
		{"/cite?source=" + strings.Repeat("x&source=", 500), "", 400, "501 ids at once are too many: ask for 500 or fewer"},
		{"/cite?url=/export/a.csv&actor=turkey", "", 400, "an answer is cited alone: give one url, and no source, actor, relation or event with it"},
		{"/cite?url=/graphql", "", 400, "url=/graphql: name an address on this server that has an answer: /graphql?query=… or /export/…, percent-encoded"},
		{"/cite?url=https://elsewhere.org/export/a.csv", "", 400, "url=https://elsewhere.org/export/a.csv: an address on another server, whose answers this one cannot cite: leave out all before the path, or write example.com"},
		{"/cite?url=/export/nope.csv", "", 404, "there is no /export/nope.csv"},
		{"/cite?url=%3A", "", 400, `url=:: not an address: parse ":": missing protocol scheme`},
		{"/cite", "text/csv", 406, "citations are application/x-bibtex, application/x-research-info-systems, application/vnd.citationstyles.csl+json or text/plain: name one of them in Accept, or ask for format=bibtex, ris or csl"},
		{"/cite", "nonsense", 406, "citations are application/x-bibtex, application/x-research-info-systems, application/vnd.citationstyles.csl+json or text/plain: name one of them in Accept, or ask for format=bibtex, ris or csl"},
	} {
		answer, body := get(t, h, test.path, "Accept", test.accept)
		if answer.Code != test.status || body != test.says+"\n" {
			t.Errorf("%s: %d %s", test.path, answer.Code, body)
		}
	}
	long := strings.Repeat("x", 60_000)
	for _, query := range []string{long + "=1", "format=" + long, "source=" + long, "source=%" + long, "url=" + long, "url=%3A" + long, "url=//" + long} {
		if answer, body := get(t, h, "/cite?"+query); answer.Code/100 != 4 || len(body) > 1100 || strings.Contains(body, strings.Repeat("x", 101)) {
			t.Errorf("%.40s: %d, %d bytes: %.200s", query, answer.Code, len(body), body)
		}
	}
	if answer, body := ask(t, h, http.MethodPost, "/cite"); answer.Code != 405 || answer.Header().Get("Allow") != "GET, HEAD" || !strings.Contains(body, "not POST") {
		t.Errorf("POST: %d %s", answer.Code, body)
	}
}

func TestUnavailable(t *testing.T) {
	store := libya(t)
	changed := failing{store, alliance.ErrChanged}
	for name, test := range map[string]struct {
		stores []alliance.Store
		status int
		says   string
	}{
		"changed once":    {[]alliance.Store{changed, store}, 200, "the-national"},
		"keeps changing":  {[]alliance.Store{changed}, 503, "the facts changed while the request was being answered: try again"},
		"cannot be asked": {[]alliance.Store{failing{store, alliance.ErrUnavailable}}, 503, "the facts cannot be reached now: try again later"},
		"empty":           {[]alliance.Store{failing{store, alliance.ErrNoFacts}}, 503, "there are no facts yet: try again later"},
		"being read":      {[]alliance.Store{failing{store, alliance.ErrReading}}, 503, "the fact files are being read: try again later"},
		"broken":          {[]alliance.Store{failing{store, errors.New("broken")}}, 500, "the citation could not be made"},
	} {
		answer, body := get(t, handler(test.stores...), "/cite?source=the-national-2020-05")
		if answer.Code != test.status || (test.status == 503) != (answer.Header().Get("Retry-After") != "") || !strings.Contains(body, test.says) || strings.Contains(body, "broken") {
			t.Errorf("%s: %d, Retry-After %q, %s", name, answer.Code, answer.Header().Get("Retry-After"), body)
		}
	}
}

// A silent store does not answer.
type silent struct{ alliance.Store }

func (silent) Nodes(ctx context.Context, _ []string, _ alliance.Date) ([]alliance.Node, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// TestDeadline asks a store that does not answer.
func TestDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		answer, body := get(t, handler(silent{libya(t)}), "/cite?source=the-national-2020-05")
		if took := time.Since(began); took != 10*time.Second {
			t.Errorf("it took %s", took)
		}
		if answer.Code != 503 || answer.Header().Get("Retry-After") == "" || !strings.Contains(body, "took too long") {
			t.Errorf("%d, Retry-After %q, %s", answer.Code, answer.Header().Get("Retry-After"), body)
		}
	})
}

// TestAnswerCited asks for the citation of one answer in all ways there are.
func TestAnswerCited(t *testing.T) {
	store := libya(t)
	const target = "/graphql?query=%7Bdataset%7Bversion%7D%7D&variables=%7B%7D"
	const media = "application/x-research-info-systems"
	cite, next := handler(store), http.NotFoundHandler()
	answers := citation.Negotiate(next, &serving{[]alliance.Store{store}}, check, now, room.New())
	_, want := get(t, answers, target, "Accept", media)
	if !strings.Contains(want, "\r\nUR  - http://example.com"+target+"\r\n") || !strings.Contains(want, "\r\nET  - "+version(t, store)+"\r\n") {
		t.Errorf("got %s", want)
	}
	for _, address := range []string{target, "http://example.com" + target, "/graphql?variables={}&query={dataset{version}}"} {
		if _, got := get(t, cite, "/cite?format=ris&url="+url.QueryEscape(address)); got != want {
			t.Errorf("%s: %s", address, cmp.Diff(want, got))
		}
	}
}

// TestServerCited asks through a proxy that ends TLS, below a base path.
func TestServerCited(t *testing.T) {
	h := edge.Handler(handler(libya(t)), edge.Config{
		BasePath: "/entente", Hosts: []edge.Host{"example.com"}, Proxies: []edge.Proxy{{Prefix: netip.MustParsePrefix("192.0.2.0/24")}},
	})
	for _, address := range []string{
		"/export/actors.csv", "/entente/export/actors.csv", "https://example.com/export/actors.csv", "https://example.com/entente/export/actors.csv",
	} {
		_, body := get(t, h, "/entente/cite?format=ris&url="+address, "X-Forwarded-Proto", "https")
		if !strings.Contains(body, "\r\nUR  - https://example.com/entente/export/actors.csv\r\n") {
			t.Errorf("%s: got %s", address, body)
		}
	}
	if answer, body := get(t, h, "/cite?url=/ententes/export/actors.csv"); answer.Code != http.StatusBadRequest {
		t.Errorf("a path that only begins like the base path: %d %s", answer.Code, body)
	}
}

func TestNegotiate(t *testing.T) {
	store := libya(t)
	next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "the answer") })
	h := citation.Negotiate(next, &serving{[]alliance.Store{store}}, check, now, room.New())
	const query, bib = "/graphql?query=x", "application/x-bibtex"
	for _, test := range []struct {
		method, path, accept string
		want                 string
	}{
		{"GET", query, bib, "@dataset{answer:"},
		{"GET", "/export/actors.csv", bib, "@dataset{answer:"},
		{"GET", "/export/nope.csv", bib, "there is no /export/nope.csv\n"},
		{"GET", "/export/nope.csv", "text/csv, " + bib, "the answer"},
		{"GET", query, bib + ", */*;q=0.1", "@dataset{answer:"},
		{"GET", query, "application/vnd.citationstyles.csl+json, " + bib + ";q=0.9", "[\n"},
		{"GET", query, bib + ", application/json", "@dataset{answer:"},
		{"GET", query, "application/json, " + bib, "the answer"},
		{"GET", query, bib + ";q=0.5, application/json", "the answer"},
		{"GET", query, bib + ";q=0.5, text/csv", "the answer"},
		{"GET", query, bib + ";q=0.5, */*", "the answer"},
		{"GET", query, bib + ";q=0", "the answer"},
		{"GET", query, "*/*", "the answer"},
		{"GET", query, "application/*", "the answer"},
		{"GET", query, "", "the answer"},
		{"GET", query, "nonsense, " + bib, "the answer"},
		{"POST", query, bib, "the answer"},
		{"GET", "/graphql", bib, "the answer"},
		{"GET", "/export/", bib, "the answer"},
		{"GET", "/", bib, "the answer"},
	} {
		if _, body := ask(t, h, test.method, test.path, "Accept", test.accept); !strings.HasPrefix(body, test.want) {
			t.Errorf("%s %s, %q: %s", test.method, test.path, test.accept, body)
		}
	}
}
