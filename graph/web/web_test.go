package web_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/graph/web"
)

// policy is the expected Content-Security-Policy, word for word: changing it is a decision.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// built returns the uncompressed files of dist by their paths below it.
func built(t testing.TB) map[string]string {
	t.Helper()
	files := map[string]string{}
	dist := os.DirFS("dist")
	err := fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		if ext := filepath.Ext(name); err != nil || entry.IsDir() || ext == ".gz" || ext == ".br" {
			return err
		}
		content, err := fs.ReadFile(dist, name)
		files[name] = string(content)
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("read %d files of dist: %v", len(files), err)
	}
	return files
}

// address returns the path at which a built file is served.
func address(name string) string {
	if name == "index.html" {
		return "/"
	}
	return "/" + strings.TrimSuffix(name, ".html")
}

// request sends a request with headers, given as alternating names and values.
func request(method, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	for pair := range slices.Chunk(headers, 2) {
		r.Header.Add(pair[0], pair[1])
	}
	w := httptest.NewRecorder()
	web.Handler().ServeHTTP(w, r)
	return w
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]int{
		"/":                   http.StatusOK,
		"/index":              http.StatusNotFound,
		"/index.html":         http.StatusNotFound,
		"/playground":         http.StatusOK,
		"/licenses.txt":       http.StatusOK,
		"/assets/unknown.js":  http.StatusNotFound,
		"/assets/":            http.StatusNotFound,
		"/playground.html":    http.StatusNotFound,
		"/playground.gz":      http.StatusNotFound,
		"/licenses.txt.gz":    http.StatusNotFound,
		"/../web.go":          http.StatusTemporaryRedirect,
		"/assets/%2e%2e/x.js": http.StatusNotFound,
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			got := request(http.MethodGet, path)
			if got.Code != want && (want != http.StatusTemporaryRedirect || got.Code/100 != 3) {
				t.Errorf("status %d, want %d", got.Code, want)
			}
			for name, want := range map[string]string{
				"Content-Security-Policy": policy,
				"Referrer-Policy":         "no-referrer",
				"X-Content-Type-Options":  "nosniff",
			} {
				if got := got.Header().Get(name); got != want {
					t.Errorf("%s is %q, want %q", name, got, want)
				}
			}
		})
	}
}

func TestPolicyAllowsNothingInline(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"unsafe", "*", "http", "blob"} {
		if strings.Contains(policy, word) {
			t.Errorf("the policy has %q", word)
		}
	}
}

func TestMethods(t *testing.T) {
	t.Parallel()
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
		got := request(method, "/playground")
		if got.Code != http.StatusMethodNotAllowed || got.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: status %d, Allow %q", method, got.Code, got.Header().Get("Allow"))
		}
	}
}

// TestFiles requests every built file in every coding.
func TestFiles(t *testing.T) {
	t.Parallel()
	for name, content := range built(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plain := request(http.MethodGet, address(name))
			if plain.Code != http.StatusOK || plain.Body.String() != content {
				t.Fatalf("status %d with %d bytes, want the file's %d", plain.Code, plain.Body.Len(), len(content))
			}
			tags := []string{plain.Header().Get("ETag")}
			for _, coding := range []string{"gzip", "br"} {
				coded := request(http.MethodGet, address(name), "Accept-Encoding", coding)
				tags = append(tags, coded.Header().Get("ETag"))
				testCoded(t, coded, coding, content)
			}
			for i, tag := range tags {
				if !regexp.MustCompile(`^"[\w-]{22}"$`).MatchString(tag) || slices.Contains(tags[:i], tag) {
					t.Errorf("ETag %s is not strong, or stands for two codings: %q", tag, tags)
				}
			}
		})
	}
}

