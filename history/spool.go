package history

import (
	"fmt"
	"io"
	"os"
)

// Spool copies what can be read only once to a temporary file, which remove removes. The disk bounds it.
func Spool(in io.Reader) (file *os.File, remove func(), err error) {
	if file, err = os.CreateTemp("", "cistern-import-*"); err != nil {
		return nil, nil, fmt.Errorf("make a temporary file: %w", err)
	}
	remove = func() {
		_ = file.Close()
		_ = os.Remove(file.Name())
	}
	if _, err := io.Copy(file, in); err != nil {
		remove()
		return nil, nil, fmt.Errorf("copy the input to a temporary file: %w", err)
	}
	return file, remove, nil
}
