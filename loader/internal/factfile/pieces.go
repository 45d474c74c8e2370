package factfile

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// cutTable passes the pieces of a table to add, with the number of bytes of the file that were read for each, until that
// returns false.
func (f File) cutTable(size int, add func(piece, int64) bool) error {
	in, err := f.stream()
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	c := cutter{in: in, size: size}
	var t *table
	for counted := int64(0); ; counted = in.read {
		p, err := c.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, errZip), errors.Is(err, errLong):
			p = faulty(Problem{Pos{uint32(c.before) + 1, 1}, err.Error()})
		case err != nil:
			return fmt.Errorf("read %s: %w", f.Name, err)
		case t == nil:
			p = headed(f.Name, p)
			if p.table != nil && p.table.columns != nil {
				t = p.table
			}
		default:
			p.table = t
		}
		if !add(p, in.read-counted) || p.faulty {
			return nil
		}
	}
}

// maxText is the maximum length of the text of a table that is looked at as a whole, in bytes.
const maxText = 256 << 20

// text returns the text of a table as far as it can be read, or to a maximum.
func (f File) text() ([]byte, error) {
	in, err := f.stream()
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	text, err := io.ReadAll(io.LimitReader(in, maxText))
	if errors.Is(err, errZip) {
		return text, nil
	}
	return text, err
}

// A counted is the text of a table, and counts the bytes of its file that were read.
type counted struct {
	io.Reader
	file io.ReadCloser
	read int64
}

// errZip is the error for a file that is not what its name says.
var errZip = errors.New("this is not gzip, or the end is missing (compress it again, or take .gz off its name)")

// stream returns the text of a table.
func (f File) stream() (*counted, error) {
	if f.Stream == nil {
		text, err := f.Open()
		return f.unzip(io.NopCloser(bytes.NewReader(text))), err
	}
	in, err := f.Stream()
	if err != nil {
		return nil, err
	}
	return f.unzip(in), nil
}

// unzip returns the text of a file, which is compressed if its name says so.
func (f File) unzip(in io.ReadCloser) *counted {
	c := &counted{file: in}
	c.Reader = readerFunc(func(p []byte) (int, error) {
		n, err := in.Read(p)
		c.read += int64(n)
		return n, err
	})
	if strings.HasSuffix(strings.ToLower(f.Name), ".gz") {
		c.Reader = &unzipper{in: c.Reader}
	}
	return c
}

// Close closes the file.
func (c *counted) Close() error { return c.file.Close() }

// A readerFunc is a Read method.
type readerFunc func(p []byte) (int, error)

// Read implements [io.Reader].
func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// An unzipper reads compressed text. Its error wraps [errZip] if it is not that.
type unzipper struct {
	in  io.Reader
	zip io.Reader
}

// maxUnpacked is the maximum size of compressed text, as of all files in an archive: a few MB can be made from it that fill any memory.
const maxUnpacked = 4 << 30

// errUnpacked is the error for a file that has more.
var errUnpacked = fmt.Errorf("this has more than %d GiB unpacked (split it)", maxUnpacked>>30)

// Unpacked returns the text that a reader of a compressed file returns, with an error if it is too large.
func Unpacked(in io.Reader) io.Reader { return &unpacked{in, maxUnpacked} }

// An unpacked is the text of a compressed file of which so many bytes may be left.
type unpacked struct {
	in   io.Reader
	left int64
}

// Read implements [io.Reader].
func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.in.Read(p)
	if u.left -= int64(n); u.left < 0 {
		return 0, errUnpacked
	}
	return n, err
}

// Read implements [io.Reader].
func (u *unzipper) Read(p []byte) (int, error) {
	if u.zip == nil {
		zip, err := gzip.NewReader(u.in)
		if err != nil {
			return 0, errZip
		}
		u.zip = Unpacked(zip)
	}
	n, err := u.zip.Read(p)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errUnpacked) {
		return n, errZip
	}
	return n, err
}

// maxRecord is the maximum length of a row in bytes, about. Without a limit, a file that has no end of a row would fill the memory.
const maxRecord = 16 << 20

// errLong is the error for a row that is too long.
var errLong = fmt.Errorf("this row is longer than %d MiB (is a quote not closed?)", maxRecord>>20)

// A cutter cuts a text in CSV between records.
type cutter struct {
	in   io.Reader
	size int
	// rest is what was read but is in no piece yet; before is the number of lines before it.
	rest   []byte
	before int
	// begun reports whether there was a piece, classic that a lone carriage return ends a line.
	begun, classic, ended bool
}

// next returns the next piece, of at least the given size but for the last one. After that it returns io.EOF.
func (c *cutter) next() (piece, error) {
	for size := max(c.size, len(c.rest)); !c.ended; size *= 2 {
		if err := c.fill(size); err != nil {
			return piece{}, err
		}
		if end := recordEnd(c.rest); end > 0 && c.begun && !c.ended {
			return c.cut(end), nil
		}
		if size > maxRecord && !c.ended {
			return piece{}, errLong
		}
	}
	if len(c.rest) == 0 {
		return piece{}, io.EOF
	}
	return c.cut(len(c.rest)), nil
}

// cut makes a piece of the rest up to an offset.
func (c *cutter) cut(end int) piece {
	p := piece{text: c.rest[:end:end], before: c.before}
	c.before += bytes.Count(p.text, []byte("\n"))
	c.rest = slices.Clone(c.rest[end:])
	return p
}

// fill reads until the rest has a size, or to the end.
func (c *cutter) fill(size int) error {
	from := len(c.rest)
	c.rest = slices.Grow(c.rest, max(size-from, 0))[:max(size, from)]
	n, err := io.ReadFull(c.in, c.rest[from:])
	c.rest = c.rest[:from+n]
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		c.ended = true
	case err != nil:
		return err
	}
	if !c.begun {
		c.begin()
		from = 0
	}
	if c.classic {
		added := c.rest[min(from, len(c.rest)):]
		for i, b := range added {
			if b == '\r' {
				added[i] = '\n'
			}
		}
	}
	return nil
}

// begin begins with the first line once that has been read, to the character after it.
func (c *cutter) begin() {
	end := bytes.IndexAny(c.rest, "\r\n")
	if !c.ended && (end < 0 || end+1 >= len(c.rest)) {
		return
	}
	c.begun = true
	c.rest = bytes.TrimPrefix(c.rest, []byte("\ufeff"))
	c.classic = isClassic(c.rest)
}

// isClassic reports whether the first line of a text ends in a lone carriage return, as spreadsheets for the Macintosh
// write it.
func isClassic(text []byte) bool {
	i := bytes.IndexAny(text, "\r\n")
	return i >= 0 && text[i] == '\r' && i+1 < len(text) && text[i+1] != '\n'
}

// recordEnd returns the offset behind the last line break of a text that is not within quotes, 0 if there is none.
func recordEnd(text []byte) int {
	quotes := bytes.Count(text, []byte(`"`))
	for end := len(text); ; {
		i := bytes.LastIndexByte(text[:end], '\n')
		if i < 0 {
			return 0
		}
		if quotes -= bytes.Count(text[i:end], []byte(`"`)); quotes%2 == 0 {
			return i + 1
		}
		end = i
	}
}
