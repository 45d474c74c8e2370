// Package coding chooses the content coding of an answer (RFC 9110, section 8.4) and compresses it: whole texts with an
// [Encoders], and what other handlers stream with a [Handler]. It has gzip, zstd and br at their fast levels, with windows that
// bound what an encoder takes in memory.
package coding

import (
	"cmp"
	"iter"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Content codings, as HTTP names them.
const (
	None   = ""
	Gzip   = "gzip"
	Zstd   = "zstd"
	Brotli = "br"
)

// From is the length from which an answer is compressed, in bytes: one that is shorter fits into a packet as it is.
const From = 1 << 10

// Accepted are the content codings that a client accepts.
type Accepted struct {
	// Best is the one that the client prefers or, of several, the first of zstd, br and gzip: [None] if there is none. At their fast
	// levels, br is the shortest by little, but takes three times as long as zstd, and gzip even longer.
	Best string
	// Plain is set if answers may be sent as they are.
	Plain bool
}

// Negotiate returns what Accept-Encoding headers accept, which RFC 9110 (section 12.5.3) describes. A client that says nothing
// gets answers as they are: it may not know about codings.
func Negotiate(headers []string) Accepted {
	q := map[string]float64{}
	for named, value := range Preferences(headers) {
		q[named] = value
	}
	of := func(name string, unnamed float64) float64 {
		if value, named := q[name]; named {
			return value
		}
		if value, named := q["*"]; named && (name == Gzip || name == "identity") { // who takes anything may be too old for the others
			return value
		}
		return unnamed
	}
	a := Accepted{Plain: of("identity", 1) > 0}
	most := q["identity"]
	for _, name := range []string{Zstd, Brotli, Gzip} {
		if value := of(name, 0); value > 0 && (value > most || value == most && a.Best == None) {
			a.Best, most = name, value
		}
	}
	return a
}

// Any reports whether there is a way to send an answer that the client accepts.
func (a Accepted) Any() bool { return a.Plain || a.Best != None }

// Preferences returns what is named in headers such as Accept, each with its q, and leaves out what is malformed or not in
// UTF-8.
func Preferences(headers []string) iter.Seq2[string, float64] {
	return func(yield func(string, float64) bool) {
		for part := range strings.SplitSeq(strings.Join(headers, ","), ",") {
			named, params, err := mime.ParseMediaType(part)
			if err != nil || !InUTF8(params) {
				continue
			}
			q, err := strconv.ParseFloat(cmp.Or(params["q"], "1"), 64)
			if err == nil && !yield(named, q) {
				return
			}
		}
	}
}

// InUTF8 reports whether the parameters of a media type name no charset other than UTF-8.
func InUTF8(params map[string]string) bool {
	return params["charset"] == "" || strings.EqualFold(params["charset"], "utf-8")
}

// Vary adds request headers that an answer depends on to Vary, unless they are there.
func Vary(h http.Header, names ...string) {
	there := strings.Split(strings.Join(h.Values("Vary"), ","), ",")
	missing := slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return slices.ContainsFunc(there, func(t string) bool { return strings.EqualFold(strings.TrimSpace(t), name) })
	})
	if len(missing) > 0 {
		h.Add("Vary", strings.Join(missing, ", "))
	}
}
