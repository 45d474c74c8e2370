// Gqlgen generates graph/generated from schema.graphqls and gqlgen.yml, like the command of the same name. It then
// changes the code to marshal lists sequentially, see [entente/graph/wire.MarshalList], and to refuse null for non-null
// types, see [entente/graph/wire.Null].
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
	plain := flag.Bool("plain", false, "leave the code as gqlgen generates it, with a goroutine for each item of a list")
	flag.Parse()
	if err := generate(*plain); err != nil {
		fmt.Fprintln(os.Stderr, "gqlgen:", err)
		os.Exit(1)
	}
}

// generate runs gqlgen on the project of the working directory.
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

// errOtherCode means that the code to be changed was not found.
var errOtherCode = errors.New("gqlgen generates different code than before: update graph/gqlgen")

// writeInOrder makes the code marshal lists in order.
func writeInOrder(code []byte) ([]byte, error) {
	const concurrently = "graphql.MarshalSliceConcurrently(ctx, len(v), 0, false, "
	if !bytes.Contains(code, []byte(concurrently)) {
		return nil, fmt.Errorf("lists: %w", errOtherCode)
	}
	return bytes.ReplaceAll(code, []byte(concurrently), []byte("wire.MarshalList(ctx, len(v), ")), nil
}

// nonNull matches the beginning of a function that unmarshals a value of a non-null type. It captures the name of the
// type, without list brackets, its Go name in the function's name, and its Go type.
var nonNull = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) unmarshalN([A-Za-z]\w*?)2(\S*)\(ctx context\.Context, v any\) \((\S+), error\) {\n`)

// refuseNulls makes the code that unmarshals values of non-null types refuse null. Validation does not: it allows a
// nullable variable in such a place if either has a default.
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
