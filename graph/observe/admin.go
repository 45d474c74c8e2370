package observe

import (
	"net/http"
	"net/http/pprof"

	"entente/graph/edge"
	"entente/graph/observe/metrics"
)

// Admin returns the handler of the address that is for whoever runs the server: metrics, profiles, and the paths that say whether
// all is well, which health has. Everybody who reaches it may read what is in the memory of the process and keep
// its processors busy. No page that a browser of theirs shows may: not as a page of another site, nor with a name of its own for the address.
// Besides addresses and localhost, it answers to the names given, and to those that only a private network gives.
func Admin(m *metrics.Metrics, health http.Handler, names ...edge.Host) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.Handler())
	mux.Handle("GET /healthz", health)
	mux.Handle("GET /readyz", health)
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("POST /debug/pprof/symbol", pprof.Symbol) // as go tool pprof asks
	return edge.Handler(mux, edge.Config{Hosts: names, Local: true})
}
