package live

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"entente/graph/alliance"
)

// ReadyTimeout is how long a database may take to report that it has facts.
const ReadyTimeout = 3 * time.Second

// Health adds the paths that say whether all is well to a mux: /healthz, that the server runs, and /readyz, that it has facts, is
// not stopping, and whether newer facts are not served: in full, if it is for whoever runs the server, why not, and whether the facts leave too
// little memory.
func Health(mux *http.ServeMux, stopping <-chan struct{}, f *Facts, full bool) *http.ServeMux {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "ok\n")
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { ready(w, r, stopping, f, full) })
	return mux
}

// ready reports whether there are facts to answer from, and whether they are the newest.
func ready(w http.ResponseWriter, r *http.Request, stopping <-chan struct{}, f *Facts, full bool) {
	ctx, cancel := context.WithTimeout(r.Context(), ReadyTimeout)
	defer cancel()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	select {
	case <-stopping:
		http.Error(w, "not ready: the server is stopping", http.StatusServiceUnavailable)
		return
	default:
	}
	store := f.Store()
	d, err := store.Dataset(ctx)
	if err != nil {
		http.Error(w, "not ready: "+Reason(err), http.StatusServiceUnavailable)
		return
	}
	if f.Version() == "" {
		http.Error(w, "not ready: the database is preparing its answers", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintf(w, "ready: dataset %s\n", d.Version)
	if since, why := alliance.Staleness(store); why != nil {
		fmt.Fprintf(w, "stale since %s: %s\n", since.UTC().Format(time.RFC3339), Reason(why))
	}
	if s := f.scarce.Load(); s != nil && full {
		fmt.Fprintf(w, "memory is scarce: %v\n", s)
	}
	switch problem := f.Problem(); {
	case problem != nil && full:
		fmt.Fprintf(w, "newer facts are not served: %v\n", problem)
	case problem != nil: // it may have names of files and what is in them
		fmt.Fprintln(w, "newer facts are not served: the log, and /readyz at --admin, say why")
	}
}
