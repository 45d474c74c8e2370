// Entente serves a knowledge graph of who stands with whom, since when, according to whom, over GraphQL.
//
//	go run .                        # the bundled facts
//	go run . --facts ~/my-facts     # your own, and what they become while you edit them
//	go run . --neo4j neo4j://host   # what go run ./loader load has put into a Neo4j database
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
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

	"github.com/alecthomas/kong"
	"github.com/rs/cors"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/neo4j"
	"entente/graph/web"
	"entente/loader/facts"
	"entente/loader/watch"
)

//go:embed schema.graphqls
var schema string

// options are the flags of the command, each with its environment variable.
type options struct {
	Listen       string           `env:"ENTENTE_LISTEN" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to serve at (${default}); port 0 takes a free one."`
	Facts        []string         `env:"ENTENTE_FACTS" type:"path" placeholder:"DIR" help:"Serve the fact files in this directory instead of the bundled ones; may be repeated."`
	Watch        bool             `env:"ENTENTE_WATCH" default:"true" negatable:"" help:"Serve what the files of --facts become when they are edited (on)."`
	Neo4j        string           `name:"neo4j" env:"NEO4J_URI" placeholder:"URI" help:"Serve what the loader has put into this Neo4j database, for example neo4j://127.0.0.1:7687."`
	User         string           `env:"NEO4J_USERNAME" default:"neo4j" placeholder:"NAME" help:"User of the database (${default}). The password is in NEO4J_PASSWORD."`
	Database     string           `env:"NEO4J_DATABASE" placeholder:"NAME" help:"Name of the database, where it is not the user's own."`
	PasswordFile string           `env:"NEO4J_PASSWORD_FILE" type:"path" placeholder:"FILE" help:"File that has the password."`
	Copy         bool             `env:"ENTENTE_COPY" default:"true" negatable:"" help:"Keep a copy of the database's facts in memory, and ask it only whether they are still the newest (on)."`
	Origins      []string         `name:"allow-origin" env:"ENTENTE_ALLOW_ORIGIN" placeholder:"URL" help:"Let pages of this origin ask from a browser, * for any; may be repeated."`
	Version      kong.VersionFlag `help:"Print the version and exit."`
}

// How long the server waits for its clients.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 10 * time.Second
	writeTimeout  = graph.Deadline + 10*time.Second
	idleTimeout   = time.Minute
	stopTimeout   = graph.Deadline + 5*time.Second
)

const (
	// pollEvery is how often a database is asked whether it has other facts.
	pollEvery = 2 * time.Second
	// readyTimeout is how long a database may take to say that it has facts.
	readyTimeout = 3 * time.Second
)

// gcPercent lets the heap grow to this much of what is in use before garbage is collected. The facts stay for good and
// answers are garbage at once: at Go's usual 100, marking the facts again and again takes a third of the time.
const gcPercent = 400

func main() {
	o := parse(os.Args[1:])
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends it at once
	err := serve(ctx, o, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "entente:", err)
		os.Exit(1)
	}
}

// parse returns what arguments and the environment say. Of facts and database, one in an argument takes the place of the
// other in the environment. Help and errors end the program.
func parse(args []string) options {
	var o options
	parser := kong.Must(&o,
		kong.Name("entente"),
		kong.Description("Serves who stands with whom, since when, according to whom, over GraphQL."),
		kong.Vars{"version": version()})
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
	if err := checkOrigins(o.Origins); err != nil {
		return err
	}
	listener, err := listen(o.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	facts, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer facts.close()
	server := &http.Server{
		Handler:           routes(facts.Config, o.Origins),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    1 << 16,
	}
	server.RegisterOnShutdown(facts.End)
	announce(ctx, out, facts.Store(), listener.Addr())
	var following sync.WaitGroup
	defer following.Wait()
	following.Go(func() { facts.follow(ctx) })
	stopped := make(chan error, 1)
	go func() { stopped <- stop(ctx, server) }()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve at %s: %w", o.Listen, err)
	}
	return <-stopped
}