// testCoded checks a response in a coding.
func testCoded(t *testing.T, got *httptest.ResponseRecorder, coding, content string) {
	t.Helper()
	h := got.Header()
	if h.Get("Content-Encoding") != coding || h.Get("Vary") != "Accept-Encoding" {
		t.Errorf("asked for %s: Content-Encoding %q, Vary %q", coding, h.Get("Content-Encoding"), h.Get("Vary"))
	}
	if h.Get("Content-Length") == "" || got.Body.Len() >= len(content) {
		t.Errorf("%s: Content-Length %q for %d bytes, of a file of %d", coding, h.Get("Content-Length"), got.Body.Len(), len(content))
	}
	if coding != "gzip" {
		return // TestCodings lets a browser decode the other one
	}
	r, err := gzip.NewReader(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(r); err != nil || string(text) != content {
		t.Errorf("%d bytes, %v: not the file", len(text), err)
	}
}

func TestNegotiation(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		accept []string
		want   string
	}{
		{nil, ""},
		{[]string{""}, ""},
		{[]string{"gzip, deflate, br, zstd"}, "br"},
		{[]string{"gzip, deflate"}, "gzip"},
		{[]string{"deflate", "gzip"}, "gzip"},
		{[]string{"GZIP;Q=0.5"}, "gzip"},
		{[]string{"br;q=0, gzip;q=0.001"}, "gzip"},
		{[]string{"br ; q = 0,gzip;q=0.0"}, ""},
		{[]string{"*"}, "br"},
		{[]string{"*, br;q=0"}, "gzip"},
		{[]string{"*;q=0"}, ""},
		{[]string{"gzip;q=0, *"}, "br"},
		{[]string{"identity"}, ""},
		{[]string{"gzip;level=9"}, ""},
		{[]string{"gzip;q=high"}, ""},
		{[]string{"xgzip, brotli"}, ""},
	} {
		var headers []string
		for _, a := range c.accept {
			headers = append(headers, "Accept-Encoding", a)
		}
		if got := request(http.MethodGet, "/playground", headers...).Header().Get("Content-Encoding"); got != c.want {
			t.Errorf("Accept-Encoding %q gives coding %q, want %q", c.accept, got, c.want)
		}
	}
}

func TestRevalidation(t *testing.T) {
	t.Parallel()
	for name := range built(t) {
		for _, coding := range []string{"identity", "gzip", "br"} {
			first := request(http.MethodGet, address(name), "Accept-Encoding", coding)
			tag := first.Header().Get("ETag")
			for _, known := range []string{tag, `"other", ` + tag, "W/" + tag, "*"} {
				again := request(http.MethodGet, address(name), "Accept-Encoding", coding, "If-None-Match", known)
				if again.Code != http.StatusNotModified || again.Body.Len() > 0 || again.Header().Get("ETag") != tag {
					t.Errorf("%s in %s, with %s: status %d, %d bytes", name, coding, known, again.Code, again.Body.Len())
				}
			}
			if other := request(http.MethodGet, address(name), "Accept-Encoding", coding, "If-None-Match", `"other"`); other.Code != http.StatusOK {
				t.Errorf("%s in %s, changed: status %d", name, coding, other.Code)
			}
		}
	}
}

func TestHead(t *testing.T) {
	t.Parallel()
	for name := range built(t) {
		get := request(http.MethodGet, address(name), "Accept-Encoding", "gzip")
		head := request(http.MethodHead, address(name), "Accept-Encoding", "gzip")
		if head.Code != http.StatusOK || head.Body.Len() > 0 {
			t.Errorf("%s: status %d with %d bytes", name, head.Code, head.Body.Len())
		}
		for _, h := range []string{"Content-Type", "Content-Length", "Content-Encoding", "ETag", "Cache-Control", "Vary"} {
			if head.Header().Get(h) == "" || head.Header().Get(h) != get.Header().Get(h) {
				t.Errorf("%s: %s is %q, by GET %q", name, h, head.Header().Get(h), get.Header().Get(h))
			}
		}
	}
}

