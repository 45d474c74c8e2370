package transport

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph/coding"
	"entente/graph/flight"
)

// maxBody is the maximum length of a request body, in bytes.
const maxBody = 1 << 20

// A request is what a client asks, however it is sent.
type request struct {
	*graphql.RawParams
	// document is the documentId, which names a query that the server has, empty if there is none.
	document string
}

// readRequest reads a request.
func (h *HTTP) readRequest(w http.ResponseWriter, r *http.Request) (*request, error) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		values, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil {
			return nil, refusef(http.StatusBadRequest, "the query of the address is malformed: %v", err)
		}
		return readURL(values)
	case http.MethodPost:
		return h.readPost(w, r)
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		return nil, refusef(http.StatusMethodNotAllowed, "use GET or POST for GraphQL")
	}
}

// readURL reads a request from the query of an address.
func readURL(values url.Values) (*request, error) {
	fields := map[string]any{}
	for _, key := range []string{"query", "operationName", "documentId", "variables", "extensions"} {
		text := values.Get(key)
		switch {
		case len(values[key]) > 1:
			return nil, refusef(http.StatusBadRequest, "the address has %d times %s: give it once", len(values[key]), key)
		case !utf8.ValidString(text):
			return nil, refusef(http.StatusBadRequest, "%s is not in UTF-8", key)
		case text == "":
		case key == "variables" || key == "extensions":
			value, err := decode([]byte(text))
			if err != nil {
				return nil, refusef(http.StatusBadRequest, "%s is not a JSON object: %v", key, err)
			}
			fields[key] = value
		default:
			fields[key] = text
		}
	}
	return requestOf(fields)
}

// requestOf returns the request that has these fields. One that is null is as one that is absent, and those that we do not know
// are ignored, as the specification wants it.
func requestOf(fields map[string]any) (*request, error) {
	r := &request{RawParams: &graphql.RawParams{}}
	err := errors.Join( // in the order of the specification; there is rarely more than one
		set(&r.Query, fields, "query", "a string"),
		set(&r.document, fields, "documentId", "a string"),
		set(&r.OperationName, fields, "operationName", "a string"),
		set(&r.Variables, fields, "variables", "an object"),
		set(&r.Extensions, fields, "extensions", "an object"),
	)
	if err != nil {
		return nil, refusef(http.StatusBadRequest, "%s", strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	return r, nil
}

// set sets what a field of a request is for, unless that is null or absent.
func set[T any](to *T, fields map[string]any, key, want string) error {
	value := fields[key]
	if value == nil {
		return nil
	}
	v, ok := value.(T)
	if !ok {
		return fmt.Errorf("%s is a JSON %s: it is to be %s", key, kindOf(value), want)
	}
	*to = v
	return nil
}

// readPost reads a request from a body. Who gives a part of it in the address as well could mean either.
func (h *HTTP) readPost(w http.ResponseWriter, r *http.Request) (*request, error) {
	for _, key := range []string{"query", "variables", "extensions"} {
		if r.URL.Query().Has(key) {
			return nil, refusef(http.StatusBadRequest, "%s is in the address of a POST: send it in the body, or all by GET", key)
		}
	}
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != typeJSON || !coding.InUTF8(params) {
		return nil, refusef(http.StatusUnsupportedMediaType, "the Content-Type of a request is %s, in UTF-8", typeJSON)
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return nil, refusef(http.StatusUnsupportedMediaType, "the body is encoded as %s: send it unencoded", encoding)
	}
	body := h.Rooms.Body(r.RemoteAddr, http.MaxBytesReader(w, r.Body, maxBody), min(r.ContentLength, maxBody))
	defer body.Clear()
	return readBody(body)
}

// readBody reads a request from a body.
func readBody(body io.Reader) (*request, error) {
	text, err := io.ReadAll(body)
	if tooLong, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, refusef(http.StatusRequestEntityTooLarge, "the body is longer than %d bytes", tooLong.Limit)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, refusef(http.StatusRequestTimeout, "the body took too long to arrive")
	}
	if errors.Is(err, flight.ErrBusy) {
		return nil, err
	}
	if err != nil {
		return nil, refusef(http.StatusBadRequest, "the body was cut off")
	}
	value, err := decode(text)
	if err != nil {
		return nil, refusef(http.StatusBadRequest, "the body is not a GraphQL request in JSON: %v", err)
	}
	switch fields := value.(type) {
	case map[string]any:
		return requestOf(fields)
	case []any:
		return nil, refusef(http.StatusBadRequest, "batches are not supported: send one request each, not a JSON array of them")
	default:
		return nil, refusef(http.StatusBadRequest, "the body is not a GraphQL request in JSON: it is a JSON %s, not an object", kindOf(value))
	}
}

// exact converts the [json.Number] values in a JSON value to int64 if they are whole, however they are written, and
// otherwise to float64.
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
