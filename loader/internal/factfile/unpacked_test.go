package factfile

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// TestUnpacked reads compressed text that is as large as it may be, and larger.
func TestUnpacked(t *testing.T) {
	t.Parallel()
	for size, want := range map[int]error{7: nil, 8: nil, 9: errUnpacked} {
		text, err := io.ReadAll(&unpacked{strings.NewReader(strings.Repeat("x", size)), 8})
		if !errors.Is(err, want) || err == nil && len(text) != size {
			t.Errorf("%d bytes: %d, %v", size, len(text), err)
		}
	}
}
