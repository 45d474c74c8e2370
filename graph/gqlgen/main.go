// Gqlgen writes graph/generated from schema.graphqls and gqlgen.yml, as the command of that name does. Then it has the lists
// of an answer written one after the other, see [entente/graph/wire.MarshalList], and nulls refused where the schema has no
// null, see [entente/graph/wire.Null].
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"

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
	code, err := os.ReadFile(c.Exec.Filename)
	if err != nil {
		return err
	}
	if code, err = writeInOrder(code); err != nil {
		return err
	}
	if code, err = refuseNulls(code); err != nil {
		return err
	}
	return os.WriteFile(c.Exec.Filename, code, 0o644)
}

// errOtherCode says that what is looked for is not in the code.
var errOtherCode = errors.New("gqlgen writes other code than it did: look at graph/gqlgen again")

// writeInOrder has the lists written in order by the code.
func writeInOrder(code []byte) ([]byte, error) {
	const concurrently = "graphql.MarshalSliceConcurrently(ctx, len(v), 0, false, "
	if !bytes.Contains(code, []byte(concurrently)) {
		return nil, fmt.Errorf("lists: %w", errOtherCode)
	}
	return bytes.ReplaceAll(code, []byte(concurrently), []byte("wire.MarshalList(ctx, len(v), ")), nil
}

// nonNull is the beginning of a function that reads a value of a type without null; of the type, with its list if it has one,
// and what it is in Go.
var nonNull = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) unmarshalN([A-Za-z]\w*?)2(\S*)\(ctx context\.Context, v any\) \((\S+), error\) {\n`)

// refuseNulls has null refused by the code that reads values of types without null. Validation does not find it in a
// variable that may be null, and may be used there nevertheless where either has a default.
func refuseNulls(code []byte) ([]byte, error) {
	if !nonNull.Match(code) {
		return nil, fmt.Errorf("values: %w", errOtherCode)
	}
	return nonNull.ReplaceAllFunc(code, func(begin []byte) []byte {
		part := nonNull.FindSubmatch(begin)
		typ := string(part[1]) + "!"
		if bytes.HasPrefix(part[3], []byte("[]")) {
			typ = "[" + typ + "]!"
		}
		return fmt.Appendf(slices.Clip(begin), "\tif v == nil {\n\t\treturn wire.Null[%s](ctx, %q)\n\t}\n", part[3], typ)
	}), nil
}
