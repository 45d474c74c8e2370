package transport

import "testing"

// TestNegotiateEncoding reads Accept-Encoding headers.
func TestNegotiateEncoding(t *testing.T) {
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
		{[]string{"br, compress"}, "", true},
		{[]string{"gzip;q=none, zstd;q=NaN, ;"}, "", true},
	} {
		if e := negotiateEncoding(tt.accept); e.best != tt.best || e.plain != tt.plain {
			t.Errorf("%q: %+v, want %q, %t", tt.accept, e, tt.best, tt.plain)
		}
	}
}
