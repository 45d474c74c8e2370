package hostile

import (
	"encoding/json"
	"fmt"
	"testing"
)

// TestAnonymous checks what is read of the memory in a cgroup.
func TestAnonymous(t *testing.T) {
	tests := []struct {
		name, stat string
		want       uint64
	}{
		{"version 1", "cache 5\nrss 42\nrss_huge 7\n", 42},
		{"version 2", "anon 43\nfile 5\n", 43},
		{"neither", "file 5\n", 0},
	}
	for _, tt := range tests {
		if got := anonymous(tt.stat); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

// TestTail checks that the end of a log is kept, and that a panic is reported once.
func TestTail(t *testing.T) {
	var l tail
	for i := range 1_000 {
		fmt.Fprintf(&l, "line %d\n", i)
	}
	if text := l.String(); len(text) != tailLength || text[len(text)-4:] != "999\n" || l.panics() {
		t.Errorf("%d bytes, which end with %q", len(text), text[len(text)-4:])
	}
	fmt.Fprint(&l, "panic: oh")
	if !l.panics() || l.panics() {
		t.Error("the panic is not reported once")
	}
}

// TestQuoted checks that texts are as they were once they are read as JSON.
func TestQuoted(t *testing.T) {
	for _, text := range []string{"", `a"b\c`, "a\x00\n\u2028é👩"} {
		var got string
		if err := json.Unmarshal([]byte(quoted(text)), &got); err != nil || got != text {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
}

// TestTimes checks that repetitions are numbered, if that is asked for.
func TestTimes(t *testing.T) {
	for part, want := range map[string]string{"a": "aaa", "a%d,": "a0,a1,a2,", "a%[1]db%[1]d": "a0b0a1b1a2b2"} {
		if got := times(3, part); got != want {
			t.Errorf("%q: %q, want %q", part, got, want)
		}
	}
}
