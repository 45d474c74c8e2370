// Gqlgen generates graph/generated from schema.graphqls and gqlgen.yml, like the command of the same name, and beside it what
// writes plain fields; see [entente/graph/plain].
package main

import (
	"fmt"
	"os"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, "gqlgen:", err)
		os.Exit(1)
	}
}

// generate runs gqlgen on the project of the working directory.
func generate() error {
	c, err := config.LoadConfigFromDefaultLocations()
	if err != nil {
		return fmt.Errorf("read gqlgen.yml: %w", err)
	}
	return api.Generate(c, api.AddPlugin(plain{}))
}
