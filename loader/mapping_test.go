package main

import (
	"strings"
	"testing"
)

func TestMapping(t *testing.T) {
	const name = "ucdp-external-support"
	if got := runLoader("mapping"); got.Exit != 0 || !strings.Contains(got.Out, name+"    UCDP External Support Dataset") {
		t.Errorf("got %+v", got)
	}
	want := read(t, "../fixtures/mappings/"+name+".mapping.yaml")
	for _, arg := range []string{name, name + ".mapping.yaml"} {
		if got := runLoader("mapping", arg); got != (outcome{Out: want}) {
			t.Errorf("%s: got %+v", arg, got)
		}
	}
	if got := runLoader("mapping", "ucpd"); got.Exit != 1 || got.Err != "no mapping \"ucpd\" (go run ./loader mapping lists them)\n" {
		t.Errorf("got %+v", got)
	}
}