func TestCaching(t *testing.T) {
	t.Parallel()
	hashed := regexp.MustCompile(`^assets/[a-z]+-[A-Z0-9]{8}\.[a-z]+$`)
	for name := range built(t) {
		want := "no-cache"
		if strings.HasPrefix(name, "assets/") {
			want = "public, max-age=31536000, immutable"
			if !hashed.MatchString(name) {
				t.Errorf("%s is cached forever but has no hash in its name", name)
			}
		}
		if got := request(http.MethodGet, address(name)).Header().Get("Cache-Control"); got != want {
			t.Errorf("%s: Cache-Control %q, want %q", name, got, want)
		}
	}
}

func TestMediaTypes(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
		".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
	}
	for name := range built(t) {
		if got := request(http.MethodGet, address(name)).Header().Get("Content-Type"); got != want[filepath.Ext(name)] {
			t.Errorf("%s is %q, want %q", name, got, want[filepath.Ext(name)])
		}
	}
}

// TestReferences follows the references of pages: everything is served here, and nothing is inline.
func TestReferences(t *testing.T) {
	t.Parallel()
	reference := regexp.MustCompile(`(?:src|href)="([^"]*)"`)
	served := []string{"graphql", "schema.graphqls"} // by others
	for name, content := range built(t) {
		if filepath.Ext(name) != ".html" {
			continue
		}
		base := &url.URL{Path: address(name)}
		found := reference.FindAllStringSubmatch(content, -1)
		if len(found) < 3 {
			t.Errorf("%s has no script, style or icon: %q", name, found)
		}
		for _, f := range found {
			if slices.Contains(served, f[1]) {
				continue
			}
			to, err := base.Parse(f[1])
			if err != nil {
				t.Fatal(err)
			}
			if got := request(http.MethodGet, to.Path); got.Code != http.StatusOK {
				t.Errorf("%s refers to %s: status %d", name, f[1], got.Code)
			}
			if to.Fragment != "" && !strings.Contains(content, `id="`+to.Fragment+`"`) {
				t.Errorf("%s refers to %s, which it lacks", name, f[1])
			}
		}
		for _, inline := range []string{"<style", " style=", " onclick=", " onload=", "<script>", "javascript:"} {
			if strings.Contains(content, inline) {
				t.Errorf("%s has %s", name, inline)
			}
		}
	}
}

// TestQuestions runs the questions of the playground, each of which must have an answer.
func TestQuestions(t *testing.T) {
	t.Parallel()
	server := serve(t)
	files, err := filepath.Glob("src/playground/questions/*.graphql")
	if err != nil || len(files) != 10 {
		t.Fatalf("%d questions, %v; want 10", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(string(text), "# W") {
				t.Error("it does not start with its question")
			}
			body, _ := json.Marshal(map[string]string{"query": string(text)})
			response, err := http.Post(server.URL+"/graphql", "application/json", bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			answer, err := io.ReadAll(response.Body)
			rest := bytes.Replace(answer, []byte(`"tensions":{"totalCount":0,"nodes":[]}`), nil, 1) // the bundled facts are balanced
			if err != nil || bytes.Contains(rest, []byte(`"errors"`)) || bytes.Contains(rest, []byte(`"nodes":[]`)) {
				t.Errorf("answered %s, %v", answer, err)
			}
		})
	}
}

// TestQuestionsOfReadme checks that the playground has each question of the README.
func TestQuestionsOfReadme(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("src/playground/questions/*.graphql")
	if err != nil {
		t.Fatal(err)
	}
	var ready []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		comment, _, _ := strings.Cut(string(text), "\n#\n") // the first paragraph
		ready = append(ready, strings.ReplaceAll(strings.TrimPrefix(comment, "# "), "\n# ", " "))
	}
	asked := regexp.MustCompile(`(?m)^### (.+\?)$`).FindAllSubmatch(readme, -1)
	if len(asked) < 7 {
		t.Errorf("the README has %d questions, want seven or more", len(asked))
	}
	for _, a := range asked {
		if q := string(a[1]); !slices.Contains(ready, q) {
			t.Errorf("the playground does not have the question %q, only %q", q, ready)
		}
	}
}
