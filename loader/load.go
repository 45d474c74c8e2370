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
	Dirs         []string      `arg:"" optional:"" name:"dir" help:"Directories of fact files that make up the data set together. Default: the bundled facts."`
	URI          string        `name:"neo4j" env:"NEO4J_URI" placeholder:"URI" help:"Database to load into (neo4j://127.0.0.1:7687)."`
	User         string        `env:"NEO4J_USERNAME" default:"neo4j" help:"User of the database (${default}). The password is in NEO4J_PASSWORD."`
	Database     string        `env:"NEO4J_DATABASE" help:"Name of the database, if it is not the user's home database."`
	PasswordFile string        `env:"NEO4J_PASSWORD_FILE" type:"path" placeholder:"FILE" help:"File that contains the password."`
	Wait         time.Duration `default:"1m" placeholder:"TIME" help:"How long to keep trying while the database is unavailable (${default})."`
	DryRun       bool          `help:"Only print what would change."`
	Keep         bool          `help:"Remove nothing: only add and change."`
}

// Run makes the database match the fact files and prints what changed.
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
	changes, err := c.load(ctx, read, password, to.err)
	switch {
	case err != nil && ctx.Err() != nil:
		return fmt.Errorf("interrupted: %w", err)
	case err != nil:
		return err
	}
	return c.report(to.out, changes)
}

// load loads facts and reports its progress on a stream.
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
		Waiting: func(owner string) { fmt.Fprintf(to, "another loader is running: %s; waiting for it\n", owner) },
	})
}

// report prints what a load changed, or would change.
func (c *loadCommand) report(out io.Writer, r *neo4j.Report) error {
	if r.Unchanged {
		_, err := fmt.Fprintf(out, "nothing to do: the database already has version %s\n", r.Version)
		return err
	}
	if r.Altered {
		fmt.Fprintln(out, "the database has this version, but was altered after it was loaded: all of it is written again")
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
		printChange(table, things.name, things.Change)
		for _, typ := range slices.Sorted(maps.Keys(things.types)) {
			printChange(table, "  "+typ, things.types[typ])
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

// printChange prints one row of the table.
func printChange(table io.Writer, name string, c neo4j.Change) {
	fmt.Fprintf(table, "%s\t%d\t%d\t%d\n", name, c.Added, c.Changed, c.Removed)
}

// progress shows the progress of a load: a bar on a terminal, otherwise a line for each tenth.
type progress struct {
	out io.Writer
	bar *progressbar.ProgressBar
	// shown is the number of tenths printed so far.
	shown int
}

// newProgress returns a progress shown on a stream.
func newProgress(out io.Writer) *progress {
	p := &progress{out: out}
	if file, ok := out.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		p.bar = progressbar.NewOptions(1, progressbar.OptionSetWriter(out), progressbar.OptionSetDescription("loading"),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
	}
	return p
}

// show shows how many things have been written, out of the total.
func (p *progress) show(done, total int) {
	if p.bar != nil {
		p.bar.ChangeMax(total)
		_ = p.bar.Set(done) // failing to draw the bar is no reason to stop
		return
	}
	if tenth := 10 * done / max(total, 1); tenth > p.shown {
		p.shown = tenth
		fmt.Fprintf(p.out, "loading: %d of %d\n", done, total)
	}
}

// end removes the bar.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
