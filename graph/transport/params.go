package transport

import (
	"bytes"
	"cmp"
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

	"github.com/99designs/gqlgen/graphql"
)

// maxBody is the maximum length of a request body, in bytes.
const maxBody = 1 << 20

// readParams reads the parameters of a request.
func readParams(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, error) {
	var params *graphql.RawParams
	var err error
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		params, err = readURL(r.URL.Query())
	case http.MethodPost:
		params, err = readPost(w, r)
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		return nil, refusef(http.StatusMethodNotAllowed, "use GET or POST for GraphQL")
	}
	switch {
	case err != nil:
		return nil, err
	case params.Query != "":
		return params, nil
	case params.Extensions["persistedQuery"] != nil:
		return nil, ErrPersistedQuery
	case r.Method == http.MethodPost:
		return nil, refusef(http.StatusBadRequest, "the body has no query")
	}
	return nil, refusef(http.StatusBadRequest, "there is no query: send one as ?query= or by POST")
}

// readURL reads parameters from the query of an address.
func readURL(values url.Values) (*graphql.RawParams, error) {
	params := &graphql.RawParams{Query: values.Get("query"), OperationName: values.Get("operationName")}
	for name, into := range map[string]any{"variables": &params.Variables, "extensions": &params.Extensions} {
		if text := values.Get(name); text != "" {
			if err := decode([]byte(text), into); err != nil {
				return nil, refusef(http.StatusBadRequest, "%s is not a JSON object: %v", name, err)
			}
		}
	}
	return params, nil
}

// readPost reads parameters from the body of a request.
func readPost(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, error) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != typeJSON || !inUTF8(params) {
		return nil, refusef(http.StatusUnsupportedMediaType, "the Content-Type of a request is %s, in UTF-8", typeJSON)
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return nil, refusef(http.StatusUnsupportedMediaType, "the body is encoded as %s: send it unencoded", encoding)
	}
	return readBody(http.MaxBytesReader(w, r.Body, maxBody))
}

// readBody reads parameters from a body.
func readBody(body io.Reader) (*graphql.RawParams, error) {
	text, err := io.ReadAll(body)
	if tooLong, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, refusef(http.StatusRequestEntityTooLarge, "the body is longer than %d bytes", tooLong.Limit)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, refusef(http.StatusRequestTimeout, "the body took too long to arrive")
	}
	if err != nil {
		return nil, refusef(http.StatusBadRequest, "the body was cut off")
	}
	params := &graphql.RawParams{}
	if err := decode(text, params); err != nil {
		return nil, refusef(http.StatusBadRequest, "the body is not a GraphQL request in JSON: %v", err)
	}
	return params, nil
}

// decode decodes a text that is a single JSON value. Numbers become [json.Number] values.
func decode(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	err := d.Decode(into)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%s is a JSON %s", cmp.Or(wrong.Field, "it"), wrong.Value)
	}
	if err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is data after the JSON value")
	}
	return nil
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
