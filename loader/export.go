package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"entente/graph/alliance"
	"entente/graph/export"
	"entente/graph/export/parameter"
	"entente/graph/memory"
	"entente/graph/neo4j"
	"entente/graph/neo4j/bolt"
	"entente/graph/program"
	"entente/loader/facts"
	"entente/loader/internal/suggest"
)

// exportCommand writes facts as tables, networks or fact files.
type exportCommand struct {
	What   string   `arg:"" optional:"" help:"What to write, such as relations.csv or network.gexf; facts: a directory of YAML files, facts.json: one file. Default: list what there is."`
	Where  []string `sep:"none" placeholder:"NAME=VALUE" help:"Parameter of a table or network, as in the address of the server, such as types=SUPPORTS or asOf=2020-05; may be repeated."`
	Output string   `type:"path" placeholder:"PATH" help:"File to write instead of standard output, or directory: it must not exist yet, or be empty."`
	Facts  []string `type:"path" placeholder:"DIR" help:"Directory of fact files, or archive, to read instead of the bundled ones; may be repeated."`
	URI    string   `name:"neo4j" placeholder:"URI" help:"Database to read instead, for example neo4j://127.0.0.1:7687."`
	fileFlags
	databaseFlags
}

// A product is what a data set can be written as.
type product struct {
	name, doc string
	// write writes it to a file, or files to a directory; the other is nil.
	write func(context.Context, io.Writer, *alliance.Facts) error
	files func(*alliance.Facts, func(name string) (io.WriteCloser, error)) error
	// check reports what is wrong with the parameters.
	check func() error
}

// products returns everything that can be exported, with some parameters.
func products(where url.Values) []product {
	none := func() error {
		for name := range where {
			return parameter.Errorf(name, "fact files are of all facts, and take no parameters (leave --where out)")
		}
		return nil
	}
	json := func(_ context.Context, w io.Writer, f *alliance.Facts) error { return facts.WriteJSON(w, f) }
	list := []product{
		{name: "facts", doc: "The facts as YAML files, in a directory.", files: facts.WriteYAML, check: none},
		{name: "facts.json", doc: "The facts as one file in JSON.", write: json, check: none},
	}
	for _, k := range export.Kinds() {
		q := export.Question{Name: k.Name, Parameters: where}
		list = append(list, product{
			name: k.Name, doc: k.Doc,
			check: func() error { _, err := k.Prepare(&q); return err },
			write: func(ctx context.Context, w io.Writer, f *alliance.Facts) error { return answer(ctx, w, &k, q, f) },
		})
	}
	return list
}

// answer writes a file that answers a question about facts.
func answer(ctx context.Context, w io.Writer, k *export.Kind, q export.Question, f *alliance.Facts) error {
	q.Store, q.Dataset = memory.New(f, time.Time{}), f.Dataset()
	write, err := k.Prepare(&q)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	return errors.Join(write(ctx, out), out.Flush())
}

// productNamed returns the product with a name.
func productNamed(all []product, name string) (product, error) {
	var names []string
	for _, p := range all {
		if p.name == name {
			return p, nil
		}
		names = append(names, p.name)
	}
	choices := "write one of facts, facts.json, " + export.Choices()
	if meant := suggest.NewFinder(1000).Closest(name, slices.Values(names)); meant != "" {
		choices = fmt.Sprintf("did you mean %s?", meant)
	}
	return product{}, fmt.Errorf("there is no export %.60q (%s)", name, choices)
}

// parameters returns the parameters of the flags.
func (c *exportCommand) parameters() (url.Values, error) {
	where := url.Values{}
	for _, text := range c.Where {
		name, value, ok := strings.Cut(text, "=")
		if !ok {
			return nil, fmt.Errorf("--where %q is not a parameter: write NAME=VALUE, such as types=SUPPORTS", text)
		}
		where.Add(name, value)
	}
	return where, nil
}

// Run writes the product.
func (c *exportCommand) Run(to streams) error {
	where, err := c.parameters()
	if err != nil {
		return err
	}
	all := products(where)
	if c.What == "" {
		return list(to.out, all)
	}
	what, err := productNamed(all, c.What)
	switch {
	case err != nil:
		return err
	case what.files != nil && c.Output == "":
		return fmt.Errorf("%s is several files: give the directory for them with --output DIR", what.name)
	case what.files != nil:
		err = checkEmpty(c.Output)
	}
	if err := errors.Join(err, what.check(), c.check()); err != nil {
		return err
	}
	ctx, stop := program.Context()
	defer stop()
	f, err := c.facts(ctx, to.err)
	if err != nil {
		return err
	}
	return c.write(ctx, &what, f, to.out)
}

// list prints what can be exported.
func list(out io.Writer, all []product) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, p := range all {
		fmt.Fprintf(table, "%s\t%s\n", p.name, p.doc)
	}
	return table.Flush()
}

// facts reads the facts that the flags name.
func (c *exportCommand) facts(ctx context.Context, to io.Writer) (*alliance.Facts, error) {
	if c.URI != "" && len(c.Facts) > 0 {
		return nil, errors.New("--facts and --neo4j name two sources of facts: give only one")
	}
	if c.URI != "" {
		return c.stored(ctx, to)
	}
	opened, err := c.openPaths(c.Facts)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	limitMemory(opened.Dirs, false)
	found, err := c.readFacts(opened.Dirs, false, ": nothing was exported", to)
	if err != nil {
		return nil, err
	}
	printWarnings(to, found.warnings)
	return found.facts, nil
}

// stored reads the facts that are in the database.
func (c *exportCommand) stored(ctx context.Context, to io.Writer) (*alliance.Facts, error) {
	password, err := bolt.Password(c.PasswordFile)
	if err != nil {
		return nil, err
	}
	db, err := c.open(ctx, c.URI, password, to)
	if err != nil {
		return nil, err
	}
	ended := context.WithoutCancel(ctx)
	defer db.Close(ended)
	store := neo4j.NewStore(db, neo4j.Options{})
	defer func() { _ = store.Close(ended) }()
	return store.Facts(ctx)
}

// write writes a product to standard output, a file or a directory.
func (c *exportCommand) write(ctx context.Context, what *product, f *alliance.Facts, out io.Writer) error {
	switch {
	case what.files != nil:
		return writeDir(ctx, c.Output, func(create func(string) (io.WriteCloser, error)) error { return what.files(f, create) })
	case c.Output != "":
		return writeFile(ctx, c.Output, func(w io.Writer) error { return what.write(ctx, w, f) })
	default:
		return what.write(ctx, interruptible{ctx: ctx, Writer: out}, f)
	}
}
