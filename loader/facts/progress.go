package facts

// A Phase is a part of what a [Reader] does.
type Phase string

// The phases, in order.
const (
	// Reading goes through the files; it is counted in bytes.
	Reading Phase = "reading"
	// Linking lets the things point to each other; it is counted in steps of equal size, roughly.
	Linking Phase = "linking"
)

// A Progress is how far a [Reader] is.
type Progress struct {
	Phase Phase
	// Done is how much of Of has been done: of the bytes of the files, as they are on the disk, or of the steps.
	Done, Of int64
}

// reading returns a function that reports how many bytes have been read of the files in the directories, or nil.
func (r *Reader) reading(dirs []Dir) func(bytes int64) {
	if r.Progress == nil {
		return nil
	}
	size := int64(0)
	for _, d := range dirs {
		size += d.Size()
	}
	most := int64(0) // files may be read again
	return func(bytes int64) {
		most = max(most, min(bytes, size))
		r.Progress(Progress{Reading, most, size})
	}
}

// steps is how many steps linking takes for each part of a file.
const steps = 5

// linking returns a function that reports that a step of linking is done for one of so many parts of files.
func (r *Reader) linking(parts int) func() {
	done := int64(0)
	return func() {
		if done++; r.Progress != nil {
			r.Progress(Progress{Linking, done, int64(steps * parts)})
		}
	}
}
