package transport

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/99designs/gqlgen/graphql"
)

// write writes an answer, as a stream if it is the result of a query and the client prefers one.
func (x exchange) write(ctx context.Context, a *answer) {
	if a.ran && x.accepts.media == typeStream {
		x.stream(ctx, graphql.OneShot(a.response))
		return
	}
	x.w.Header().Set("Content-Type", x.accepts.json()+"; charset=utf-8")
	x.w.WriteHeader(a.status)
	_, _ = io.WriteString(x.w, encode(a.response)+"\n") // an error means that the client is gone
}

// encode returns a response in JSON. Its data are JSON already and are copied.
func encode(response *graphql.Response) string {
	var out strings.Builder
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
	return out.String()
}

// field writes one field of a response.
func field(out *strings.Builder, name string, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Errorf("encode %s of a response: %w", name, err)) // impossible: there are only strings and numbers
	}
	out.WriteString(`"` + name + `":`)
	out.Write(text)
}
