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
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/KimMachineGun/automemlimit/memlimit"
	"github.com/alecthomas/kong"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/admin"
	"entente/graph/alliance"
	"entente/graph/amount"
	"entente/graph/coding"
	"entente/graph/edge"
	"entente/graph/export"
	"entente/graph/export/citation"
	"entente/graph/flight"
	"entente/graph/heap"
	"entente/graph/listening"
	"entente/graph/live"
	"entente/graph/neo4j/bolt"
	"entente/graph/observe"
	"entente/graph/program"
	"entente/graph/reconcile"
	"entente/graph/refusal"
	"entente/graph/room"
	"entente/graph/transport"
	"entente/graph/web"
	"entente/loader/facts"
)

//go:embed schema.graphqls
var schema string

// A size is an amount of memory.
type size = amount.Bytes

// options are the flags of the command, each with its environment variable.
type options struct {
	Listen           string           `env:"ENTENTE_LISTEN" default:"${listen}" placeholder:"HOST:PORT" help:"Address to listen on (${default}); port 0 picks a free one."`
	Facts            []string         `env:"ENTENTE_FACTS" type:"path" placeholder:"DIR" help:"Serve the fact files in this directory, or archive of ${loader} pack, instead of the bundled ones; may be repeated."`
	Watch            bool             `env:"ENTENTE_WATCH" default:"true" negatable:"" help:"Reload the files of --facts when they are edited (on)."`
	Strict           bool             `env:"ENTENTE_STRICT" help:"Do not serve files of --facts about which there are warnings, which are only logged otherwise."`
	MaxFile          amount.Limit     `env:"ENTENTE_MAX_FILE" default:"256MiB" placeholder:"SIZE" help:"Refuse files of --facts that are larger, in archives unpacked (${default}); a file in .gz, and all of an archive, may have 4 GiB unpacked."`
	Neo4j            string           `name:"neo4j" env:"NEO4J_URI" placeholder:"URI" help:"Serve the facts that the loader has put into this Neo4j database, for example neo4j://127.0.0.1:7687."`
	User             string           `env:"NEO4J_USERNAME" default:"neo4j" placeholder:"NAME" help:"User of the database (${default}). The password is in NEO4J_PASSWORD."`
	Database         string           `env:"NEO4J_DATABASE" placeholder:"NAME" help:"Name of the database, if it is not the user's home database."`
	PasswordFile     string           `env:"NEO4J_PASSWORD_FILE" type:"path" placeholder:"FILE" help:"File that contains the password."`
	Copy             bool             `env:"ENTENTE_COPY" default:"true" negatable:"" help:"Keep a copy of the database's facts in memory, and query the database only to check that they are current (on)."`
	Stale            bool             `env:"ENTENTE_STALE" help:"Answer from the copy while the database is away or being loaded; answers, pages and /readyz say that they are stale."`
	MaxStaleness     time.Duration    `env:"ENTENTE_MAX_STALENESS" default:"0s" placeholder:"DURATION" help:"Let the copy answer without asking the database for this long after it was found to be current, such as 100ms (${default}: ask once a request)."`
	KeepAnswers      size             `env:"ENTENTE_KEEP_ANSWERS" default:"64MiB" placeholder:"SIZE" help:"Memory for finished answers, which are sent again when the same is asked of the same facts (${default}; 0 keeps none)."`
	MaxCost          int              `env:"ENTENTE_MAX_COST" default:"${maxcost}" placeholder:"UNITS" help:"Refuse queries that cost more than this, of which each answer tells what it was charged (${default}: 16 MB, or ten seconds of a core)."`
	Introspection    bool             `env:"ENTENTE_INTROSPECTION" default:"true" negatable:"" help:"Tell the schema to who asks for it, and suggest names in errors (on)."`
	KeepAnalyses     size             `env:"ENTENTE_KEEP_ANALYSES" default:"32MiB" placeholder:"SIZE" help:"Memory for results of analyses, and what they are derived from, for as long as the facts are the same (${default}; 0 keeps none)."`
	Memory           size             `env:"ENTENTE_MEMORY" placeholder:"SIZE" help:"Memory that the process may take, such as 1536MiB; by default, that of its container. Analyses are refused while there is no room for them."`
	PersistedQueries size             `env:"ENTENTE_PERSISTED_QUERIES" default:"8MiB" placeholder:"SIZE" help:"Memory for queries that clients send once and then ask by their digest (automatic persisted queries; ${default}; 0 for none)."`
	Operations       string           `env:"ENTENTE_OPERATIONS" placeholder:"DIR" help:"Answer only the GraphQL operations in the files of this directory, *.graphql or manifests of Apollo or Relay (*.json), and those of the pages. They are read at the start: restart after a change."`
	Origins          []string         `name:"allow-origin" env:"ENTENTE_ALLOW_ORIGIN" placeholder:"URL" help:"Let pages of this origin send requests from a browser, * for any; may be repeated."`
	Hosts            []edge.Host      `name:"host" env:"ENTENTE_HOST" placeholder:"NAME" help:"Answer to this name of the host, besides addresses, localhost and that of --listen; * for any; may be repeated."`
	BasePath         edge.BasePath    `env:"ENTENTE_BASE_PATH" placeholder:"PATH" help:"Path below which clients know the server, such as /entente; a proxy may take it away, or leave it."`
	Proxies          []edge.Proxy     `name:"trusted-proxy" env:"ENTENTE_TRUSTED_PROXY" placeholder:"NETWORK" help:"Believe what proxies in this network, such as 10.0.0.0/8, forward about clients (X-Forwarded-For, -Host, -Proto and -Prefix, or Forwarded); may be repeated."`
	Streams          int              `name:"streams-per-client" env:"ENTENTE_STREAMS_PER_CLIENT" default:"${streams}" placeholder:"COUNT" help:"Most subscriptions of one client's address, or network of 64 bits in IPv6 (${default}; 0 is no limit besides that of all)."`
	Drain            time.Duration    `env:"ENTENTE_DRAIN" default:"0s" placeholder:"DURATION" help:"Go on for this long after being told to stop, while /readyz says so, for a load balancer to notice (${default})."`
	Admin            string           `env:"ENTENTE_ADMIN" placeholder:"HOST:PORT" help:"Another address, for whoever runs the server: /metrics for Prometheus, profiles in /debug/pprof/, /healthz and /readyz. Whoever reaches it can read the memory of the process (default: none)."`
	Log              string           `env:"ENTENTE_LOG" enum:",off,text,json" default:"off" placeholder:"FORMAT" help:"Log a line for each request, and everything else, as text or json; off (the default) logs errors and what becomes of the facts, as text."`
	LogAddresses     bool             `env:"ENTENTE_LOG_ADDRESSES" help:"Log the addresses of clients, too."`
	Probe            string           `enum:",healthz,readyz" default:"" placeholder:"healthz|readyz" help:"Ask the server that listens on --listen whether it runs (healthz) or is ready (readyz), and exit with 0 if all is well: a health check for containers without a shell."`
	Version          kong.VersionFlag `help:"Print the version and exit."`

	// only are the operations that are answered, if not all are.
	only transport.Operations
}

