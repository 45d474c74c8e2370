package transport

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph/coding"
	"entente/graph/observe/record"
	"entente/graph/steady"
)

// A finished answer is ready to be sent.
type finished struct {
	status int
	coding string
	body   []byte
	// about is what is told of the operation.
	about record.Operation
}

// finish returns an answer in JSON, compressed if it is long and the client accepts that. Once the context is done, it is sent as
// it is, if the client accepts that, too.
func (x exchange) finish(ctx context.Context, a *answer) *finished {
	f := &finished{status: a.status, body: append(encode(a.response), '\n')}
	if len(f.body) < coding.From && x.accepts.coding.Plain {
		return f
	}
	if !x.accepts.coding.Plain {
		ctx = context.WithoutCancel(ctx)
	}
	if body, err := x.encoders.Encode(ctx, x.accepts.coding.Best, f.body); err == nil {
		f.coding, f.body = x.accepts.coding.Best, body
	}
	return f
}

// send sends a finished answer.
func (x exchange) send(f *finished) {
	header := x.w.Header()
	header.Set("Content-Type", x.accepts.json()+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(f.body)))
	if f.coding != coding.None {
		header.Set("Content-Encoding", f.coding)
	}
	x.w.WriteHeader(f.status)
	_, _ = steady.NewWriter(x.w).Write(f.body) // an error means that the client is gone
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
