package archive_test

import (
	"fmt"
	"os"
	"path/filepath"

	"entente/loader/archive"
	"entente/loader/facts"
)

// A data set goes into one file, and comes out of it the same.
func Example() {
	folder, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(folder) }()
	packing := archive.New(facts.Open("../../fixtures/libya-2020"))
	found, err := facts.Read(packing.Dirs()...)
	if err != nil {
		fmt.Println(err)
		return
	}
	file := filepath.Join(folder, "libya.zip")
	if err := packing.WriteFile(file, found); err != nil {
		fmt.Println(err)
		return
	}
	opened, err := archive.Open(file)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer opened.Close()
	again, err := facts.Read(opened.Dirs...)
	fmt.Println(again.Dataset().Version == found.Dataset().Version, err)
	// Output: true <nil>
}
