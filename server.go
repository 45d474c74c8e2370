// Entente serves a knowledge graph of who stands with whom, since when, according to whom, over GraphQL.
//
//	go run .                        # the bundled facts
//	go run . --facts ~/my-facts     # your own, reloaded when you edit them
//	go run . --neo4j neo4j://host   # those that go run ./loader load has loaded into a Neo4j database
package main

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/KimMachineGun/automemlimit/memlimit"
	"github.com/alecthomas/kong"
	"github.com/rs/cors"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/export"
	"entente/graph/export/citation"
	"entente/graph/export/parameter"
	"entente/graph/heap"
	"entente/graph/live"
	"entente/graph/neo4j/bolt"
	"entente/graph/reconcile"
	"entente/graph/transport"
	"entente/graph/web"
	"entente/loader/facts"
)

//go:embed schema.graphqls
var schema string

// options are the flags of the command, each with its environment variable.
type options struct {
	Listen       string           `env:"ENTENTE_LISTEN" default:"${listen}" placeholder:"HOST:PORT" help:"Address to listen on (${default}); port 0 picks a free one."`
	Facts        []string         `env:"ENTENTE_FACTS" type:"path" placeholder:"DIR" help:"Serve the fact files in this directory, or archive of go run ./loader pack, instead of the bundled ones; may be repeated."`
	Watch        bool             `env:"ENTENTE_WATCH" default:"true" negatable:"" help:"Reload the files of --facts when they are edited (on)."`
	Strict       bool             `env:"ENTENTE_STRICT" help:"Do not serve files of --facts about which there are warnings, which are only logged otherwise."`
	Neo4j        string           `name:"neo4j" env:"NEO4J_URI" placeholder:"URI" help:"Serve the facts that the loader has put into this Neo4j database, for example neo4j://127.0.0.1:7687."`
	User         string           `env:"NEO4J_USERNAME" default:"neo4j" placeholder:"NAME" help:"User of the database (${default}). The password is in NEO4J_PASSWORD."`
	Database     string           `env:"NEO4J_DATABASE" placeholder:"NAME" help:"Name of the database, if it is not the user's home database."`
	PasswordFile string           `env:"NEO4J_PASSWORD_FILE" type:"path" placeholder:"FILE" help:"File that contains the password."`
	Copy         bool             `env:"ENTENTE_COPY" default:"true" negatable:"" help:"Keep a copy of the database's facts in memory, and query the database only to check that they are current (on)."`
	Stale        bool             `env:"ENTENTE_STALE" help:"Answer from the copy while the database is away or being loaded; answers, pages and /readyz say that they are stale."`
	MaxStaleness time.Duration    `env:"ENTENTE_MAX_STALENESS" default:"0s" placeholder:"DURATION" help:"Let the copy answer without asking the database for this long after it was found to be current, such as 100ms (${default}: ask once a request)."`
	KeepAnswers  size             `env:"ENTENTE_KEEP_ANSWERS" default:"64MiB" placeholder:"SIZE" help:"Memory for finished answers, which are sent again when the same is asked of the same facts (${default}; 0 keeps none)."`
	Origins      []string         `name:"allow-origin" env:"ENTENTE_ALLOW_ORIGIN" placeholder:"URL" help:"Let pages of this origin send requests from a browser, * for any; may be repeated."`
	Probe        string           `enum:",healthz,readyz" default:"" placeholder:"PATH" help:"Ask the server that listens on --listen for /healthz or /readyz, and exit with 0 if all is well: a health check for containers without a shell."`
	Version      kong.VersionFlag `help:"Print the version and exit."`
}

// defaultListen is the address to listen on if neither the command line nor the environment gives one.
const defaultListen = "127.0.0.1:8080"

// Timeouts for clients.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 10 * time.Second
	writeTimeout  = graph.Deadline + 10*time.Second
	idleTimeout   = time.Minute
	stopTimeout   = graph.Deadline + 5*time.Second
)

// readyTimeout is how long a database may take to report that it has facts.
const readyTimeout = 3 * time.Second

// probeTimeout is how long a probed server may take to answer.
const probeTimeout = readyTimeout + time.Second

// memoryShare is the share of the memory of a container that the process may fill.
const memoryShare = 0.9

func main() {
	o := parse(os.Args[1:])
	limitMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends it at once
	do := serve
	if o.Probe != "" {
		do = probe
	}
	err := do(ctx, o, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "entente:", err)
		os.Exit(1)
	}
}

// limitMemory lets the process use the memory of its container, if that has a limit, and chooses how much of it garbage may
// take. What the environment sets, as GOMEMLIMIT and GOGC, stays.
func limitMemory() {
	_, _ = memlimit.Set(memlimit.WithRatio(memoryShare), memlimit.WithProvider(memlimit.FromCgroup)) // without a limit, there is none to set
	if os.Getenv("GOGC") == "" {
		heap.Follow()
	}
}

