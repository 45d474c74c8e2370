package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"entente/graph/bench/launch"
)

const (
	// crowd is how many clients ask for what is heavy.
	crowd = 64
	// mostGrowth is how many bytes they may add to the server's memory, with what is kept.
	mostGrowth = 400 << 20
	// promptly is how long the slowest of a hundred cheap answers may take beside them.
	promptly = 50 * time.Millisecond
)

// A busyResult is how a server answers cheap questions beside a crowd that asks for what is heavy.
type busyResult struct {
	Server string
	// Alone and Beside are how long answers took without and with the crowd: the median, nine of ten, 99 of a hundred.
	Alone, Beside [3]time.Duration
	// Ready and Peak are the server's memory before, and at most while, the crowd asked, in bytes.
	Ready, Peak uint64
	// Statuses counts the answers to the crowd.
	Statuses map[int]int
}

// TestBusy measures what becomes of cheap questions while many ask for what is heavy: see the package comment.
func TestBusy(t *testing.T) {
	s, length := newScope(), 500*time.Millisecond
	if *full {
		length = 20 * time.Second
	}
	set := newSetting(t, s)
	programs := map[string]string{"entente": set.server}
	if *before != "" {
		programs["before"] = *before
	}
	var all []busyResult
	for name, program := range programs {
		p := set.overFiles(t, name, program, "0")
		r := busyResult{Server: name, Alone: s.prompt(t, p, length/4)}
		r.Ready, _ = p.memory(t)
		r.Statuses = beside(t, p, func() { r.Beside = s.prompt(t, p, length) })
		_, r.Peak = p.memory(t)
		all = append(all, r)
		fmt.Fprintf(os.Stdout, "%s: alone %v, beside %d heavy ones %v (median, 90 %%, 99 %%); memory %d MB, at most %d; heavy: %v\n", name, r.Alone, crowd, r.Beside,
			r.Ready/1e6, r.Peak/1e6, r.Statuses)
		if *full && name == "entente" && (r.Beside[2] > promptly || r.Peak > r.Ready+mostGrowth) {
			t.Errorf("a cheap answer takes %v, want %v; memory grows by %d MB", r.Beside[2], promptly, (r.Peak-r.Ready)/1e6)
		}
	}
	save(t, all)
}

// prompt asks cheap questions for a time, one after the other, and returns how long answers take.
func (s scope) prompt(t *testing.T, p *process, length time.Duration) [3]time.Duration {
	t.Helper()
	var took []time.Duration
	ctx, cancel := context.WithTimeout(t.Context(), length)
	defer cancel()
	i := 0
	launch.Every(ctx, 5*time.Millisecond, func() bool {
		query := fmt.Sprintf(`{actor(id: "actor-%d") {name relations(first: 5) {nodes {type object {name}}}}}`, i%s.actors)
		i++
		began := time.Now()
		if err := ask(t.Context(), p.URL, body(t, query, nil), io.Discard); err != nil {
			t.Error(err)
			return true
		}
		took = append(took, time.Since(began))
		return false
	})
	slices.Sort(took)
	at := func(share float64) time.Duration {
		return took[int(share*float64(len(took)-1))].Round(10 * time.Microsecond)
	}
	return [3]time.Duration{at(.5), at(.9), at(.99)}
}

// beside has a crowd ask for what is heavy while something else is done, and returns the statuses of their answers.
func beside(t *testing.T, p *process, do func()) map[int]int {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	statuses := map[int]int{}
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range crowd {
		all.Go(func() {
			for k := 0; ctx.Err() == nil; k++ {
				if status := heavily(ctx, p, i, k); status != 0 {
					mu.Lock()
					statuses[status]++
					mu.Unlock()
				}
			}
		})
	}
	do()
	cancel()
	all.Wait()
	return statuses
}

// heavily asks for what is heavy, which differs by client and turn, and returns the status of the answer, 0 if there is none. A
// client who is refused waits, though not as long as it is told to.
func heavily(ctx context.Context, p *process, client, turn int) int {
	year := 1900 + (7*client+13*turn)%100
	query := []string{
		fmt.Sprintf(`{blocs(count: %d) {optimal frustration}}`, 2+(client+turn)%90),
		fmt.Sprintf(`{balance(where: {since: "%d"}) {balanced unbalanced}}`, year),
		fmt.Sprintf(`{actor(id: "actor-%d") {allies(indirect: true, first: %d) {score}}}`, client, 10+turn%400),
	}[client%3]
	text, _ := json.Marshal(map[string]string{"query": query})
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.URL, bytes.NewReader(text))
	if err != nil {
		return 0
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, answer.Body)
	if answer.StatusCode == http.StatusServiceUnavailable {
		select {
		case <-time.After(200 * time.Millisecond):
		case <-ctx.Done():
		}
	}
	return answer.StatusCode
}
