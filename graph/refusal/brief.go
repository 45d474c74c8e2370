package refusal

import (
	"regexp"
	"unicode/utf8"
)

// Limits on a message, which may repeat what a request has in it.
const (
	// maxWord is the maximum length of a name or a value in it, in characters.
	maxWord = 100
	// maxMessage is its own maximum length, in characters.
	maxMessage = 1_000
)

// Brief returns a message in which names and values of more than 100 characters have an ellipsis in the middle, as has the message
// if it is still longer than 1,000.
func Brief(message string) string {
	if len(message) <= maxWord {
		return message
	}
	word := regexp.MustCompile(`\S+`)
	return cut(word.ReplaceAllStringFunc(message, func(w string) string { return cut(w, maxWord) }), maxMessage)
}

// cut returns a text with at most so many characters: an ellipsis stands for what is left out of the middle.
func cut(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	all := []rune(text)
	end := most / 5
	return string(all[:most-end-1]) + "…" + string(all[len(all)-end:])
}
