// Entente serves a knowledge graph of who stands with whom, since when, according to whom, over GraphQL.
//
//	go run .                        # the bundled facts
//	go run . --facts ~/my-facts     # your own
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
	"github.com/rs/cors"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/web"
	"entente/loader/facts"
)

//go:embed schema.graphqls
var schema string

// options are the flags of the command, each with its environment variable.
type options struct {
	Listen  string           `env:"ENTENTE_LISTEN" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to serve at (${default}); port 0 takes a free one."`
	Facts   []string         `env:"ENTENTE_FACTS" type:"path" placeholder:"DIR" help:"Serve the fact files in this directory instead of the bundled ones; may be repeated."`
	Origins []string         `name:"allow-origin" env:"ENTENTE_ALLOW_ORIGIN" placeholder:"URL" help:"Let pages of this origin ask from a browser, * for any; may be repeated."`
	Version kong.VersionFlag `help:"Print the version and exit."`
}

// How long the server waits for its clients.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 10 * time.Second
	writeTimeout  = graph.Deadline + 10*time.Second
	idleTimeout   = time.Minute
	stopTimeout   = graph.Deadline + 5*time.Second
)

// gcPercent lets the heap grow to this much of what is in use before garbage is collected. The facts stay for good and
// answers are garbage at once: at Go's usual 100, marking the facts again and again takes a third of the time.
const gcPercent = 400

func main() {
	var o options
	kong.Parse(&o,
		kong.Name("entente"),
		kong.Description("Serves who stands with whom, since when, according to whom, over GraphQL."),
		kong.Vars{"version": version()})
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := serve(ctx, o, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "entente:", err)
		os.Exit(1)
	}
}

// version says which build this is.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "entente (unknown build)"
	}
	return "entente " + info.Main.Version + " " + info.GoVersion
}

// serve answers requests until the context is done, then lets those under way finish. It tells out where it serves what.
func serve(ctx context.Context, o options, out io.Writer) error {
	if o.Listen == "" { // as an empty environment variable has it; net.Listen would take every address
		o.Listen = "127.0.0.1:8080"
	}
	store, err := load(o.Facts)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", o.Listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s is in use: stop what listens there, or choose another address with --listen", o.Listen)
	}
	if err != nil {
		return fmt.Errorf("listen at %s: %w", o.Listen, err)
	}
	server := &http.Server{
		Handler:           routes(store, o.Origins),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    1 << 16,
	}
	announce(ctx, out, store, listener.Addr())
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer cancel()
		stopped <- server.Shutdown(last)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve at %s: %w", o.Listen, err)
	}
	return <-stopped
}

// load reads the facts in the directories, the bundled ones where there are none, into an embedded store.
func load(directories []string) (alliance.Store, error) {
	sets := []facts.Dir{{Name: "fixtures/libya-2020", FS: fixtures.Libya()}}
	if len(directories) > 0 {
		sets = sets[:0]
	}
	for _, path := range directories {
		sets = append(sets, facts.Open(path))
	}
	found, err := facts.Read(sets...)
	if problems, ok := errors.AsType[facts.Problems](err); ok && len(problems) > 1 {
		return nil, fmt.Errorf("%s (and %d more: list them with go run ./loader check %s)",
			problems[0], len(problems)-1, strings.Join(directories, " "))
	}
	if err != nil {
		return nil, err
	}
	return memory.New(found, time.Now()), nil
}

// routes is what is served where.
func routes(store alliance.Store, origins []string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/graphql", graph.NewHandler(graph.Config{Store: func() alliance.Store { return store }}))
	mux.Handle("/", web.Handler())
	mux.Handle("GET /{$}", http.RedirectHandler("/playground", http.StatusFound))
	mux.HandleFunc("GET /schema.graphqls", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, schema)
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "ok\n")
	})
	if len(origins) == 0 {
		return mux
	}
	return cors.New(cors.Options{
		AllowedOrigins: origins,
		AllowedMethods: []string{http.MethodGet, http.MethodPost},
		AllowedHeaders: []string{"Content-Type", "Accept"},
	}).Handler(mux)
}

// announce tells where what is served.
func announce(ctx context.Context, out io.Writer, store alliance.Store, addr net.Addr) {
	d, err := store.Dataset(ctx)
	if err != nil {
		return
	}
	fmt.Fprintf(out, "%d actors, %d relations, %d events, %d pieces of evidence from %d sources; dataset %s\n",
		d.Actors, d.Relations, d.Events, d.Counts.Evidence, d.Sources, d.Version)
	fmt.Fprintf(out, "playground  http://%s/playground\nendpoint    http://%s/graphql\n", addr, addr)
}
