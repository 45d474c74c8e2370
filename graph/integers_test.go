package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestIntegers gives whole numbers of all sizes to an argument that nothing reads, as there is no such actor.
func TestIntegers(t *testing.T) {
	handler := libya(t)
	for number, fits := range map[string]bool{
		"0": true, "-1": true, "2147483647": true, "-2147483648": true,
		"2147483648": false, "-2147483649": false, "51460461565": false, strings.Repeat("9", 200): false,
	} {
		text := post(handler, fmt.Sprintf(`{"query": "{ actor(id: \"\") { relations(last: %s) { totalCount } } }"}`, number)).Body.String()
		if refused := strings.Contains(text, "not a whole number of 32 bits"); refused == fits {
			t.Errorf("%s: %s", number, text)
		}
	}
}
