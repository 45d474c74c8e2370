package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// concurrent is how many connections a busy server has.
const concurrent = 16

// client keeps its connections, and asks for answers as they are.
var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: concurrent, DisableCompression: true}}

// ask sends a request and copies the answer to a writer. Any answer but 200 is an error, as is one that begins with errors.
func ask(ctx context.Context, url string, body []byte, to io.Writer) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	begin := make([]byte, len(failed))
	if _, err := io.ReadFull(answer.Body, begin); err != nil {
		return fmt.Errorf("%s: read the answer to %s: %w", answer.Status, body, err)
	}
	if answer.StatusCode != http.StatusOK || string(begin) == failed {
		rest, _ := io.ReadAll(io.LimitReader(answer.Body, 1000))
		return fmt.Errorf("%s to %s: %s%s", answer.Status, body, begin, rest)
	}
	_, err = io.Copy(to, io.MultiReader(bytes.NewReader(begin), answer.Body))
	return err
}

// failed is how answers with errors begin.
const failed = `{"errors`

// answer returns the answer to a request.
func answer(t *testing.T, p *process, body []byte) []byte {
	t.Helper()
	var text bytes.Buffer
	if err := ask(t.Context(), p.URL, body, &text); err != nil {
		t.Fatalf("%s: %v", p.Name, err)
	}
	return text.Bytes()
}

// A pace is what a server did in a round.
type pace struct {
	requests int
	took     time.Duration
	// used is the processor time of the server.
	used time.Duration
}

// hammer sends a server the requests over and over, on so many connections, each at least once, for a while. It ends with
// the first that fails.
func hammer(t *testing.T, p *process, bodies [][]byte, connections int, during time.Duration) (pace, error) {
	t.Helper()
	var next, answered atomic.Int64
	group, ctx := errgroup.WithContext(t.Context())
	began, used := time.Now(), p.processorTime(t)
	for range connections {
		group.Go(func() error {
			for {
				n := int(next.Add(1)) - 1
				if n >= len(bodies) && time.Since(began) >= during {
					return nil
				}
				if err := ask(ctx, p.URL, bodies[n%len(bodies)], io.Discard); err != nil {
					return err
				}
				answered.Add(1)
			}
		})
	}
	err := group.Wait()
	return pace{int(answered.Load()), time.Since(began), p.processorTime(t) - used}, err
}

// tries is how often a round is run before an error in it fails the test: a database that gets no processor for a second is
// away, for its servers.
const tries = 3

// hammered is hammer; a round with an error is logged and run again once the server is ready.
func hammered(t *testing.T, p *process, bodies [][]byte, connections int, during time.Duration) (result pace) {
	t.Helper()
	var err error
	for range tries {
		if result, err = hammer(t, p, bodies, connections, during); err == nil {
			return result
		}
		t.Logf("a round of %s is run again: %v", p.Name, err)
		p.AwaitReady(t)
	}
	t.Fatalf("%s: %v", p.Name, err)
	return result
}
