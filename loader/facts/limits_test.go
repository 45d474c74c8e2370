//go:build unix

package facts_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"entente/loader/facts"
)

// TestReadIrregular reads directories in which something is no regular file: it is named, and never waited for.
func TestReadIrregular(t *testing.T) {
	t.Parallel()
	const mapped = "data: a.csv\nrules: [{actors: {a: {make: {id: $id, name: $id, type: STATE}}}}]\n"
	texted := "sources: [{id: s, title: S, publisher: P, url: https://example.org, published: 2020-01-01, text: s.txt}]\n"
	fifo := func(path string) error { return syscall.Mkfifo(path, 0o600) }
	zero := func(path string) error { return os.Symlink("/dev/zero", path) }
	directory := func(path string) error { return os.Mkdir(path, 0o700) }
	for _, tt := range []struct {
		name, file, text string
		odd              string
		make             func(path string) error
		want             string
	}{
		{"a FIFO", "a.yaml", "", "b.yaml", fifo, "it is a FIFO"},
		{"a device", "a.yaml", "", "b.json", zero, "it is a device"},
		{"a directory", "a.yaml", "", "b.yaml", directory, "it is a directory"},
		{"a table that is a FIFO", "a.yaml", "", "actors.csv", fifo, "it is a FIFO"},
		{"a table that is a device", "a.yaml", "", "relations.csv.gz", zero, "it is a device"},
		{"a text that is a FIFO", "a.yaml", texted, "s.txt", fifo, "it is a FIFO"},
		{"a text that is a device", "a.yaml", texted, "s.txt", zero, "it is a device"},
		{"data that are a FIFO", "m.mapping.yaml", mapped, "a.csv", fifo, "it is a FIFO"},
		{"data that are a device", "m.mapping.yaml", mapped, "a.csv", zero, "it is a device"},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, tt.file), []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := tt.make(filepath.Join(dir, tt.odd)); err != nil {
			t.Fatal(err)
		}
		_, err := facts.Read(facts.Open(dir))
		if err == nil || !strings.Contains(err.Error(), dir+"/"+tt.odd+": "+tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// TestReadLimits reads files that are too large, one by one or together.
func TestReadLimits(t *testing.T) {
	t.Parallel()
	small := "actors: []\n"
	many := fstest.MapFS{}
	for i := range 20 {
		many[fmt.Sprintf("%d.yaml", i)] = &fstest.MapFile{Data: []byte(small)}
	}
	for _, tt := range []struct {
		name  string
		files fstest.MapFS
		most  int64
		want  string
	}{
		{"right", fstest.MapFS{"a.yaml": {Data: []byte(small)}}, int64(len(small)), ""},
		{"large", fstest.MapFS{"a.yaml": {Data: []byte(small)}}, int64(len(small)) - 1, "read dir/a.yaml: it is larger than 10 bytes (split it, or allow more with --max-file)"},
		{"a large table", fstest.MapFS{"actors.csv": {Data: []byte("id,name,type\na,A,STATE\n")}}, 15, "read dir/actors.csv: it is larger than 15 bytes"},
		{"many", many, int64(len(small)), "dir has more than 0 MiB of fact files, 16 times what one may have"},
	} {
		r := facts.Reader{MaxFile: tt.most}
		_, err := r.Read(facts.Dir{Name: "dir", FS: tt.files})
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.want)) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}
