package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// checkEmpty returns an error unless a directory does not exist, or is empty.
func checkEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && len(entries) > 0:
		return fmt.Errorf("%s is not empty: it has %s (name a directory that does not exist yet: nothing is overwritten)", dir, entries[0].Name())
	default:
		return err
	}
}

// writeDir writes files to a directory, which appears with all of them or, if there is an error, not at all. An empty one
// that exists gets the files.
func writeDir(ctx context.Context, dir string, write func(create func(name string) (io.WriteCloser, error)) error) error {
	parent, exists := filepath.Dir(dir), false
	if _, err := os.Stat(dir); err == nil {
		parent, exists = dir, true
	}
	return beside(parent, func(temporary string) error {
		made := filepath.Join(temporary, "files")
		if err := os.Mkdir(made, 0o777); err != nil {
			return err
		}
		if err := write(func(name string) (io.WriteCloser, error) { return createIn(ctx, made, name) }); err != nil {
			return err
		}
		if !exists {
			return os.Rename(made, dir)
		}
		return moveFiles(made, dir)
	})
}

// writeFile writes a file, which appears, or replaces another, once it is complete.
func writeFile(ctx context.Context, path string, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a directory (name a file)", path)
	}
	return beside(filepath.Dir(path), func(temporary string) error {
		file, err := createIn(ctx, temporary, filepath.Base(path))
		if err != nil {
			return err
		}
		if err := errors.Join(write(file), file.Close()); err != nil {
			return err
		}
		return os.Rename(filepath.Join(temporary, filepath.Base(path)), path)
	})
}

// beside makes a temporary directory in another, hidden from whoever reads fact files there, and removes it after write
// returns.
func beside(parent string, write func(temporary string) error) error {
	temporary, err := os.MkdirTemp(parent, ".entente-*")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the directory %s does not exist (make it first)", parent)
	}
	if err != nil {
		return err
	}
	return errors.Join(write(temporary), os.RemoveAll(temporary))
}

// moveFiles moves all files from one directory to another. If it fails, it leaves none there.
func moveFiles(from, to string) error {
	entries, err := os.ReadDir(from)
	for i, e := range entries {
		if err = os.Rename(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())); err == nil {
			continue
		}
		for _, moved := range entries[:i] {
			err = errors.Join(err, os.Remove(filepath.Join(to, moved.Name())))
		}
		return err
	}
	return err
}

// createIn creates a file in a directory that cannot be written to any more once ctx is done.
func createIn(ctx context.Context, dir, name string) (io.WriteCloser, error) {
	file, err := os.Create(filepath.Join(dir, name))
	return interruptible{ctx, file, file}, err
}

// An interruptible writes until ctx is done.
type interruptible struct {
	ctx context.Context
	io.Writer
	io.Closer
}

// Write implements [io.Writer].
func (w interruptible) Write(p []byte) (int, error) {
	if w.ctx.Err() != nil {
		return 0, fmt.Errorf("interrupted: %w", w.ctx.Err())
	}
	return w.Writer.Write(p)
}
