package graph

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// maxBody is how long the body of a request may be, in bytes.
const maxBody = 1 << 20

// Media types of answers.
const (
	typeResponse = "application/graphql-response+json"
	typeJSON     = "application/json"
)

// transport is GraphQL over HTTP as its specification has it (draft of 2025). gqlgen's own transports differ from it in
// what they accept and in their status codes, and read each answer through once more on its way out.
type transport struct{ Config }

var _ graphql.Transport = transport{}

// Supports implements graphql.Transport: requests of every method come here, to be told which ones are for GraphQL.
func (transport) Supports(*http.Request) bool { return true }

// Do implements graphql.Transport.
func (t transport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	limited, cancel := context.WithTimeout(r.Context(), Deadline)
	defer cancel()
	ctx := t.pin(limited)
	media, ok := accepted(r.Header.Values("Accept"))
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Add("Vary", "Accept")
	a := answer{w: w, exec: exec, legacy: media == typeJSON}
	if !ok {
		a.refuse(ctx, http.StatusNotAcceptable, "answers are %s or %s: name one in Accept", typeResponse, typeJSON)
		return
	}
	params, status, err := readParams(w, r)
	if err != nil {
		a.refuse(ctx, status, "%v", err)
		return
	}
	params.Headers = r.Header
	for name, v := range params.Variables {
		params.Variables[name] = exact(v)
	}
	for again := range maxRuns {
		if again > 0 {
			ctx = t.pin(limited)
		}
		status, response := a.run(ctx, r.Method, params)
		if !failed(response, CodeChanged) || again == maxRuns-1 {
			a.write(status, response)
			return
		}
	}
}

// maxRuns is how often a request is run whose facts change under it.
const maxRuns = 5

// failed reports whether a response has an error with the code: for one, [CodeChanged], because the facts changed while it
// was made.
func failed(r *graphql.Response, code string) bool {
	return slices.ContainsFunc(r.Errors, func(e *gqlerror.Error) bool { return e.Extensions["code"] == code })
}

// accepted returns the media type to answer in, and whether the client takes it: the one with the highest q in its Accept,
// the first of several.
func accepted(accept []string) (media string, ok bool) {
	all := strings.Join(accept, ",")
	if strings.TrimSpace(all) == "" {
		return typeJSON, true
	}
	media, best := typeJSON, 0.0
	for part := range strings.SplitSeq(all, ",") {
		named, params, err := mime.ParseMediaType(part)
		if err != nil || params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8") {
			continue
		}
		q, err := strconv.ParseFloat(cmp.Or(params["q"], "1"), 64)
		if err != nil || q <= best {
			continue
		}
		switch named {
		case typeResponse:
			media, best = typeResponse, q
		case typeJSON, "*/*", "application/*":
			media, best = typeJSON, q
		}
	}
	return media, best > 0
}

// readParams reads the parameters of a request, or returns the status and the error to answer with.
func readParams(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, int, error) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		params, err := readURL(r)
		return params, http.StatusBadRequest, err
	case http.MethodPost:
		media, kind, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || media != typeJSON || kind["charset"] != "" && !strings.EqualFold(kind["charset"], "utf-8") {
			return nil, http.StatusUnsupportedMediaType, fmt.Errorf("the Content-Type of a request is %s, in UTF-8", typeJSON)
		}
		if encoding := r.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
			return nil, http.StatusUnsupportedMediaType, fmt.Errorf("the body is encoded as %s: send it as it is", encoding)
		}
		return readBody(http.MaxBytesReader(w, r.Body, maxBody))
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		return nil, http.StatusMethodNotAllowed, errors.New("GraphQL is asked by GET or POST")
	}
}

// readURL reads parameters from the query string.
func readURL(r *http.Request) (*graphql.RawParams, error) {
	values := r.URL.Query()
	params := &graphql.RawParams{Query: values.Get("query"), OperationName: values.Get("operationName")}
	for name, into := range map[string]any{"variables": &params.Variables, "extensions": &params.Extensions} {
		if text := values.Get(name); text != "" {
			if err := decode([]byte(text), into); err != nil {
				return nil, fmt.Errorf("%s is not a JSON object: %w", name, err)
			}
		}
	}
	if params.Query == "" {
		return nil, errors.New("there is no query: give one as ?query=, or POST it")
	}
	return params, nil
}

