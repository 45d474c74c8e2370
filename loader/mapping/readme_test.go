package mapping_test

import (
	"os"
	"strings"
	"testing"
)

// The first example of the guide does what the guide says.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "```yaml\n")
	example, _, _ := strings.Cut(rest, "```")
	data := "a,b,from,to,secret\nFreedonia,Sylvania,1922,1931,0\nFreedonia,Osterlich,1933,-9,1\n"
	for _, line := range strings.Split(strings.TrimSpace(data), "\n") {
		if !strings.Contains(string(text), line) {
			t.Errorf("the guide does not have the row %s", line)
		}
	}
	f, _, err := readAll(dir("alliances.mapping.yaml", example, "alliances.csv", data))
	if err != nil {
		t.Fatal(err)
	}
	const want = "mine.freedonia.allied_with.mine.osterlich; ALLEGES 1933– [] Freedonia and Osterlich\n"
	if got := outline(f); len(f.Relations) != 2 || !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}
