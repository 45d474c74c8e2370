// Package web serves the pages of entente, built from src into dist (npm run build) and embedded: / is the explorer,
// which displays, searches and cites the network; /playground is GraphiQL with the questions of the README as tabs.
//
// A page sends no requests to other hosts, which its Content-Security-Policy enforces. It finds the GraphQL endpoint at
// the relative URL `graphql`, so a proxy may serve everything below a prefix.
package web

import (
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// dist is the output of npm run build: each file as it is and in each of the codings.
//
//go:embed dist
var dist embed.FS

// documents are what the pages ask, and the questions that the playground begins with.
//
//go:embed src/index/queries src/playground/queries src/playground/general src/playground/questions
var documents embed.FS

// Documents returns the GraphQL documents that the pages send.
func Documents() fs.FS { return documents }

// policy is the Content-Security-Policy of every response: only what is served here, and nothing inline.
//
// Styles that scripts set through the CSSOM are allowed by style-src 'self'; <style> elements and style attributes are
// not, and src/style-singleton.ts replaces the one dependency of GraphiQL that writes them. Icons in style sheets are
// data: images. The pages use system fonts only, no workers and no frames, and no other page may frame them.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Handler serves the pages and what they load: NAME.html at /NAME, index.html at /, every other file at its path.
//
// It answers GET and HEAD, and responds with 405 to other methods. An unknown path is a 404 under the same policy, so
// the handler may be registered at "/" as the fallback. Handler reads the embedded files once; requests are served from
// memory.
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
		h := w.Header() // the mux's own responses, 404 and 405, have these too
		h.Set("Content-Security-Policy", policy)
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		mux.ServeHTTP(w, r)
	})
}

// read returns the built files by their paths below dist, each with the coded forms beside it.
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

// route returns the pattern for a file, given its path below dist.
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