// readBody reads parameters from the body of a request.
func readBody(body io.Reader) (*graphql.RawParams, int, error) {
	text, err := io.ReadAll(body)
	if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
		return nil, http.StatusRequestEntityTooLarge, fmt.Errorf("the body is longer than %d bytes", tooLong.Limit)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, http.StatusRequestTimeout, errors.New("the body took too long to come")
	}
	if err != nil {
		return nil, http.StatusBadRequest, errors.New("the body was cut off")
	}
	params := &graphql.RawParams{}
	if err := decode(text, params); err != nil {
		return nil, http.StatusBadRequest, fmt.Errorf("the body is not a GraphQL request in JSON: %w", err)
	}
	if params.Query == "" {
		return nil, http.StatusBadRequest, errors.New("the body has no query")
	}
	return params, http.StatusOK, nil
}

// decode decodes a text that is one JSON value; numbers stay as they are written.
func decode(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	err := d.Decode(into)
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) {
		return fmt.Errorf("%s is a JSON %s", cmp.Or(wrong.Field, "it"), wrong.Value)
	}
	if err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more after it")
	}
	return nil
}

// exact returns a JSON value with its numbers as whole numbers, however they are written, or as fractions.
func exact(v any) any {
	switch v := v.(type) {
	case json.Number:
		if whole, err := v.Int64(); err == nil {
			return whole
		}
		number, err := v.Float64()
		if whole := int64(number); err == nil && math.Abs(number) < 1<<53 && float64(whole) == number {
			return whole
		}
		return number
	case []any:
		for i := range v {
			v[i] = exact(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = exact(v[name])
		}
	}
	return v
}

// answer writes the answer to one request.
type answer struct {
	w    http.ResponseWriter
	exec graphql.GraphExecutor
	// legacy is application/json, whose status says only whether there was a request.
	legacy bool
}

// run runs a query and returns the status and the response to answer with.
func (a answer) run(ctx context.Context, method string, params *graphql.RawParams) (int, *graphql.Response) {
	op, errs := prepare(ctx, a.exec, params)
	if errs == nil && method != http.MethodPost && op.Operation.Operation != ast.Query {
		a.w.Header().Set("Allow", http.MethodPost)
		return http.StatusMethodNotAllowed, a.refusal(ctx, "only queries are asked by %s: POST this", method)
	}
	if errs == nil && op.Operation.Operation == ast.Subscription {
		return http.StatusNotAcceptable, a.refusal(ctx, "a subscription is answered as %s: name it in Accept", typeStream)
	}
	if errs != nil {
		return a.status(), a.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
	}
	responses, ctx := a.exec.DispatchOperation(ctx, op)
	response := responses(ctx)
	if err := ctx.Err(); err != nil { // what there is of an answer is not one
		response = a.exec.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(err)})
		response.Data = json.RawMessage("null")
	}
	return http.StatusOK, response
}

// prepare parses and checks a query.
func prepare(ctx context.Context, exec graphql.GraphExecutor, params *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	op, errs := exec.CreateOperationContext(ctx, params)
	if op.Doc != nil && op.Operation == nil {
		errs = unknownOperation(op)
	}
	return op, errs
}

// unknownOperation is the error for a request that does not name an operation of its query.
func unknownOperation(op *graphql.OperationContext) gqlerror.List {
	var names []string
	for _, o := range op.Doc.Operations {
		names = append(names, cmp.Or(o.Name, "one without a name"))
	}
	err := gqlerror.Errorf("operationName is %q, but the query has: %s", op.OperationName, strings.Join(names, ", "))
	errcode.Set(err, errcode.ValidationFailed)
	return gqlerror.List{err}
}

// status returns the status for a query that is wrong.
func (a answer) status() int {
	if a.legacy {
		return http.StatusOK
	}
	return http.StatusBadRequest
}

// refuse answers a request that is not one for GraphQL.
func (a answer) refuse(ctx context.Context, status int, format string, args ...any) {
	a.write(status, a.refusal(ctx, format, args...))
}

// refusal is the response to a request that is not one for GraphQL.
func (a answer) refusal(ctx context.Context, format string, args ...any) *graphql.Response {
	err := gqlerror.Errorf(format, args...)
	errcode.Set(err, CodeBadInput)
	return a.exec.DispatchError(ctx, gqlerror.List{err})
}

// write writes a response.
func (a answer) write(status int, response *graphql.Response) {
	a.w.WriteHeader(status)
	_, _ = io.WriteString(a.w, encode(response)+"\n") // an error means that the client is gone
}

// encode returns a response in JSON. Its data are JSON already: they go out as they are.
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
		panic(fmt.Errorf("encode %s of a response: %w", name, err)) // they hold texts and numbers only
	}
	out.WriteString(`"` + name + `":`)
	out.Write(text)
}