// defaultListen is the address to listen on if neither the command line nor the environment gives one.
const defaultListen = "127.0.0.1:8080"

// stopTimeout is how long all of stopping may take after --drain: the last answers, and what is released after them.
const stopTimeout = graph.Deadline + 8*time.Second

// probeTimeout is how long a probed server may take to answer.
const probeTimeout = live.ReadyTimeout + time.Second

// memoryShare is the share of the memory of a container that the process may fill.
const memoryShare = 0.9

func main() {
	ignoreEmpty()
	o := parse(os.Args[1:])
	slog.SetDefault(observe.NewLog(os.Stderr, o.Log))
	ctx, stop := program.Context()
	context.AfterFunc(ctx, func() {
		time.AfterFunc(o.Drain+stopTimeout, func() {
			fmt.Fprintf(os.Stderr, "entente: it did not stop within %s, and was ended\n", o.Drain+stopTimeout)
			os.Exit(1)
		})
	})
	do := serve
	if o.Probe != "" {
		do = probe
	} else {
		limitMemory(&o)
	}
	err := do(ctx, o, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "entente:", err)
		os.Exit(1)
	}
}

// limitMemory lets the process use the memory that the options name, or else that of its container, if that has a limit, and
// chooses how much of it garbage may take. What the environment sets, as GOMEMLIMIT and GOGC, stays, but for less garbage while
// something large is made or computed. What is to be kept is cut to half of the memory.
func limitMemory(o *options) {
	provider := memlimit.FromCgroup
	if o.Memory > 0 {
		provider = memlimit.Limit(uint64(o.Memory))
	}
	_, _ = memlimit.Set(memlimit.WithRatio(memoryShare), memlimit.WithProvider(provider)) // without a limit, there is none to set
	kept, most := o.KeepAnswers+o.KeepAnalyses+o.PersistedQueries, size(heap.Limit()/2)
	if kept > most {
		slog.Warn("there is too little memory for what is to be kept (--keep-answers, --keep-analyses and --persisted-queries together): less is kept",
			"asked for", kept, "kept", most)
		for _, s := range []*size{&o.KeepAnswers, &o.KeepAnalyses, &o.PersistedQueries} {
			*s = size(float64(*s) * float64(most) / float64(kept))
		}
	}
	heap.Follow()
}

