package factfile

import (
	"io"
	"strings"
	"testing"
)

// A row that does not end is a problem where it begins, and is not read to its end.
func TestLongRow(t *testing.T) {
	endless := readerFunc(func(p []byte) (int, error) {
		for i := range p {
			p[i] = 'x'
		}
		return len(p), nil
	})
	for begin, want := range map[string]int{"": 1, "id,name,type\na,A,STATE\nb,\"": 3, "id,name,type\n\"": 2} {
		f := File{Name: "actors.csv", Stream: func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader(begin), endless)), nil
		}}
		var last piece
		err := f.cutTable(16, func(p piece, _ int64) bool {
			last = p
			return true
		})
		if err != nil || !last.faulty || len(last.faults) != 1 || int(last.faults[0].Line) != want || !strings.HasPrefix(last.faults[0].Message, "this row is longer than 16 MiB") {
			t.Errorf("%q: error %v, problems %v, want one in line %d", begin, err, last.faults, want)
		}
	}
}