// checkOrigins returns an error where one of the origins is none that a browser could send: it would never match. An empty
// one is none, as an empty environment variable has it.
func checkOrigins(origins []string) error {
	for _, o := range origins {
		if o == "" || o == "*" {
			continue
		}
		u, err := url.Parse(o)
		if err != nil || u.Host == "" || !strings.EqualFold(o, u.Scheme+"://"+u.Host) {
			return fmt.Errorf("--allow-origin %q is not an origin: write scheme://host or scheme://host:port and nothing after it, as https://example.org, or * for any", o)
		}
	}
	return nil
}

// listen takes the address.
func listen(address string) (net.Listener, error) {
	if address == "" { // as an empty environment variable has it; net.Listen would take every address
		address = "127.0.0.1:8080"
	}
	listener, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s is in use: stop what listens there, or choose another address with --listen", address)
	}
	if err != nil {
		return nil, fmt.Errorf("listen at %s: %w", address, err)
	}
	return listener, nil
}

// stop stops a server once the context is done: what it is being asked is still answered.
func stop(ctx context.Context, server *http.Server) error {
	<-ctx.Done()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return errors.Join(fmt.Errorf("some requests were not answered within %s of the stop: %w", stopTimeout, err), server.Close())
	}
	return nil
}

// A supply is the facts that are served.
type supply struct {
	graph.Config
	// follow keeps them up to date until the context is done.
	follow func(ctx context.Context)
	close  func()
}

// open opens the facts that the options name.
func open(ctx context.Context, o options) (*supply, error) {
	switch {
	case o.Neo4j != "" && len(o.Facts) > 0:
		return nil, errors.New("--facts and --neo4j (or ENTENTE_FACTS and NEO4J_URI) name two sources of facts: give one")
	case o.Neo4j != "":
		return openNeo4j(ctx, o)
	default:
		return openFiles(o.Facts, o.Watch)
	}
}

// openFiles reads the facts in directories, the bundled ones where there are none, into an embedded store.
func openFiles(directories []string, follow bool) (*supply, error) {
	sets := []facts.Dir{{Name: "fixtures/libya-2020", FS: fixtures.Libya()}}
	if len(directories) > 0 {
		sets = sets[:0]
	}
	for _, path := range directories {
		sets = append(sets, facts.Open(path))
	}
	found, err := facts.Read(sets...)
	if err != nil {
		return nil, inOneLine(err, directories)
	}
	live := graph.NewLive(embedded(found))
	s := &supply{graph.Config{Live: live}, func(context.Context) {}, func() {}}
	if follow && len(directories) > 0 {
		s.follow = func(ctx context.Context) { followFiles(ctx, live, directories) }
	}
	return s, nil
}

// embedded returns what returns an embedded store of facts.
func embedded(f *alliance.Facts) func() alliance.Store {
	store := memory.New(f, time.Now())
	return func() alliance.Store { return store }
}

// followFiles serves what the files in directories become; while they are broken, what they were.
func followFiles(ctx context.Context, live *graph.Live, directories []string) {
	served, _ := live.Store().Dataset(ctx)
	version := served.Version
	loaded := func(f *alliance.Facts) {
		now := f.Dataset().Version
		if now == version { // what was broken has been restored
			live.Failed(nil)
			slog.InfoContext(ctx, "the files are right again, and say what is served", "dataset", now)
			return
		}
		version = now
		live.Loaded(embedded(f))
		slog.InfoContext(ctx, "serving the facts as edited", "dataset", now)
	}
	failed := func(err error) {
		err = inOneLine(err, directories)
		live.Failed(err)
		slog.ErrorContext(ctx, "the facts as edited are not served", "error", err)
	}
	if err := watch.Dirs(ctx, directories, version, loaded, failed); err != nil {
		slog.ErrorContext(ctx, "edits are not seen any more: start anew to serve them", "error", err)
	}
}

// inOneLine makes one line of what is wrong with fact files.
func inOneLine(err error, directories []string) error {
	problems, ok := errors.AsType[facts.Problems](err)
	if !ok || len(problems) == 1 {
		return err
	}
	return fmt.Errorf("%s (and %d more: list them with go run ./loader check %s)",
		problems[0], len(problems)-1, strings.Join(directories, " "))
}