// parse returns the options in the arguments and the environment. If an argument names facts or a database, the
// environment's setting for the other is ignored. Help and errors end the program.
func parse(args []string) options {
	var o options
	parser := kong.Must(&o,
		kong.Name("entente"),
		kong.Description("Serves who stands with whom, since when, according to whom, over GraphQL."),
		kong.Vars{"version": version(), "listen": defaultListen})
	command, err := parser.Parse(args)
	parser.FatalIfErrorf(err)
	given := map[string]bool{}
	for _, part := range command.Path {
		if part.Flag != nil {
			given[part.Flag.Name] = true
		}
	}
	switch {
	case given["facts"] && !given["neo4j"]:
		o.Neo4j = ""
	case given["neo4j"] && !given["facts"]:
		o.Facts = nil
	}
	return o
}

// version returns the version of the build and of Go.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "entente (unknown build)"
	}
	return "entente " + info.Main.Version + " " + info.GoVersion
}

// serve answers requests until the context is done, then lets those in progress finish. It prints to out what it serves
// and where.
func serve(ctx context.Context, o options, out io.Writer) error {
	if err := checkOrigins(o.Origins); err != nil {
		return err
	}
	listener, err := listen(o.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	return serveAt(ctx, listener, o, out)
}

// serveAt is serve for a listener.
func serveAt(ctx context.Context, listener net.Listener, o options, out io.Writer) error {
	backend, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer backend.Close()
	ctx, end := context.WithCancel(ctx)
	var following sync.WaitGroup
	defer following.Wait()
	defer end()
	replaced := backend.Replacements(ctx)
	if !announce(ctx, out, backend.Facts, listener.Addr()) {
		following.Go(func() {
			if d := <-replaced; d != nil {
				describe(out, d)
			}
		})
	}
	following.Go(func() { backend.Follow(ctx) })
	server := &http.Server{
		Handler:           routes(backend.Facts, o),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    1 << 16,
	}
	server.RegisterOnShutdown(backend.End)
	return serveUntil(ctx, server, listener)
}

// serveUntil serves on a listener until the context is done or the listener fails. Requests in progress are still
// answered.
func serveUntil(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
		err = fmt.Errorf("serve on %s: %w", listener.Addr(), err)
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if late := server.Shutdown(last); late != nil {
		err = errors.Join(err, fmt.Errorf("some requests were not answered within %s of stopping: %w", stopTimeout, late), server.Close())
	}
	return err
}

// probe asks the server that listens on the options' address whether all is well, and prints its answer to out. It is an
// error if it is not.
func probe(ctx context.Context, o options, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+cmp.Or(o.Listen, defaultListen)+"/"+o.Probe, nil)
	if err != nil {
		return fmt.Errorf("--listen %q is not an address to ask: %w", o.Listen, err)
	}
	// Without a transport of its own, the environment could send it to a proxy.
	answer, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		return fmt.Errorf("no server answers on %s (start one, or name its address with --listen): %w", r.URL.Host, err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 1<<12))
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %s", r.URL, answer.Status, strings.TrimSpace(string(text)))
	}
	if err == nil {
		_, err = out.Write(text)
	}
	return err
}

// checkOrigins returns an error if one of the origins is not as a browser would send it: it would never match. An empty
// one is ignored, since it comes from an empty environment variable.
func checkOrigins(origins []string) error {
	for _, o := range origins {
		if o == "" || o == "*" {
			continue
		}
		u, err := url.Parse(o)
		if err != nil || u.Host == "" || !strings.EqualFold(o, u.Scheme+"://"+u.Host) {
			return fmt.Errorf("--allow-origin %q is not an origin: write scheme://host or scheme://host:port with nothing after it, such as https://example.org, or * for any", o)
		}
	}
	return nil
}

// listen listens on an address.
func listen(address string) (net.Listener, error) {
	if address == "" { // from an empty environment variable; net.Listen would listen on every address
		address = defaultListen
	}
	listener, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s is in use: stop the program that listens there, or choose another address with --listen", address)
	}
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return listener, nil
}

// open opens the facts that the options name.
func open(ctx context.Context, o options) (*live.Backend, error) {
	switch {
	case o.Neo4j != "" && len(o.Facts) > 0:
		return nil, errors.New("--facts and --neo4j (or ENTENTE_FACTS and NEO4J_URI) name two sources of facts: give only one")
	case o.Neo4j != "" && o.Strict:
		return nil, errors.New("--strict is about fact files: leave it out with --neo4j (and ENTENTE_STRICT), and give it to go run ./loader load")
	case o.Neo4j != "":
		password, err := bolt.Password(o.PasswordFile)
		if err != nil {
			return nil, err
		}
		if !o.Copy && (o.Stale || o.MaxStaleness != 0) || o.MaxStaleness < 0 {
			return nil, errors.New("--stale and --max-staleness are about the copy of the facts: leave --no-copy out (and ENTENTE_COPY=false), and do not give a negative time")
		}
		config := bolt.Config{URI: o.Neo4j, User: o.User, Password: password, Database: o.Database}
		return live.OpenDatabase(ctx, config, live.DatabaseOptions{Copy: o.Copy, Stale: o.Stale, MaxStaleness: o.MaxStaleness})
	case len(o.Facts) == 0:
		return live.OpenDirs(facts.Dir{Name: "fixtures/libya-2020", FS: fixtures.Libya()})
	default:
		return live.OpenPaths(ctx, o.Facts, live.FileOptions{Follow: o.Watch, Strict: o.Strict})
	}
}

