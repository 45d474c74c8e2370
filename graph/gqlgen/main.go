// Gqlgen writes graph/generated from schema.graphqls and gqlgen.yml, as the command of that name does, and then has the
// lists of an answer written one after the other: see [entente/graph/wire.MarshalList].
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

func main() {
	plain := flag.Bool("plain", false, "leave lists as gqlgen writes them, with a goroutine for each item")
	flag.Parse()
	if err := generate(*plain); err != nil {
		fmt.Fprintln(os.Stderr, "gqlgen:", err)
		os.Exit(1)
	}
}

// generate runs gqlgen on the project that the working directory lies in.
func generate(plain bool) error {
	c, err := config.LoadConfigFromDefaultLocations()
	if err != nil {
		return fmt.Errorf("read gqlgen.yml: %w", err)
	}
	if err := api.Generate(c); err != nil || plain {
		return err
	}
	return writeInOrder(c.Exec.Filename)
}

// writeInOrder has the lists written in order by the code in a file.
func writeInOrder(name string) error {
	const concurrently = "graphql.MarshalSliceConcurrently(ctx, len(v), 0, false, "
	code, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if !bytes.Contains(code, []byte(concurrently)) {
		return errors.New("gqlgen writes lists in another way than it did: look at graph/gqlgen again")
	}
	code = bytes.ReplaceAll(code, []byte(concurrently), []byte("wire.MarshalList(ctx, len(v), "))
	return os.WriteFile(name, code, 0o644)
}
