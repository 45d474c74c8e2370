package hostile

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// abortOneIn is how many requests there are for one whose client leaves.
const abortOneIn = 20

// A load asks at a rate, whether answers come or not.
type load struct {
	client *http.Client
	url    string
	asked  []message
	rate   float64

	mu sync.Mutex
	// took are the times of all answers, from when the question was due, and alone from when it was sent; refused are the codes of those
	// that had none.
	took, alone []time.Duration
	refused     map[string]int
	aborted     int
	lost        []loss
}

// A loss is a question without an answer.
type loss struct {
	// sent is when the question was sent, zero if it was not.
	sent time.Time
	what string
}

// maxConnections is how many connections a load has: questions that are due wait for one. They wait here and not in an [http.Transport],
// whose lists of those who wait take more processor time the longer they are, from the server among others.
const maxConnections = 64

// newLoad returns a load of so many questions a second.
func newLoad(s *server, asked []message, rate float64) *load {
	return &load{
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: maxConnections, DisableCompression: true}},
		url:    s.url, asked: asked, rate: rate, refused: map[string]int{},
	}
}

// connections is how many clients ask at once when the capacity is measured.
const connections = 16

// capacity returns how many questions a second the server answers if each client asks again once it is answered.
func capacity(ctx context.Context, s *server, asked []message, during time.Duration) float64 {
	l := newLoad(s, asked, 1)
	began := time.Now()
	together(connections, func(int) outcome {
		for i := 0; time.Since(began) < during && ctx.Err() == nil; i++ {
			l.ask(ctx, i, time.Now())
		}
		return outcome{}
	})
	l.client.CloseIdleConnections()
	return float64(len(l.took)+l.aborted) / time.Since(began).Seconds()
}

// run asks until the context is done, and returns once all that was asked has ended.
func (l *load) run(ctx context.Context) {
	began := time.Now()
	var next atomic.Int64
	together(maxConnections, func(int) outcome {
		for {
			i := next.Add(1) - 1
			due := began.Add(time.Duration(float64(i) / l.rate * float64(time.Second)))
			if pause(ctx, time.Until(due)); ctx.Err() != nil {
				return outcome{}
			}
			l.ask(context.WithoutCancel(ctx), int(i), due)
		}
	})
}

// ask asks a question that is due.
func (l *load) ask(ctx context.Context, i int, due time.Time) {
	limit, abort := patience, rand.N(abortOneIn) == 0
	if abort {
		limit = rand.N(10 * time.Millisecond)
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	var sent atomic.Pointer[time.Time]
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteRequest: func(w httptrace.WroteRequestInfo) {
		if now := time.Now(); w.Err == nil {
			sent.Store(&now)
		}
	}})
	m := l.asked[rand.N(len(l.asked))]
	began := time.Now()
	code, err := l.answer(ctx, m)
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case abort:
		l.aborted++
	case err != nil:
		lost := loss{what: fmt.Sprintf("question %d: %v", i, err)}
		if at := sent.Load(); at != nil {
			lost.sent = *at
		}
		l.lost = append(l.lost, lost)
	case code != "":
		l.refused[code]++
	default:
		l.took, l.alone = append(l.took, time.Since(due)), append(l.alone, time.Since(began))
	}
}

// answer sends a request. It returns the code of what is refused for a reason that lies with the server, and an error if there is no
// whole answer.
func (l *load) answer(ctx context.Context, m message) (code string, err error) {
	r, err := http.NewRequestWithContext(ctx, m.method, l.url+m.path, strings.NewReader(m.body))
	if err != nil {
		return "", err
	}
	r.GetBody = nil // or a request whose connection was closed would be sent anew
	r.Header = m.header
	answer, err := l.client.Do(r)
	if err != nil {
		return "", err
	}
	o := heard(time.Now(), answer)
	if o.err == nil && (o.status == 500 || o.code == "INTERNAL_SERVER_ERROR") {
		o.err = fmt.Errorf("%d: %.200s", o.status, o.begin)
	}
	if slices.Contains([]string{"TIMEOUT", "BUSY", "UNAVAILABLE", "FACTS_CHANGED"}, o.code) || o.status == http.StatusServiceUnavailable {
		return cmp.Or(o.code, strconv.Itoa(o.status)), o.err
	}
	return "", o.err
}

// subscribers is how many clients subscribe at once.
const subscribers = 20

// subscribe has clients subscribe, stay for a while and leave, until the context is done.
func subscribe(ctx context.Context, s *server) {
	together(subscribers, func(int) outcome {
		for ctx.Err() == nil {
			staying, leave := context.WithTimeout(ctx, rand.N(5*time.Second))
			r, err := http.NewRequestWithContext(staying, http.MethodPost, s.url+"/graphql", strings.NewReader(`{"query":"subscription { datasetLoaded { version } }"}`))
			if err != nil {
				panic(err) // the address is ours
			}
			r.Header = http.Header{"Content-Type": {"application/json"}, "Accept": {"text/event-stream"}}
			if answer, err := http.DefaultClient.Do(r); err == nil {
				_, _ = io.Copy(io.Discard, answer.Body)
				_ = answer.Body.Close()
			} else {
				pause(ctx, 100*time.Millisecond)
			}
			leave()
		}
		return outcome{}
	})
}

// TestLoad checks what a load takes for lost, refused and answered, and when it thinks that a question was sent.
func TestLoad(t *testing.T) {
	tests := []struct {
		name, path              string
		answered, refused, lost int
	}{
		{"answered", "/answer", 1, 0, 0},
		{"refused", "/busy", 0, 1, 0},
		{"timeout", "/timeout", 0, 1, 0},
		{"500", "/500", 0, 0, 1},
		{"closed", "/closed", 0, 0, 1},
		{"cut short", "/short", 0, 0, 1},
	}
	s := &server{url: odd(t)}
	for _, tt := range tests {
		l := newLoad(s, []message{post(tt.path, "application/json", "{}")}, 1)
		for len(l.took)+len(l.refused)+len(l.lost) == 0 { // some clients leave
			l.ask(t.Context(), 0, time.Now())
		}
		if len(l.took) != tt.answered || len(l.refused) != tt.refused || len(l.lost) != tt.lost {
			t.Errorf("%s: answered %v, refused %v, lost %v", tt.name, l.took, l.refused, l.lost)
		}
		if tt.lost > 0 && l.lost[0].sent.IsZero() {
			t.Errorf("%s: it was sent", tt.name)
		}
	}
}
