package observe

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"entente/graph/observe/record"
)

// hashLength is the number of hexadecimal digits of a digest that are told.
const hashLength = 12

// Formats of a log.
const (
	// LogOff has errors and other events in it, but no requests.
	LogOff  = "off"
	LogText = "text"
	LogJSON = "json"
)

// NewLog returns a log in a format, whose lines have the ids of the requests that they are about.
func NewLog(to io.Writer, format string) *slog.Logger {
	if format == LogJSON {
		return slog.New(Identified(slog.NewJSONHandler(to, nil)))
	}
	return slog.New(Identified(slog.NewTextHandler(to, nil)))
}

// log writes the line about a request.
func (e *exchange) log(r *http.Request, f *record.Facts, took time.Duration) {
	attrs := make([]slog.Attr, 0, 16)
	attrs = append(attrs,
		slog.String("method", methodOf(r.Method)), slog.String("route", f.Route), slog.Int("status", e.writer.code()),
		slog.Float64("ms", milliseconds(took)), slog.Int64("bytes", e.writer.bytes))
	if f.Kind != "" {
		attrs = append(attrs, slog.String("kind", f.Kind), slog.String("operation", record.CutName(f.Name)))
	}
	if f.Query != "" {
		attrs = append(attrs, slog.String("hash", HashOf(f.Query)), slog.Bool("kept", f.Kept))
	}
	if f.Cost != 0 {
		attrs = append(attrs, slog.Int("cost", f.Cost))
	}
	if len(f.Codes) > 0 {
		attrs = append(attrs, slog.Any("codes", f.Codes))
	}
	if f.Dataset != "" {
		attrs = append(attrs, slog.String("dataset", f.Dataset))
	}
	if e.options.Addresses {
		attrs = append(attrs, slog.String("client", hostOf(f.Client)))
	}
	e.options.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
}

// HashOf returns the beginning of the SHA-256 digest of a query, by which questions are recognised without being read.
func HashOf(query string) string {
	sum := sha256.Sum256([]byte(query))
	return hex.EncodeToString(sum[:])[:hashLength]
}

// hostOf returns an address without its port, which says nothing about who it is.
func hostOf(address string) string {
	if host, _, err := net.SplitHostPort(address); err == nil {
		return host
	}
	return address
}

// milliseconds returns a duration in milliseconds, with microseconds.
func milliseconds(d time.Duration) float64 {
	return float64(d.Round(time.Microsecond).Microseconds()) / 1000
}

// methodOf returns the method of a request, or OTHER if it is a word of the client's own.
func methodOf(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions, http.MethodConnect, http.MethodTrace:
		return method
	}
	return "OTHER"
}
