package amount_test

import (
	"strings"
	"testing"

	"entente/graph/amount"
)

// TestLimit reads amounts that are limits: 0 would be none, or refuse all.
func TestLimit(t *testing.T) {
	t.Parallel()
	var got amount.Limit
	if err := got.UnmarshalText([]byte("64MiB")); err != nil || got != 64<<20 || got.String() != "64MiB" {
		t.Errorf("64MiB is %s, error %v", got, err)
	}
	for _, text := range []string{"0", "0B", "0MiB", "much", "2TiB"} {
		if err := got.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), "is no limit: write a number and a unit up to 1TiB") {
			t.Errorf("%q is %s, error %v", text, got, err)
		}
	}
}

// TestBytes reads amounts as options give them.
func TestBytes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]amount.Bytes{
		"0": 0, "1B": 1, "64MiB": 64 << 20, "64M": 64 << 20, "64mb": 64 << 20, "1.5 GiB": 3 << 29, "1TiB": amount.Max,
	} {
		var got amount.Bytes
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%s is %d, error %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "64", "1.5", "much", "64XB", "-1MiB", "1e300", "2TiB", "64 MiB MiB"} {
		var got amount.Bytes
		if err := got.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), "such as 64MiB") {
			t.Errorf("%q is %d, error %v", text, got, err)
		}
	}
}