// routes returns the handler for all paths.
func routes(f *live.Facts, o options) http.Handler {
	mux := http.NewServeMux()
	check := checkAnswer(graph.NewChecker())
	answers := graph.NewHandler(f, graph.Deadline, graph.KeepAnswers(uint64(o.KeepAnswers)))
	mux.Handle("/graphql", citation.Negotiate(answers, f, check, time.Now))
	mux.Handle("/export/", citation.Negotiate(export.Handler(f), f, check, time.Now))
	mux.Handle("/cite", citation.Handler(f, check, time.Now))
	reconciliation := reconcile.NewHandler(f, graph.Deadline)
	mux.Handle("/reconcile", reconciliation)
	mux.Handle("/reconcile/", reconciliation)
	mux.Handle("/", web.Handler())
	mux.HandleFunc("GET /schema.graphqls", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, schema)
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "ok\n")
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { ready(w, r, f) })
	if len(o.Origins) == 0 {
		return mux
	}
	// Answers do not depend on who asks, on cookies or on headers, so any header may be sent.
	return cors.New(cors.Options{
		AllowedOrigins: o.Origins,
		AllowedMethods: []string{http.MethodGet, http.MethodPost},
		AllowedHeaders: []string{"*"},
		ExposedHeaders: []string{"Entente-Dataset", "Entente-Query", "Entente-Stale", "ETag", "Content-Disposition"},
	}).Handler(mux)
}

// checkAnswer returns a check of whether there is an answer to cite at an address. What is wrong is told as the endpoint itself
// tells it.
func checkAnswer(queries graph.Checker) citation.Check {
	return func(ctx context.Context, s alliance.Store, address *url.URL) error {
		query, err := url.ParseQuery(address.RawQuery)
		if err != nil {
			return &citation.Refusal{Status: http.StatusBadRequest, Message: "the query of the address is malformed: " + err.Error()}
		}
		if name, isFile := strings.CutPrefix(address.Path, "/export/"); isFile {
			err = export.Check(ctx, s, name, query)
		} else {
			err = queries.Check(ctx, s, query)
		}
		return refusal(err)
	}
}

// refusal returns an error of an endpoint that the client is to mend as one of a citation, and others unchanged.
func refusal(err error) error {
	_, missing := errors.AsType[*export.NameError](err)
	_, wrong := errors.AsType[*parameter.Error](err)
	switch {
	case missing:
		return &citation.Refusal{Status: http.StatusNotFound, Message: err.Error()}
	case wrong, errors.Is(err, transport.ErrRequest):
		return &citation.Refusal{Status: http.StatusBadRequest, Message: err.Error()}
	default:
		return err
	}
}

// ready reports whether there are facts to answer from, and whether they are the newest.
func ready(w http.ResponseWriter, r *http.Request, f *live.Facts) {
	ctx, cancel := context.WithTimeout(r.Context(), readyTimeout)
	defer cancel()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	store := f.Store()
	d, err := store.Dataset(ctx)
	if err != nil {
		http.Error(w, "not ready: "+live.Reason(err), http.StatusServiceUnavailable)
		return
	}
	if f.Version() == "" {
		http.Error(w, "not ready: the database is preparing its answers", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintf(w, "ready: dataset %s\n", d.Version)
	if since, why := alliance.Staleness(store); why != nil {
		fmt.Fprintf(w, "stale since %s: %s\n", since.UTC().Format(time.RFC3339), live.Reason(why))
	}
	if problem := f.Problem(); problem != nil {
		fmt.Fprintf(w, "newer facts are not served: %v\n", problem)
	}
}

// announce prints what is served and where. It reports whether there are facts yet.
func announce(ctx context.Context, out io.Writer, f *live.Facts, addr net.Addr) (served bool) {
	at := addr.String()
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() { // not an address to connect to
		at = fmt.Sprintf("127.0.0.1:%d", tcp.Port)
	}
	d, err := f.Store().Dataset(ctx)
	if served = err == nil && f.Version() != ""; served {
		describe(out, &d)
	} else {
		fmt.Fprintf(out, "not ready: %s; the facts are served once there are some\n", live.Reason(err))
	}
	fmt.Fprintf(out, "explorer    http://%s/\nplayground  http://%s/playground\nendpoint    http://%s/graphql\n", at, at, at)
	return served
}

// describe prints what is served.
func describe(out io.Writer, d *alliance.Dataset) {
	fmt.Fprintf(out, "%d actors, %d relations, %d events, %d pieces of evidence from %d sources; dataset %s\n",
		d.Actors, d.Relations, d.Events, d.Counts.Evidence, d.Sources, d.Version)
}
