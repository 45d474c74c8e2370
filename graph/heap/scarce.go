package heap

// plentyShare is the share of the limit that may be live with room for all else, in percent. Beside live bytes there are garbage, at
// least a fifth as much, all that Go has besides the heap, a tenth of the limit, and answers while they are sent, a sixteenth of it:
// beyond seven tenths, garbage is collected nearly without end.
const plentyShare = 70

// Scarce reports whether what the last collection found to be live leaves too little below GOMEMLIMIT for the process to work well,
// and both in bytes.
func Scarce() (live, limit int64, scarce bool) {
	live, limit = liveBytes(), Limit()
	return live, limit, live > limit/100*plentyShare
}
