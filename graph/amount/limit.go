package amount

import "fmt"

// A Limit is an amount of memory that something may take, which has to be more than 0.
type Limit Bytes

// String implements [fmt.Stringer].
func (l Limit) String() string { return Bytes(l).String() }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (l *Limit) UnmarshalText(text []byte) error {
	var b Bytes
	if err := b.UnmarshalText(text); err != nil || b == 0 {
		return fmt.Errorf("%q is no limit: write a number and a unit up to %s, such as 256MiB or 1GiB", text, Max)
	}
	*l = Limit(b)
	return nil
}