// ignoreEmpty takes what is empty out of the environment: a variable such as ENTENTE_DRAIN=${DRAIN:-} sets nothing.
func ignoreEmpty() {
	for _, entry := range os.Environ() {
		if name, value, _ := strings.Cut(entry, "="); value == "" && strings.HasPrefix(name, "ENTENTE_") {
			_ = os.Unsetenv(name) // only names that there cannot be fail
		}
	}
}

// parse returns the options in the arguments and the environment. If an argument names facts or a database, the
// environment's setting for the other is ignored. Help and errors end the program.
func parse(args []string) options {
	var o options
	parser := kong.Must(&o,
		kong.Name("entente"),
		kong.Description("Serves who stands with whom, since when, according to whom, over GraphQL."),
		kong.Vars{"version": version(), "listen": defaultListen, "streams": strconv.Itoa(transport.StreamsPerClient), "maxcost": strconv.Itoa(graph.DefaultMaxCost), "loader": program.Loader()},
		kong.Exit(func(status int) { os.Exit(program.Status(status)) }))
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

// serve answers requests until the context is done, then lets those finish that were sent before. It prints to out what it
// serves and where.
func serve(ctx context.Context, o options, out io.Writer) error {
	if err := edge.CheckOrigins(o.Origins); err != nil {
		return err
	}
	if err := o.check(); err != nil {
		return err
	}
	if o.Admin != "" && o.Admin == cmp.Or(o.Listen, defaultListen) && !strings.HasSuffix(o.Admin, ":0") {
		return fmt.Errorf("--admin and --listen are both %s: choose another port for --admin, which is not for everybody", o.Admin)
	}
	only, err := trusted(o.Operations)
	if err != nil {
		return err
	}
	o.only = only
	listener, err := listening.Listen(ctx, "--listen", cmp.Or(o.Listen, defaultListen)) // empty is from the environment
	if err != nil {
		return err
	}
	return serveAt(ctx, listener, o, out)
}

// check returns an error for a number that is negative.
func (o options) check() error {
	for flag, negative := range map[string]bool{
		"--drain": o.Drain < 0, "--max-staleness": o.MaxStaleness < 0, "--max-cost": o.MaxCost < 0, "--streams-per-client": o.Streams < 0,
	} {
		if negative {
			return fmt.Errorf("%s is negative: leave it out for the default, which --help shows", flag)
		}
	}
	return nil
}

// serveAt is serve for a listener. It answers while the facts are opened, too, but only that they are.
func serveAt(ctx context.Context, listener *net.TCPListener, o options, out io.Writer) error {
	w, err := admin.Open(ctx, o.watched())
	if err != nil {
		return err
	}
	defer func() { _ = w.Close(ctx) }() // an error means that nobody takes the spans, which is logged
	f := live.Starting(starting(o))
	w.Facts(f)
	server := listening.Start(listener, observe.Handler(routes(ctx, f, o, w), w.Options), listening.Options{Answer: graph.Deadline, Drain: o.Drain, Ending: f.End}) //nolint:contextcheck // requests are answered after it is done
	defer server.Close()
	defer w.Serve(live.Health(http.NewServeMux(), ctx.Done(), f, true), out)()
	backend, err := live.Open(ctx, func() (*live.Backend, error) { return open(ctx, o, w) })
	switch {
	case ctx.Err() != nil && err != nil:
		return server.Wait(ctx)
	case err != nil:
		return err
	}
	defer backend.Close()
	backend.Into(f)
	ctx, end := context.WithCancel(ctx)
	var following sync.WaitGroup
	defer following.Wait()
	defer end()
	replaced := f.Replacements(ctx)
	if !announce(ctx, out, f, listener.Addr(), o.BasePath) {
		following.Go(func() {
			if d := <-replaced; d != nil {
				describe(out, d)
			}
		})
	}
	following.Go(func() { backend.Follow(ctx) })
	context.AfterFunc(ctx, func() { slog.InfoContext(ctx, "stopping: what has been sent is answered", "drain", o.Drain) })
	return server.Wait(ctx)
}

// starting returns why there are no facts when the server starts.
func starting(o options) error {
	if o.Neo4j != "" {
		return alliance.ErrUnavailable
	}
	return alliance.ErrReading
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

// front returns what stands between the network and the handlers. The server answers to the name that it listens on.
func (o options) front() edge.Config {
	c := edge.Config{
		Hosts: o.Hosts, Origins: o.Origins, Proxies: o.Proxies, Addresses: o.LogAddresses, BasePath: o.BasePath,
		Framed: []string{reconcile.Path + "/preview"},
	}
	var own edge.Host
	if name, _, err := net.SplitHostPort(o.Listen); err == nil && own.UnmarshalText([]byte(name)) == nil {
		c.Hosts = append(slices.Clone(c.Hosts), own)
	}
	return c
}

// trusted returns the operations in the files of a directory, and those of the pages; nil, for all, if no directory is given.
func trusted(dir string) (transport.Operations, error) {
	if dir == "" {
		return nil, nil //nolint:nilnil // all operations
	}
	set := graph.NewOperations()
	if err := set.Add(dir, os.DirFS(dir)); err != nil {
		return nil, fmt.Errorf("--operations: %w", err)
	}
	if set.Len() == 0 {
		return nil, fmt.Errorf("--operations %s has no operations: put *.graphql files or a manifest (*.json) there", dir)
	}
	if err := set.Add("the pages", web.Documents()); err != nil {
		return nil, fmt.Errorf("--operations: %w", err)
	}
	return set, nil
}

// watched returns what is to be observed of the server, and for whom.
func (o options) watched() admin.Options {
	w := admin.Options{
		Listen: o.Admin, Hosts: o.Hosts, Addresses: o.LogAddresses, Database: o.Neo4j, DatabaseName: o.Database,
	}
	if o.Log != "" && o.Log != observe.LogOff {
		w.Log = slog.Default()
	}
	return w
}

// open opens the facts that the options name, with their database observed.
func open(ctx context.Context, o options, w *admin.Watch) (*live.Backend, error) {
	switch {
	case o.Neo4j != "" && len(o.Facts) > 0:
		return nil, errors.New("--facts and --neo4j (or ENTENTE_FACTS and NEO4J_URI) name two sources of facts: give only one")
	case o.Neo4j != "" && o.Strict:
		return nil, fmt.Errorf("--strict is about fact files: leave it out with --neo4j (and ENTENTE_STRICT), and give it to %s load", program.Loader())
	case o.Neo4j != "":
		password, err := bolt.Password(o.PasswordFile)
		if err != nil {
			return nil, err
		}
		if !o.Copy && (o.Stale || o.MaxStaleness != 0) || o.MaxStaleness < 0 {
			return nil, errors.New("--stale and --max-staleness are about the copy of the facts: leave --no-copy out (and ENTENTE_COPY=false), and do not give a negative time")
		}
		config := bolt.Config{URI: o.Neo4j, User: o.User, Password: password, Database: o.Database, Observe: w.Statements(), Pool: w.Pool()}
		return live.OpenDatabase(ctx, config, live.DatabaseOptions{Copy: o.Copy, Stale: o.Stale, MaxStaleness: o.MaxStaleness})
	case len(o.Facts) == 0:
		return live.OpenDirs(ctx, facts.Dir{Name: "fixtures/libya-2020", FS: fixtures.Libya()})
	default:
		return live.OpenPaths(ctx, o.Facts, live.FileOptions{Follow: o.Watch, Strict: o.Strict, MaxFile: int64(o.MaxFile)})
	}
}

// routes returns the handler for all paths. It is not ready once the context is done, as the server stops then; until then, it
// drops what is kept when facts are replaced.
func routes(stopping context.Context, f *live.Facts, o options, w *admin.Watch) http.Handler {
	mux := live.Health(http.NewServeMux(), stopping.Done(), f, o.Admin == "")
	limits := []graph.Option{graph.MaxCost(o.MaxCost), graph.Introspection(o.Introspection), graph.AnswerOnly(o.only)}
	check := checkAnswer(graph.NewChecker(limits...))
	work := flight.New(runtime.GOMAXPROCS(0)-1, flight.Keep(uint64(o.KeepAnalyses)), flight.Full(new(heap.Gauge).Tight), flight.Around(heap.Tidy))
	rooms := room.New()
	answers := graph.NewHandler(f, graph.Deadline, append(limits, graph.Compute(work), graph.Share(rooms), graph.Follow(stopping),
		graph.KeepAnswers(uint64(o.KeepAnswers)), graph.PersistQueries(uint64(o.PersistedQueries)),
		graph.StreamsPerClient(o.Streams), graph.Observe(w.Metrics))...)
	mux.Handle("/graphql", citation.Negotiate(answers, f, check, time.Now, rooms))
	mux.Handle("/export/", coding.Handler(citation.Negotiate(export.Handler(f, work), f, check, time.Now, rooms)))
	mux.Handle("/cite", citation.Handler(f, check, time.Now, work, rooms))
	reconciliation := reconcile.NewHandler(f, graph.Deadline, work, rooms) //nolint:contextcheck // an answer that is made is sent
	mux.Handle("/reconcile", reconciliation)
	mux.Handle("/reconcile/", reconciliation)
	mux.Handle("/", web.Handler())
	mux.Handle("GET /schema.graphqls", coding.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if !o.Introspection {
			http.Error(w, "this server does not tell its schema (--introspection=false)", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, schema)
	})))
	return edge.Handler(flight.Clients(observe.Mux(mux)), o.front())
}

