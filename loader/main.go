// Loader checks fact files, loads them into Neo4j, exports them as tables, networks and fact files again, tells what differs
// between two data sets, prints the JSON Schema that they follow and mappings of known data sets, and writes a first data set.
//
//	go run ./loader new facts         # a first data set, to start from
//	go run ./loader check             # the bundled facts
//	go run ./loader check facts more  # your own data set, from two directories
//	go run ./loader diff old new      # what differs between two data sets
//	go run ./loader load facts        # into Neo4j
//	go run ./loader export            # lists what can be exported, such as relations.csv
//	go run ./loader pack facts --output archive.zip   # one file, which check, load and the server take, too
//	go run ./loader schema            # for editors
//	go run ./loader mapping           # lists the mappings of known data sets
//
// Check prints to standard output the titles of the data sets, the number of things of each kind and type in them, the
// status of the facts, the time that they span and their version. If anything is wrong, it prints one line for each problem to standard error
// instead, as `file:line:column: what is wrong (what would be right)`, followed by the number of problems. What is suspicious
// but may be right is a warning, in a line with `warning: ` after the position: a data set may have some, unless --strict
// takes them for problems. Check and load print warnings to standard error.
//
// The exit status is 0 on success, 1 if the facts are wrong or cannot be read, and 2 if the command line is wrong.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"

	"entente/graph/program"
)

//go:generate go run . schema --output ../fixtures/facts.schema.json
//go:generate go run . schema --mapping --output ../fixtures/mapping.schema.json

// commands are the commands of the loader.
type commands struct {
	Check   checkCommand   `cmd:"" help:"Check fact files: list every problem, or summarize the data set."`
	Diff    diffCommand    `cmd:"" help:"Print what differs between two data sets: what is stated, and what that means."`
	Load    loadCommand    `cmd:"" help:"Load a data set into Neo4j: make the graph match the fact files exactly."`
	Export  exportCommand  `cmd:"" help:"Write the facts, from fact files or Neo4j, as tables, networks or fact files again."`
	Pack    packCommand    `cmd:"" help:"Write a data set into one archive, which gives the same answers years later."`
	New     newCommand     `cmd:"" help:"Write a first data set to start from, explained by comments; nothing is overwritten."`
	Mapping mappingCommand `cmd:"" help:"Print the mapping of a known data set, or list them."`
	Schema  schemaCommand  `cmd:"" help:"Print the JSON Schema of fact files, or of mappings."`
}

// streams are where the loader writes results and errors.
type streams struct{ out, err io.Writer }

func main() { os.Exit(run(os.Args[1:], streams{os.Stdout, os.Stderr}, os.Exit)) }

// run runs the loader with the given arguments and returns its exit status. After help and usage errors it calls exit.
func run(args []string, to streams, exit func(int)) int {
	parser, err := kong.New(&commands{},
		kong.Name("loader"),
		kong.Description("Checks fact files for entente, loads them into Neo4j, and exports facts."),
		kong.UsageOnError(),
		kong.Writers(to.out, to.err),
		kong.Exit(func(status int) { exit(program.Status(status)) }),
	)
	if err != nil {
		panic(err) // the commands are constants
	}
	command, err := parser.Parse(args)
	if err != nil {
		parser.FatalIfErrorf(err)
		return 1
	}
	if err := command.Run(to); err != nil {
		fmt.Fprintln(to.err, err)
		return 1
	}
	return 0
}
