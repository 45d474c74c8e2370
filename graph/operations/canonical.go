package operations

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
)

// A form is the digest of what two documents that ask the same have in common: their tokens, in whatever order their definitions
// are, less the fields __typename. Clients that cache answers add these to what they were given, print it in their own way, and
// put the fragments first or last. None of that asks for other facts.
type form [sha256.Size]byte

// formOf returns the form of a document of at most the given number of tokens, if it is one.
func formOf(document string, most int) (f form, ok bool) {
	tokens, ok := tokensOf(document, most)
	if !ok {
		return f, false
	}
	return sha256.Sum256([]byte(strings.Join(definitions(tokens), "\n"))), true
}

// tokensOf returns the tokens of a document, without comments.
func tokensOf(document string, most int) (tokens []lexer.Token, ok bool) {
	l := lexer.New(&ast.Source{Input: document})
	for {
		t, err := l.ReadToken()
		switch {
		case err != nil || len(tokens) > most:
			return nil, false
		case t.Kind == lexer.EOF:
			return tokens, true
		case t.Kind != lexer.Comment:
			tokens = append(tokens, t)
		}
	}
}

// definitions returns the definitions of a document as texts, sorted.
func definitions(tokens []lexer.Token) []string {
	var all []string
	var text strings.Builder
	depth := 0
	for i, t := range tokens {
		if isTypename(tokens, i) || text.Len() == 0 && isShort(tokens, i) {
			continue
		}
		text.WriteString(t.Kind.Name() + strconv.Quote(t.Value))
		switch t.Kind {
		case lexer.BraceL, lexer.ParenL, lexer.BracketL:
			depth++
		case lexer.BraceR, lexer.ParenR, lexer.BracketR:
			depth--
		}
		if depth == 0 && t.Kind == lexer.BraceR {
			all = append(all, text.String())
			text.Reset()
		}
	}
	slices.Sort(all)
	return append(all, text.String()) // what is left is no definition, and makes the document another
}

// isShort reports whether a token is a keyword that may be left out, of a query with neither a name nor variables.
func isShort(tokens []lexer.Token, i int) bool {
	return tokens[i].Kind == lexer.Name && tokens[i].Value == "query" && i+1 < len(tokens) && tokens[i+1].Kind == lexer.BraceL
}

// isTypename reports whether a token is the field __typename, with neither an alias nor a directive.
func isTypename(tokens []lexer.Token, i int) bool {
	if t := tokens[i]; t.Kind != lexer.Name || t.Value != "__typename" {
		return false
	}
	before := []lexer.Type{lexer.Colon, lexer.Dollar, lexer.At, lexer.Spread}
	after := []lexer.Type{lexer.Colon, lexer.At, lexer.ParenL, lexer.BraceL}
	return i > 0 && !slices.Contains(before, tokens[i-1].Kind) && (i+1 == len(tokens) || !slices.Contains(after, tokens[i+1].Kind))
}