// checkAnswer returns a check of whether there is an answer to cite at an address. What is wrong is told as the endpoint itself
// tells it.
func checkAnswer(queries graph.Checker) citation.Check {
	return func(ctx context.Context, s alliance.Store, address *url.URL) error {
		query, err := url.ParseQuery(address.RawQuery)
		if err != nil {
			return refusal.Errorf(http.StatusBadRequest, "the query of the address is malformed: %v", err)
		}
		if name, isFile := strings.CutPrefix(address.Path, "/export/"); isFile {
			return export.Check(ctx, s, name, query)
		}
		return queries.Check(ctx, s, query)
	}
}

// announce prints what is served and where. It reports whether there are facts yet.
func announce(ctx context.Context, out io.Writer, f *live.Facts, addr net.Addr, base edge.BasePath) (served bool) {
	at := listening.Reachable(addr)
	d, err := f.Store().Dataset(ctx)
	if served = err == nil && f.Version() != ""; served {
		describe(out, &d)
	} else {
		fmt.Fprintf(out, "not ready: %s; the facts are served once there are some\n", live.Reason(err))
	}
	at += string(base)
	fmt.Fprintf(out, "explorer    http://%s/\nplayground  http://%s/playground\nendpoint    http://%s/graphql\n", at, at, at)
	return served
}

// describe prints what is served.
func describe(out io.Writer, d *alliance.Dataset) {
	fmt.Fprintf(out, "%d actors, %d relations, %d events, %d pieces of evidence from %d sources; dataset %s\n",
		d.Actors, d.Relations, d.Events, d.Counts.Evidence, d.Sources, d.Version)
}
