// Package admin observes a server for whoever runs it: it wires metrics, traces and the log of package observe to what there is to
// observe, and answers at an address of its own.
package admin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"go.opentelemetry.io/otel"

	"entente/graph/edge"
	"entente/graph/listening"
	"entente/graph/live"
	"entente/graph/neo4j/bolt"
	"entente/graph/observe"
	"entente/graph/observe/metrics"
	"entente/graph/observe/trace"
)

// adminTimeout is how long whoever runs the server may take to send the headers of a request.
const adminTimeout = 5 * time.Second

// flushTimeout is how long spans may take to be sent when the server stops.
const flushTimeout = 5 * time.Second

// Options say what is to be observed, and for whom.
type Options struct {
	// Listen is the address for whoever runs the server, empty if nobody may ask.
	Listen string
	// Hosts are names that it answers to besides addresses, localhost and those of private networks.
	Hosts []edge.Host
	// Log takes a line for each request, if it is not nil; with the addresses of clients, if Addresses is set.
	Log       *slog.Logger
	Addresses bool
	// Database is the address of the database that has the facts, and DatabaseName its name; empty if they are from files.
	Database, DatabaseName string
}

// A Watch observes a server. The zero value observes nothing.
type Watch struct {
	observe.Options
	from   Options
	traces *trace.Provider
	// listener is where whoever runs the server asks, nil if nobody may.
	listener net.Listener
}

// Open returns what observes a server, and what the environment asks for: see package trace. It listens for whoever asks, but does
// not answer yet.
func Open(ctx context.Context, o Options) (*Watch, error) {
	w := &Watch{from: o}
	var err error
	if w.traces, err = trace.Open(ctx); err != nil {
		return nil, err
	}
	w.Tracer, w.Log, w.Addresses = w.traces.Tracer(), o.Log, o.Addresses
	if o.Listen == "" {
		return w, nil
	}
	w.Metrics = metrics.New()
	if w.listener, err = listening.Listen(ctx, "--admin", o.Listen); err != nil {
		return nil, errors.Join(err, w.Close(ctx))
	}
	return w, nil
}

// Close sends what has been observed, and listens no longer.
func (w *Watch) Close(ctx context.Context) error {
	if w.listener != nil {
		_ = w.listener.Close()
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushTimeout)
	defer cancel()
	return w.traces.Close(ctx)
}

// Statements returns what observes the statements that are sent to the database.
func (w *Watch) Statements() func(context.Context, string) (context.Context, func(error)) {
	at, err := url.Parse(w.from.Database)
	if err != nil { // which who connects says
		return nil
	}
	return observe.Statements(at.Hostname(), w.from.DatabaseName, w.Metrics, w.Tracer)
}

// Pool returns what counts the connections to a database, nil if nobody asks for it.
func (w *Watch) Pool() *bolt.Pool {
	if w.Metrics == nil {
		return nil
	}
	p := &bolt.Pool{}
	for _, c := range []struct {
		name, help string
		count      func() int64
	}{
		{"connects", "Connections to the database that were begun.", p.Connects},
		{"connect_failures", "Connections to the database that could not be had.", p.Failures},
		{"waits", "Statements that had to wait for a connection.", p.Waits},
		{"timeouts", "Statements that waited for a connection in vain.", p.Timeouts},
	} {
		w.Metrics.Counter("entente_neo4j_pool_"+c.name+"_total", c.help, func() float64 { return float64(c.count()) })
	}
	return p
}

// Facts observes facts, and the calls of their stores.
func (w *Watch) Facts(f *live.Facts) {
	kind := "embedded"
	if w.from.Database != "" {
		kind = "neo4j"
	}
	f.Around(observe.Stores(kind, w.Metrics, w.Tracer))
	m := w.Metrics
	if m == nil {
		return
	}
	seconds := func(t time.Time) float64 {
		if t.IsZero() {
			return 0
		}
		return float64(t.UnixMilli()) / 1000
	}
	m.Info("entente_facts_info", "Always 1; the labels say which facts are served.", []string{"version", "store"},
		func() []string { return []string{f.Version(), kind} })
	m.Gauge("entente_facts_loaded_timestamp_seconds", "When the facts being served were taken, in seconds since 1970; 0 before there are any.",
		func() float64 { return seconds(f.Loads().At) })
	m.Counter("entente_facts_loads_total", "Editions of the facts that have been served.", func() float64 { return float64(f.Loads().Served) })
	m.Counter("entente_facts_load_failures_total", "Looks for newer facts that found none that can be served: files that are wrong, a database that is away.",
		func() float64 { return float64(f.Loads().Failed) })
	m.Gauge("entente_facts_load_duration_seconds", "How long it took to read the files last; 0 for facts that are not read from files, or not read again.",
		func() float64 { return f.Loads().Took.Seconds() })
	m.Gauge("entente_facts_current", "Whether the last look found the facts being served to be the newest (1) or not (0).", func() float64 {
		if f.Loads().Current {
			return 1
		}
		return 0
	})
}

// Serve answers whoever runs the server, until the returned function is called. It prints where to out.
func (w *Watch) Serve(health http.Handler, out io.Writer) (stop func()) {
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { slog.Warn("traces are not sent", "error", err) }))
	if w.listener == nil {
		return func() {}
	}
	// A profile may take as long as whoever asks for it wants.
	server := &http.Server{Handler: observe.Admin(w.Metrics, health, w.from.Hosts...), ReadHeaderTimeout: adminTimeout}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(w.listener); !errors.Is(err, http.ErrServerClosed) {
			slog.Error("nobody answers at --admin any more", "error", err)
		}
	}()
	fmt.Fprintf(out, "admin       http://%s/metrics\n", listening.Reachable(w.listener.Addr()))
	if at, ok := w.listener.Addr().(*net.TCPAddr); ok && !at.IP.IsLoopback() {
		slog.Warn("--admin is open to other machines, and whoever reaches it can read the memory of the process: unless a firewall keeps "+
			"strangers out, listen on 127.0.0.1", "address", at.String())
	}
	return func() {
		_ = server.Close()
		<-done
	}
}
