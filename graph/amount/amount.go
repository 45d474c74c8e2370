// Package amount reads amounts of memory from options.
package amount

import (
	"fmt"
	"strconv"

	"github.com/docker/go-units"
)

// Bytes is an amount of memory in bytes. In options, it is written with a unit: 64MiB, 1GiB, or is 0.
type Bytes int64

// Max is the largest amount that an option may have: 1 TiB.
const Max Bytes = 1 << 40

// String implements [fmt.Stringer].
func (b Bytes) String() string { return units.BytesSize(float64(b)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (b *Bytes) UnmarshalText(text []byte) error {
	bytes, err := units.RAMInBytes(string(text))
	_, bare := strconv.ParseFloat(string(text), 64)
	if err != nil || bytes < 0 || bytes > int64(Max) || bytes != 0 && bare == nil {
		return fmt.Errorf("%q is not an amount of memory: write a number and a unit up to 1TiB, such as 64MiB or 1GiB, or 0 for none", text)
	}
	*b = Bytes(bytes)
	return nil
}
