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

	"entente/graph/alliance"
	"entente/graph/neo4j"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/load"
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
	Wait         time.Duration `default:"1m" placeholder:"TIME" help:"How long to wait for a database that is starting (${default}). What waiting cannot mend, such as a wrong password, ends at once."`
	Strict       bool          `help:"Take warnings about the facts for problems, and load nothing if there are any."`
	DryRun       bool          `help:"Only print what would change."`
	Prune        bool          `default:"true" help:"Remove what the facts do not have. With --prune=false it stays, and is part of the data set."`
	Verify       bool          `help:"Compare every node, property and edge with the facts, and mend what others altered."`
}

// Run makes the database match the fact files and prints what changed.
func (c *loadCommand) Run(to streams) error {
	if c.Wait < 0 {
		return fmt.Errorf("--wait %v is negative: write how long to wait, such as 5m, or 0s", c.Wait)
	}
	dirs := (&checkCommand{Dirs: c.Dirs}).dirs()
	limitMemory(dirs, !c.Prune)
	found, err := readFacts(dirs, c.Strict, ": nothing was loaded", to.err)
	if err != nil {
		return err
	}
	printWarnings(to.err, found.warnings)
	password, err := bolt.Password(c.PasswordFile)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	changes, err := c.load(ctx, found.facts, password, to.err)
	switch {
	case err != nil && ctx.Err() != nil:
		return fmt.Errorf("interrupted: %w", err)
	case err != nil:
		return err
	}
	for _, warning := range changes.Warnings {
		fmt.Fprintln(to.err, "warning:", warning)
	}
	return c.report(to.out, changes)
}

// load loads facts and reports its progress on a stream.
func (c *loadCommand) load(ctx context.Context, f *alliance.Facts, password string, to io.Writer) (*load.Report, error) {
	db, err := c.open(ctx, password, to)
	if err != nil {
		return nil, err
	}
	defer db.Close(context.WithoutCancel(ctx))
	bar := newProgress(to)
	defer bar.end()
	o := load.Options{
		DryRun: c.DryRun, Verify: c.Verify, Check: facts.Check, Progress: bar.show,
		Waiting: func(owner string) { fmt.Fprintf(to, "another loader is running: %s; waiting for it\n", owner) },
	}
	if !c.Prune {
		store := neo4j.NewStore(db, neo4j.Options{})
		defer func() { _ = store.Close(context.WithoutCancel(ctx)) }()
		o.Kept = store.Facts
	}
	return load.Load(ctx, db, f, o)
}

// retryTime is how long a statement is tried again if the database goes away while facts are loaded.
const retryTime = 30 * time.Second

// open connects to the database, and tries again while it is starting.
func (c *loadCommand) open(ctx context.Context, password string, to io.Writer) (*bolt.DB, error) {
	config := bolt.Config{
		URI: cmp.Or(c.URI, defaultURI), User: cmp.Or(c.User, "neo4j"), Password: password, Database: c.Database, RetryTime: retryTime,
	}
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for began, told := time.Now(), false; ; told = true {
		db, err := bolt.Open(ctx, config)
		if !errors.Is(err, alliance.ErrUnavailable) || bolt.Permanent(err) || ctx.Err() != nil || time.Since(began) >= c.Wait {
			return db, err
		}
		if !told {
			fmt.Fprintf(to, "%v; trying again for %v\n", err, c.Wait)
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
		}
	}
}

// report prints what a load changed, or would change.
func (c *loadCommand) report(out io.Writer, r *load.Report) error {
	if r.Unchanged {
		_, err := fmt.Fprintf(out, "nothing to do: the database already has version %s\n", r.Version)
		return err
	}
	if r.Altered {
		fmt.Fprintln(out, "the database has this version, but was altered after it was loaded; what differed:")
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\tadded\tchanged\tremoved")
	for _, things := range []struct {
		name string
		load.Change
		types map[string]load.Change
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
func printChange(table io.Writer, name string, c load.Change) {
	fmt.Fprintf(table, "%s\t%d\t%d\t%d\n", name, c.Added, c.Changed, c.Removed)
}
