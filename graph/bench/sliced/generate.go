//go:build ignore

// Generate runs gqlgen as it comes, and has lists marshaled by [marshalList] instead of at once.
package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// generate writes the generated code.
func generate() error {
	c, err := config.LoadConfigFromDefaultLocations()
	if err != nil {
		return fmt.Errorf("read gqlgen.yml: %w", err)
	}
	if err := api.Generate(c); err != nil {
		return err
	}
	code, err := os.ReadFile(c.Exec.Filename)
	if err != nil {
		return err
	}
	const was, is = "graphql.MarshalSliceConcurrently(ctx, len(v), 0, false, ", "marshalList(ctx, ec.Resolvers, len(v), "
	if !bytes.Contains(code, []byte(was)) {
		return fmt.Errorf("gqlgen does not generate %q any more: change graph/bench/sliced/generate.go", was)
	}
	return os.WriteFile(c.Exec.Filename, bytes.ReplaceAll(code, []byte(was), []byte(is)), 0o644)
}
