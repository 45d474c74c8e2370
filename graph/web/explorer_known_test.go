package web_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// written reads facts that a test writes out.
func written(t testing.TB, text string) *alliance.Facts {
	t.Helper()
	return readFacts(t, facts.Dir{Name: "written", FS: fstest.MapFS{"facts.yaml": {Data: []byte(text)}}})
}

// lacks fails the test where a text has what it should not.
func lacks(b *tab, text string, parts ...string) {
	b.Helper()
	for _, part := range parts {
		if strings.Contains(text, part) {
			b.Errorf("%q is in %q", part, text)
		}
	}
}

// testEventKnownBy sees to it that an event's page refers to nothing that was not known yet, in either direction.
func testEventKnownBy(b *tab) {
	const dual, treaty = "event:dual-alliance-1879", "event:reinsurance-treaty-1887"
	links := func() string {
		return get[string](b, `[...document.querySelectorAll("#page a[data-show]")].map(e => e.dataset.show).join(" ")`)
	}
	openExplorer(b, "/?event=congress-of-berlin-1878")
	has(b, links(), dual)
	openExplorer(b, "/?event=congress-of-berlin-1878&knownBy=1879")
	has(b, page(b), "as known on 1879", "Treaty for the Settlement of Affairs in the East")
	has(b, links(), "event:san-stefano-1878")
	lacks(b, page(b), "Referred to by")
	openExplorer(b, "/?event=congress-of-berlin-1878&knownBy=1888-02-03")
	has(b, links(), dual)
	openExplorer(b, "/?event=hamburger-nachrichten-disclosure-1896")
	has(b, links(), treaty)
	openExplorer(b, "/?event=hamburger-nachrichten-disclosure-1896&knownBy=1900")
	has(b, links(), "event:reinsurance-treaty-lapses-1890")
	lacks(b, links(), treaty)
	openExplorer(b, "/?event=hamburger-nachrichten-disclosure-1896&knownBy=1895")
	has(b, page(b), "No source that was published by 1895 says so")
}

// disputed are facts that a first source asserts, and a later one denies.
const disputed = `
actors:
  - {id: ruritania, name: Ruritania, type: STATE}
  - {id: strelsau, name: Strelsau, type: STATE}
sources:
  - {id: first, title: The first, publisher: Gazette, published: 1900}
  - {id: same, title: The same year, publisher: Gazette, published: 1900}
  - {id: silent, title: The silent, published: 1900}
  - {id: later, title: The later, publisher: Gazette, published: 1920}
relations:
  - id: backing
    subject: ruritania
    type: SUPPORTS
    object: strelsau
    evidence:
      - {source: first}
      - {source: silent}
      - {source: later, stance: DENIES}
events:
  - id: visit
    type: CONSULT
    title: A visit to Strelsau
    participants: [{actor: ruritania, role: INITIATOR}]
    evidence:
      - {source: first, stance: ALLEGES}
      - {source: same}
      - {source: later, stance: DENIES}
`

// TestKnownByAnyPage opens pages on facts as they were known before somebody denied them.
func TestKnownByAnyPage(t *testing.T) {
	server, browser := serveFacts(t, written(t, disputed)), browse(t)
	b := newTab(browser, t, server.URL, desk(), "light")
	for path, wants := range map[string][2]string{
		"source=first":    {"Asserts: Ruritania supports Strelsau.", "It is disputed"},
		"source=silent":   {"Asserts: Ruritania supports Strelsau.", "It is disputed"},
		"source=same":     {"Asserts: A visit to Strelsau.", "Disputed:"},
		"source=later":    {"It was published after the day", "Denies"},
		"tie=backing":     {"At least one source asserts it", "The later"},
		"event=visit":     {"At least one source asserts it", "The later"},
		"actor=ruritania": {"A visit to Strelsau", "disputed"},
	} {
		t.Run(path, func(t *testing.T) {
			openExplorer(b, "/?"+path)
			if now := page(b); !strings.Contains(now, wants[1]) {
				t.Errorf("today, %q is not in %q", wants[1], now)
			}
			openExplorer(b, fmt.Sprintf("/?%s&knownBy=1910", path))
			has(b, page(b), wants[0])
			lacks(b, page(b), wants[1])
		})
	}
	b.clean()
}

// TestKnownByFarDown opens pages on what stands anywhere in long lists of things that are alike.
func TestKnownByFarDown(t *testing.T) {
	b := newTab(browse(t), t, serveFacts(t, written(t, chronicle(1002))).URL, desk(), "light")
	for _, i := range []int{0, 1, 499, 500, 501, 1001} {
		openExplorer(b, fmt.Sprintf("/?event=e%03d&knownBy=1901", i))
		if got, want := get[string](b, `document.querySelector("#page h2").innerText`), fmt.Sprintf("Visit %d", i); got != want {
			t.Errorf("event %d of many is %q, want %q", i, got, want)
		}
		has(b, page(b), "as known on 1901")
	}
	openExplorer(b, "/?event=e1001&knownBy=1900")
	has(b, page(b), "No source that was published by 1900 says so")
	b.clean()
}
