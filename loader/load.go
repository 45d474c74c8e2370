package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"entente/graph/alliance"
	"entente/graph/neo4j"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/load"
	"entente/graph/program"
	"entente/loader/facts"
)

// defaultURI is the database to load into if neither the command line nor the environment names one.
const defaultURI = "neo4j://127.0.0.1:7687"

// loadCommand loads a data set into Neo4j.
type loadCommand struct {
	Dirs []string `arg:"" optional:"" name:"dir" help:"Directories of fact files, or archives, that make up the data set together. Default: the bundled facts."`
	URI  string   `name:"neo4j" env:"NEO4J_URI" placeholder:"URI" help:"Database to load into (neo4j://127.0.0.1:7687)."`
	fileFlags
	databaseFlags
	Strict bool `help:"Take warnings about the facts for problems, and load nothing if there are any."`
	DryRun bool `help:"Only print what would change."`
	Prune  bool `default:"true" help:"Remove what the facts do not have. With --prune=false it stays, and is part of the data set."`
	Verify bool `help:"Compare every node, property and edge with the facts, and mend what others altered."`
}

// Run makes the database match the fact files and prints what changed.
func (c *loadCommand) Run(to streams) error {
	if err := c.check(); err != nil {
		return err
	}
	opened, err := c.openPaths(c.Dirs)
	if err != nil {
		return err
	}
	defer opened.Close()
	limitMemory(opened.Dirs, !c.Prune)
	found, err := c.readFacts(opened.Dirs, c.Strict, ": nothing was loaded", to.err)
	if err != nil {
		return err
	}
	printWarnings(to.err, found.warnings)
	password, err := bolt.Password(c.PasswordFile)
	if err != nil {
		return err
	}
	ctx, stop := program.Context()
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
	db, err := c.open(ctx, cmp.Or(c.URI, defaultURI), password, to)
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