// openNeo4j opens a database that has facts.
func openNeo4j(ctx context.Context, o options) (*supply, error) {
	password, err := neo4j.Password(o.PasswordFile)
	if err != nil {
		return nil, err
	}
	config := neo4j.Config{URI: o.Neo4j, User: o.User, Password: password, Database: o.Database}
	if o.Copy {
		config.Copy = func(f *alliance.Facts) alliance.Store { return memory.New(f, time.Now()) }
	}
	db, err := neo4j.Open(ctx, config)
	if err != nil {
		return nil, err
	}
	end := func() { _ = db.Close(context.WithoutCancel(ctx)) }
	served, err := db.Store().Dataset(ctx)
	if err != nil {
		end()
		return nil, fmt.Errorf("neo4j at %s: %w", o.Neo4j, err)
	}
	live := graph.NewLive(db.Store().Snapshot)
	follow := func(ctx context.Context) { followNeo4j(ctx, live, db.Store(), served.Version) }
	return &supply{graph.Config{Live: live, Remote: db.Store().Remote}, follow, end}, nil
}

// followNeo4j tells subscribers when a database has other facts. Requests see them by themselves.
func followNeo4j(ctx context.Context, live *graph.Live, store *neo4j.Store, version string) {
	ticker := time.NewTicker(pollEvery)
	defer ticker.Stop()
	for away := false; ; {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
		limited, cancel := context.WithTimeout(ctx, readyTimeout)
		now, err := store.Dataset(limited)
		cancel()
		switch {
		case ctx.Err() != nil:
			return
		case err != nil && !away:
			slog.ErrorContext(ctx, "the facts cannot be reached", "error", err)
		case err == nil && away:
			slog.InfoContext(ctx, "the facts can be reached again", "dataset", now.Version)
		}
		away = err != nil
		if !away && now.Version != version {
			version = now.Version
			live.Loaded(store.Snapshot)
			slog.InfoContext(ctx, "serving the facts that were loaded", "dataset", version)
		}
	}
}

// routes is what is served where.
func routes(c graph.Config, origins []string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/graphql", graph.NewHandler(c))
	mux.Handle("/", web.Handler())
	mux.HandleFunc("GET /schema.graphqls", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, schema)
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "ok\n")
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { ready(w, r, c.Live) })
	if len(origins) == 0 {
		return mux
	}
	return cors.New(cors.Options{
		AllowedOrigins: origins,
		AllowedMethods: []string{http.MethodGet, http.MethodPost},
		AllowedHeaders: []string{"Content-Type", "Accept"},
	}).Handler(mux)
}

// ready says whether facts can be answered, and whether they are the newest.
func ready(w http.ResponseWriter, r *http.Request, live *graph.Live) {
	ctx, cancel := context.WithTimeout(r.Context(), readyTimeout)
	defer cancel()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	d, err := live.Store().Dataset(ctx)
	if err != nil {
		http.Error(w, "not ready: the facts cannot be reached", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintf(w, "ready: dataset %s\n", d.Version)
	if problem := live.Problem(); problem != nil {
		fmt.Fprintf(w, "newer facts are not served: %v\n", problem)
	}
}

// announce tells where what is served.
func announce(ctx context.Context, out io.Writer, store alliance.Store, addr net.Addr) {
	d, err := store.Dataset(ctx)
	if err != nil {
		return
	}
	at := addr.String()
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() { // which is no address to ask
		at = fmt.Sprintf("127.0.0.1:%d", tcp.Port)
	}
	fmt.Fprintf(out, "%d actors, %d relations, %d events, %d pieces of evidence from %d sources; dataset %s\n",
		d.Actors, d.Relations, d.Events, d.Counts.Evidence, d.Sources, d.Version)
	fmt.Fprintf(out, "explorer    http://%s/\nplayground  http://%s/playground\nendpoint    http://%s/graphql\n", at, at, at)
}
