package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"entente/graph/alliance"
	"entente/graph/neo4j"
	"entente/loader/facts"
)

// defaultURI is the database to load into if neither the command line nor the environment names one.
const defaultURI = "neo4j://127.0.0.1:7687"

// loadCommand loads a data set into Neo4j.
type loadCommand struct {
	Dirs         []string      `arg:"" optional:"" name:"dir" help:"Directories of fact files that make up the data set together. None: the bundled facts."`
	URI          string        `name:"neo4j" env:"NEO4J_URI" placeholder:"URI" help:"Database to load into (neo4j://127.0.0.1:7687)."`
	User         string        `env:"NEO4J_USERNAME" default:"neo4j" help:"User of the database (${default}). The password is in NEO4J_PASSWORD."`
	Database     string        `env:"NEO4J_DATABASE" help:"Name of the database, where it is not the user's own."`
	PasswordFile string        `env:"NEO4J_PASSWORD_FILE" type:"path" placeholder:"FILE" help:"File that has the password."`
	Wait         time.Duration `default:"1m" placeholder:"TIME" help:"How long to try for while the database is away (${default})."`
	DryRun       bool          `help:"Only tell what would change."`
	Keep         bool          `help:"Remove nothing: add to what is there."`
}

// Run makes the database what the fact files say, and prints what that changed.
func (c *loadCommand) Run(to streams) error {
	read, err := facts.Read((&checkCommand{Dirs: c.Dirs}).dirs()...)
	if problems, ok := errors.AsType[facts.Problems](err); ok {
		return fmt.Errorf("%w\n%s: nothing was loaded", problems, count(len(problems), "problem"))
	}
	if err != nil {
		return err
	}
	password, err := neo4j.Password(c.PasswordFile)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	report, err := c.load(ctx, read, password, to.err)
	switch {
	case err != nil && ctx.Err() != nil:
		return fmt.Errorf("interrupted: %w", err)
	case err != nil:
		return err
	}
	return c.tell(to.out, report)
}

// load loads facts, and tells on a stream how it gets on.
func (c *loadCommand) load(ctx context.Context, f *alliance.Facts, password string, to io.Writer) (*neo4j.Report, error) {
	db, err := neo4j.Open(ctx, neo4j.Config{
		URI: cmp.Or(c.URI, defaultURI), User: cmp.Or(c.User, "neo4j"), Password: password, Database: c.Database, RetryTime: max(c.Wait, 1),
	})
	if err != nil {
		return nil, err
	}
	defer db.Close(context.WithoutCancel(ctx))
	bar := newProgress(to)
	defer bar.end()
	return db.Load(ctx, f, neo4j.LoadOptions{
		DryRun: c.DryRun, Keep: c.Keep, Check: facts.Check, Progress: bar.show,
		Waiting: func(owner string) { fmt.Fprintf(to, "another loader is at work: %s; waiting for it\n", owner) },
	})
}

// tell prints what a load changed.
func (c *loadCommand) tell(out io.Writer, r *neo4j.Report) error {
	if r.Unchanged {
		_, err := fmt.Fprintf(out, "nothing to do: the database has version %s already\n", r.Version)
		return err
	}
	if r.Altered {
		fmt.Fprintln(out, "the database has this version, but was altered since it was loaded: all of it is written anew")
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\tadded\tchanged\tremoved")
	for _, things := range []struct {
		name string
		neo4j.Change
		types map[string]neo4j.Change
	}{
		{"actors", r.Actors, r.ActorTypes},
		{"sources", r.Sources, nil},
		{"conflicts", r.Conflicts, nil},
		{"relations", r.Relations, r.RelationTypes},
		{"events", r.Events, r.EventTypes},
		{"evidence", r.Evidence, nil},
	} {
		tellChange(table, things.name, things.Change)
		for _, typ := range slices.Sorted(maps.Keys(things.types)) {
			tellChange(table, "  "+typ, things.types[typ])
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	what := "loaded version"
	if c.DryRun {
		what = "nothing was written; this would be version"
	}
	_, err := fmt.Fprintln(out, what, r.Version)
	return err
}

// tellChange prints one line of the table.
func tellChange(table io.Writer, name string, c neo4j.Change) {
	fmt.Fprintf(table, "%s\t%d\t%d\t%d\n", name, c.Added, c.Changed, c.Removed)
}

// progress shows how far a load is: a bar on a terminal, a line for every tenth elsewhere.
type progress struct {
	out  io.Writer
	bar  *progressbar.ProgressBar
	told int
}

// newProgress returns a progress that is shown on a stream.
func newProgress(out io.Writer) *progress {
	p := &progress{out: out}
	if file, ok := out.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		p.bar = progressbar.NewOptions(1, progressbar.OptionSetWriter(out), progressbar.OptionSetDescription("loading"),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
	}
	return p
}

// show shows that so many things of so many are written.
func (p *progress) show(done, of int) {
	if p.bar != nil {
		p.bar.ChangeMax(of)
		_ = p.bar.Set(done) // a bar that cannot be drawn is no reason to stop
		return
	}
	if tenth := 10 * done / max(of, 1); tenth > p.told {
		p.told = tenth
		fmt.Fprintf(p.out, "loading: %d of %d\n", done, of)
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
