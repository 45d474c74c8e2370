// Package web has the pages of entente, built from src into dist (npm run build) and embedded: / is the explorer, the
// network to be seen, searched and cited; /playground is GraphiQL with the questions of the README as ready tabs.
//
// A page asks nothing of any other host, and its Content-Security-Policy sees to that. It finds the GraphQL endpoint as
// `graphql` beside itself, so that a proxy may serve all of it below a prefix.
package web

import (
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// dist is what npm run build writes; each file is there as it is and in every one of codings.
//
//go:embed dist
var dist embed.FS

// policy is the Content-Security-Policy of every answer: nothing but what is served here, and nothing inline.
//
// Styles that scripts set through the CSSOM are within style-src 'self'; <style> elements and style attributes are not,
// and src/style-singleton.ts replaces the one package under GraphiQL that writes them. Icons in style sheets are data:
// images. There are no fonts but the system's, no workers and no frames, and no other page may frame these.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Handler serves the pages and what they load: NAME.html at /NAME, index.html at /, every other file at its path.
//
// It answers GET and HEAD, and 405 to all else. What is not there is a 404 under the same policy, so the handler may
// stand at "/" as the one that gets what no other takes. Making it reads the embedded files once; serving them only
// sends what lies ready.
func Handler() http.Handler {
	files, err := read(dist)
	if err != nil {
		panic(err) // they are in the binary
	}
	mux := http.NewServeMux()
	for name, f := range files {
		mux.Handle("GET "+route(name), f)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header() // the answers of the mux itself, 404 and 405, have these too
		h.Set("Content-Security-Policy", policy)
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		mux.ServeHTTP(w, r)
	})
}

// read returns the built files by their paths below dist, each with the codings that lie beside it.
func read(built fs.FS) (map[string]*file, error) {
	files := map[string]*file{}
	err := fs.WalkDir(built, "dist", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || isCoded(name) {
			return err
		}
		f, err := open(built, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		files[strings.TrimPrefix(name, "dist/")] = f
		return nil
	})
	return files, err
}

// route returns the pattern at which a file is served, by its path below dist.
func route(name string) string {
	switch {
	case name == "index.html":
		return "/{$}"
	case path.Ext(name) == ".html":
		return "/" + strings.TrimSuffix(name, ".html")
	default:
		return "/" + name
	}
}
