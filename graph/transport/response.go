package transport

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
)

// A finished answer is ready to be sent.
type finished struct {
	status   int
	encoding string
	body     []byte
}

// finish returns an answer in JSON, compressed if it is long and the client accepts that.
func (x exchange) finish(a *answer) *finished {
	f := &finished{status: a.status, body: append(encode(a.response), '\n')}
	if len(f.body) >= encodedFrom || !x.accepts.plain {
		f.encoding = x.accepts.best
		f.body = x.encoders.encode(f.encoding, f.body)
	}
	return f
}

// send sends a finished answer.
func (x exchange) send(f *finished) {
	header := x.w.Header()
	header.Set("Content-Type", x.accepts.json()+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(f.body)))
	if f.encoding != encodingNone {
		header.Set("Content-Encoding", f.encoding)
	}
	x.w.WriteHeader(f.status)
	_, _ = x.w.Write(f.body) // an error means that the client is gone
}

// encode returns a response in JSON. Its data are JSON already and are copied.
func encode(response *graphql.Response) []byte {
	var out bytes.Buffer
	out.Grow(len(response.Data) + 256)
	out.WriteByte('{')
	if len(response.Errors) > 0 {
		field(&out, "errors", response.Errors)
		out.WriteByte(',')
	}
	if response.Data != nil {
		out.WriteString(`"data":`)
		out.Write(response.Data)
		out.WriteByte(',')
	}
	field(&out, "extensions", response.Extensions)
	out.WriteByte('}')
	return out.Bytes()
}

// field writes one field of a response.
func field(out *bytes.Buffer, name string, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Errorf("encode %s of a response: %w", name, err)) // impossible: there are only strings and numbers
	}
	out.WriteString(`"` + name + `":`)
	out.Write(text)
}
