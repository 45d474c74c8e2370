package wire_test

import (
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/wire"
)

// TestAppend compares what is appended with what is marshaled, for random scalars.
func TestAppend(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("\x00\x1f\t\r\n\\\"/é\u2028\U0001F600a"))),
			rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) })).Draw(t, "text")
		number, whole := rapid.Float64().Draw(t, "number"), rapid.Int().Draw(t, "whole")
		day := alliance.MustDate(rapid.SampledFrom([]string{"2020-05-21", "2020-05~", "-0430?", "0001"}).Draw(t, "date"))
		moment := time.Unix(rapid.Int64Range(0, 1<<34).Draw(t, "moment"), 5)
		truth := rapid.Bool().Draw(t, "truth")
		for name, c := range map[string]struct {
			appended  []byte
			marshaled graphql.Marshaler
		}{
			"ID":       {wire.AppendID(nil, text), wire.MarshalID(text)},
			"String":   {wire.AppendString(nil, text), wire.MarshalString(text)},
			"Text":     {wire.AppendText(nil, alliance.Text(text)), wire.MarshalText(alliance.Text(text))},
			"Int":      {wire.AppendInt(nil, whole), wire.MarshalInt(whole)},
			"Float":    {wire.AppendFloat(nil, number), wire.MarshalFloat(number)},
			"Boolean":  {wire.AppendBoolean(nil, truth), wire.MarshalBoolean(truth)},
			"Date":     {wire.AppendDate(nil, day), wire.MarshalDate(day)},
			"no date":  {wire.AppendDate(nil, alliance.Date{}), wire.MarshalDate(alliance.Date{})},
			"DateTime": {wire.AppendDateTime(nil, moment), wire.MarshalDateTime(moment)},
		} {
			var want strings.Builder
			if c.marshaled.MarshalGQL(&want); string(c.appended) != want.String() {
				t.Fatalf("%s: appended %s, marshaled %s", name, c.appended, want.String())
			}
		}
	})
}

func BenchmarkAppendString(b *testing.B) {
	text := "Russia, along with the United Arab Emirates and Egypt, supports the self-styled Haftar army, \"as they say\""
	b.Run("append", func(b *testing.B) {
		var json []byte
		for b.Loop() {
			json = wire.AppendString(json[:0], text)
		}
	})
	b.Run("gqlgen", func(b *testing.B) {
		var out strings.Builder
		for b.Loop() {
			out.Reset()
			graphql.MarshalString(text).MarshalGQL(&out)
		}
	})
}
