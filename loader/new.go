package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// starters are the files of a first data set. Their first lines name the schema beside them.
//
//go:embed new
var starters embed.FS

// newCommand writes a first data set.
type newCommand struct {
	Dir string `arg:"" help:"Directory to make, or an empty one."`
}

// Run writes the files and prints the commands that check and serve them.
func (c *newCommand) Run(to streams) error {
	files, err := starterFiles()
	if err != nil {
		return err
	}
	if err := writeNew(c.Dir, files); err != nil {
		return err
	}
	module, err := moduleFrom(".")
	if err != nil {
		return err
	}
	// A flag that may be repeated also takes several values, with commas between them.
	served := strings.ReplaceAll(c.Dir, ",", `\,`)
	_, err = fmt.Fprintf(to.out, `%s has a first data set. It is made up, and its comments explain it: put your own facts in its place.
This lists what is wrong with it, or summarizes it:
  %s check %s
This serves it, and reloads it as you edit:
  %s --facts %s
`, c.Dir, module.run("loader"), argument(c.Dir), module.run(""), argument(served))
	return err
}

// starterFiles returns the files of a first data set by name, the JSON Schema among them.
func starterFiles() (map[string][]byte, error) {
	schema, err := schemaText()
	if err != nil {
		return nil, fmt.Errorf("make the schema: %w", err)
	}
	files := map[string][]byte{"facts.schema.json": schema}
	entries, err := starters.ReadDir("new")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if files[e.Name()], err = starters.ReadFile("new/" + e.Name()); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// writeNew writes files to a directory that does not exist or is empty. If it fails, it leaves everything as it was.
func writeNew(dir string, files map[string][]byte) (err error) {
	if dir == "" {
		return errors.New("the directory has no name (name one that does not exist yet)")
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("%w (name a directory that does not exist yet)", err)
	case len(entries) > 0:
		return fmt.Errorf("%s is not empty: it has %s (name another directory, as nothing is ever overwritten; to check what is there, use check)", dir, entries[0].Name())
	}
	var made []string
	defer func() {
		for i := len(made) - 1; err != nil && i >= 0; i-- {
			_ = os.Remove(made[i]) // the error to report is the first
		}
	}()
	for _, missing := range missingDirs(dir) {
		if err = os.Mkdir(missing, 0o777); err != nil {
			return err
		}
		made = append(made, missing)
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err = writeExclusive(path, text, &made); err != nil {
			return err
		}
	}
	return nil
}

// writeExclusive writes a file that does not exist yet, and adds it to those made.
func writeExclusive(path string, text []byte, made *[]string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	*made = append(*made, path)
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

// missingDirs returns the directories that do not exist of a path, outermost first.
func missingDirs(path string) []string {
	path = filepath.Clean(path)
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return append(missingDirs(filepath.Dir(path)), path)
}

// A module is the path of this module's source from the working directory, or "" if that is not within it.
type module string

// moduleFrom returns the module that a directory is in.
func moduleFrom(dir string) (module, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for path := abs; ; path = filepath.Dir(path) {
		text, err := os.ReadFile(filepath.Join(path, "go.mod"))
		if err == nil && strings.HasPrefix(string(text), "module entente\n") {
			relative, err := filepath.Rel(abs, path)
			return module(relative), err
		}
		if path == filepath.Dir(path) {
			return "", nil
		}
	}
}

// run returns the command that runs a program of the module, which is in the given directory of it: from its source or,
// elsewhere, as it is installed.
func (m module) run(program string) string {
	switch {
	case m == "" && program == "":
		return "entente"
	case m == "":
		return program
	}
	path := filepath.ToSlash(filepath.Join(string(m), program))
	if path != "." && !strings.HasPrefix(path, "..") {
		path = "./" + path
	}
	return "go run " + path
}

// plain matches arguments that every shell takes as they are.
var plain = regexp.MustCompile(`^[\pL\pN_./:@%+,=][\pL\pN_./:@%+,=-]*$`)

// argument returns an argument of a command as it must be typed: in quotes if it has spaces or the like.
func argument(arg string) string {
	if strings.HasPrefix(arg, "-") {
		arg = "./" + arg
	}
	if plain.MatchString(arg) {
		return arg
	}
	return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
}
