package coding_test

import (
	"testing"

	"entente/graph/coding"
)

// TestNegotiate reads Accept-Encoding headers.
func TestNegotiate(t *testing.T) {
	for _, tt := range []struct {
		accept []string
		best   string
		plain  bool
	}{
		{nil, "", true},
		{[]string{""}, "", true},
		{[]string{"gzip"}, "gzip", true},
		{[]string{"gzip, deflate, br, zstd"}, "zstd", true},
		{[]string{"gzip", "zstd"}, "zstd", true},
		{[]string{"GZIP ; Q=1"}, "gzip", true},
		{[]string{"zstd;q=0.5, gzip;q=0.8"}, "gzip", true},
		{[]string{"zstd;q=0, *"}, "gzip", true},
		{[]string{"*"}, "gzip", true},
		{[]string{"*;q=0"}, "", false},
		{[]string{"gzip, *;q=0"}, "gzip", false},
		{[]string{"identity, *;q=0"}, "", true},
		{[]string{"gzip;q=0.5, identity"}, "", true},
		{[]string{"gzip, identity;q=0.5"}, "gzip", true},
		{[]string{"gzip, identity"}, "gzip", true},
		{[]string{"identity;q=0, zstd;q=0.001"}, "zstd", false},
		{[]string{"identity;q=0"}, "", false},
		{[]string{"br, compress"}, "br", true},
		{[]string{"gzip, br"}, "br", true},
		{[]string{"br;q=0.9, gzip"}, "gzip", true},
		{[]string{"deflate, compress"}, "", true},
		{[]string{"gzip;q=none, zstd;q=NaN, ;"}, "", true},
	} {
		if a := coding.Negotiate(tt.accept); a.Best != tt.best || a.Plain != tt.plain {
			t.Errorf("%q: %+v, want %q, %t", tt.accept, a, tt.best, tt.plain)
		}
	}
}
