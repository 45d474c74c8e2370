package main

import (
	"fmt"
	"strconv"

	"github.com/docker/go-units"
)

// A size is an amount of memory in bytes. In options, it is written with a unit: 64MiB, 1GiB, or is 0.
type size int64

// maxSize is the largest size that an option may have: 1 TiB.
const maxSize = 1 << 40

// UnmarshalText implements [encoding.TextUnmarshaler].
func (s *size) UnmarshalText(text []byte) error {
	bytes, err := units.RAMInBytes(string(text))
	_, bare := strconv.ParseFloat(string(text), 64)
	if err != nil || bytes < 0 || bytes > maxSize || bytes != 0 && bare == nil {
		return fmt.Errorf("%q is not an amount of memory: write a number and a unit up to 1TiB, such as 64MiB or 1GiB, or 0 for none", text)
	}
	*s = size(bytes)
	return nil
}
