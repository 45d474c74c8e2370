package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"entente/graph/bench/launch"
	"entente/graph/bench/sliced"
)

// The environment variables that make this program a peer: which one, and the file with its input.
const (
	peerVariable  = "ENTENTE_BENCH_PEER"
	inputVariable = "ENTENTE_BENCH_INPUT"
)

// An input is what a peer has to know.
type input struct {
	Asked               []asked
	URI, User, Password string
}

// An asked is what entente was asked and has answered.
type asked struct {
	Question  string
	Variables variables
	Body      []byte
	Answer    []byte
}

// write writes the input to a file and returns its path.
func (in input) write(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "input.json")
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// startPeer starts this program as a peer.
func startPeer(t *testing.T, name string, in input) *process {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	environment := []string{peerVariable + "=" + name, inputVariable + "=" + in.write(t), "GOGC=400"}
	return start(t, launch.Server{Name: name, Environment: environment, Command: []string{program}})
}

// The peers that this program can be.
const (
	oneByOne   = "gqlgen, one by one"
	goroutines = "gqlgen"
	encoder    = "encoding/json"
	finished   = "bytes"
	driver     = "Neo4j driver"
)

// servePeer serves as a peer until it is stopped.
func servePeer(name, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var in input
	if err := json.Unmarshal(text, &in); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	handler, err := newPeer(name, in)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Printf("endpoint http://%s/graphql\n", listener.Addr())
	return http.Serve(listener, handler)
}

// newPeer returns the handler of a peer.
func newPeer(name string, in input) (http.Handler, error) {
	switch name {
	case oneByOne, goroutines:
		return newSliced(in.Asked, name == oneByOne)
	case encoder:
		return newEncoder(in.Asked)
	case finished:
		return newFinished(in.Asked), nil
	case driver:
		return newDriver(in)
	default:
		return nil, fmt.Errorf("%s=%q is no peer", peerVariable, name)
	}
}

// newSliced returns the gqlgen server.
func newSliced(all []asked, oneByOne bool) (http.Handler, error) {
	answers := sliced.NewAnswers()
	for _, a := range all {
		if err := answers.Add(a.Variables, a.Answer); err != nil {
			return nil, err
		}
	}
	return sliced.NewHandler(answers, oneByOne), nil
}

// newEncoder returns a server that encodes structs.
func newEncoder(all []asked) (http.Handler, error) {
	type answer struct {
		Data       any             `json:"data"`
		Extensions json.RawMessage `json:"extensions"`
	}
	answers := map[string]answer{}
	for _, a := range all {
		parsed := answer{Data: questionOf(a.Question).typed()}
		if err := json.Unmarshal(a.Answer, &parsed); err != nil {
			return nil, fmt.Errorf("read the answer to %s: %w", a.Question, err)
		}
		answers[string(a.Body)] = parsed
	}
	return answering(func(w io.Writer, body []byte) error { return json.NewEncoder(w).Encode(answers[string(body)]) }), nil
}

// questionOf returns the question with a name.
func questionOf(name string) *question {
	for _, q := range questions() {
		if q.name == name {
			return q
		}
	}
	panic("no question is called " + name)
}

// newFinished returns a server that has finished answers.
func newFinished(all []asked) http.Handler {
	answers := map[string][]byte{}
	for _, a := range all {
		answers[string(a.Body)] = a.Answer
	}
	return answering(func(w io.Writer, body []byte) error {
		_, err := w.Write(answers[string(body)])
		return err
	})
}

// answering returns a handler that answers request bodies with JSON.
func answering(do func(w io.Writer, body []byte) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if err := do(w, body); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
}
