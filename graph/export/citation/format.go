package citation

import (
	"io"
	"net/http"
	"strings"

	"github.com/elnormous/contenttype"

	"entente/graph/refusal"
)

// A Format is a format of citations. In an address, its name is in lower case.
type Format string

// The formats.
const (
	FormatBibTeX Format = "BIBTEX"
	FormatRIS    Format = "RIS"
	FormatCSL    Format = "CSL"
)

// Formats returns all formats, the default first.
func Formats() []Format { return []Format{FormatBibTeX, FormatRIS, FormatCSL} }

// Write writes items in the format.
func (f Format) Write(w io.Writer, items []Item) error {
	switch f {
	case FormatRIS:
		return RIS(w, items)
	case FormatCSL:
		return CSLJSON(w, items)
	default:
		return BibTeX(w, items)
	}
}

// String returns items in the format.
func (f Format) String(items []Item) string {
	var b strings.Builder
	_ = f.Write(&b, items) // a builder takes everything
	return b.String()
}

// MediaType returns the media type of the format.
func (f Format) MediaType() string {
	return map[Format]string{
		FormatBibTeX: "application/x-bibtex",
		FormatRIS:    "application/x-research-info-systems",
		FormatCSL:    "application/vnd.citationstyles.csl+json",
	}[f]
}

// extension returns the end of the name of a file in the format.
func (f Format) extension() string {
	return map[Format]string{FormatBibTeX: ".bib", FormatRIS: ".ris", FormatCSL: ".json"}[f]
}

// parseFormat returns the format with a name in an address.
func parseFormat(name string) (Format, error) {
	for _, f := range Formats() {
		if strings.ToLower(string(f)) == name {
			return f, nil
		}
	}
	return "", refusal.Errorf(http.StatusBadRequest, "there is no format %q: ask for format=bibtex, ris or csl", name)
}

// plainText is the media type of BibTeX for those who want to read it, such as browsers.
const plainText = "text/plain"

// accepted returns the format that a client prefers by its Accept headers, and the media type to send it as. A client that
// has no preference gets BibTeX as plain text.
func accepted(header http.Header) (f Format, media string, err error) {
	if named := mediaOf(header, append([]string{plainText}, mediaTypes()...)); named == plainText {
		return FormatBibTeX, plainText, nil
	} else if f, ok := formatOf(named); ok {
		return f, named, nil
	}
	return "", "", refusal.Errorf(http.StatusNotAcceptable, "citations are %s or %s: name one of them in Accept, or ask for format=bibtex, ris or csl",
		strings.Join(mediaTypes(), ", "), plainText)
}

// preferred returns the format in which a client prefers the citation of an answer to the answer itself: a format that its
// Accept headers name, and nothing else that they name is preferred to.
func preferred(header http.Header) (Format, bool) {
	var offers []string
	ours := false
	for part := range strings.SplitSeq(accepts(header), ",") {
		t, _, _ := strings.Cut(part, ";")
		m, err := contenttype.ParseMediaType(t)
		if err != nil || m.IsWildcard() {
			continue
		}
		_, is := formatOf(m.MIME())
		ours = ours || is
		offers = append(offers, m.MIME())
	}
	if !ours {
		return "", false
	}
	return formatOf(mediaOf(header, append(offers, "application/json"))) // which stands for all that answers may be
}

// mediaOf returns the one of the offered media types that a client prefers, the first of them if it says nothing, or "" if it
// accepts none.
func mediaOf(header http.Header, offers []string) string {
	accept := accepts(header)
	if accept == "" {
		return offers[0]
	}
	var types []contenttype.MediaType
	for _, o := range offers {
		m := contenttype.NewMediaType(o)
		m.Parameters["charset"] = "utf-8"
		types = append(types, m)
	}
	m, _, err := contenttype.GetAcceptableMediaTypeFromHeader(accept, types)
	if err != nil {
		return ""
	}
	return m.MIME()
}

// accepts returns the Accept headers as one.
func accepts(header http.Header) string {
	return strings.ToLower(strings.TrimSpace(strings.Join(header.Values("Accept"), ",")))
}

// mediaTypes returns the media types of the formats.
func mediaTypes() []string {
	var types []string
	for _, f := range Formats() {
		types = append(types, f.MediaType())
	}
	return types
}

// formatOf returns the format with a media type.
func formatOf(media string) (Format, bool) {
	for _, f := range Formats() {
		if f.MediaType() == media {
			return f, true
		}
	}
	return "", false
}
