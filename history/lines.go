package history

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// maxRecord bounds one record in bytes, line breaks in quotes included. A longer one is a bad row.
const maxRecord = 1 << 20

var (
	errTooLong = errors.New("is longer than 1 MiB: is this the right file, and does every quote end?")
	errUTF16   = errors.New("the file is UTF-16: save it as UTF-8")
)

// lines reads a file in bounded memory: of a record beyond maxRecord, the rest of the line is thrown away as it comes.
type lines struct {
	in     *bufio.Reader
	ended  int // line breaks read
	start  int // number of the first line with something on it since begin
	left   int // bytes that may still come until the next begin
	buffer []byte
}

// newLines skips a byte order mark.
func newLines(r io.Reader) (*lines, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	mark, err := in.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.Equal(mark, []byte("\xef\xbb\xbf")):
		_, err = in.Discard(3)
		return &lines{in: in}, err
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		return nil, errUTF16
	}
	return &lines{in: in}, nil
}

// begin makes room for the next record.
func (l *lines) begin() { l.start, l.left = 0, maxRecord }

// Read never returns bytes of two lines, so that whoever parses a record has read nothing of the next. A record that is too long
// ends with errTooLong, and reading goes on with the next line.
func (l *lines) Read(p []byte) (int, error) {
	if _, err := l.in.Peek(1); err != nil {
		return 0, err
	}
	chunk, _ := l.in.Peek(min(l.in.Buffered(), len(p)))
	if end := bytes.IndexByte(chunk, '\n'); end >= 0 {
		chunk = chunk[:end+1]
	}
	l.noteStart(chunk)
	if len(chunk) > l.left {
		return 0, l.skip()
	}
	n := copy(p, chunk)
	l.left -= n
	l.noteEnd(chunk)
	_, err := l.in.Discard(n)
	return n, err
}

// line returns the next line without its line break; the last one may lack it. It is overwritten by the next call.
func (l *lines) line() ([]byte, error) {
	l.begin()
	l.start = l.ended + 1
	l.buffer = l.buffer[:0]
	for {
		chunk, err := l.in.ReadSlice('\n')
		l.noteEnd(chunk)
		if l.left -= len(chunk); l.left < 0 {
			if errors.Is(err, bufio.ErrBufferFull) {
				return nil, l.skip()
			}
			return nil, errTooLong
		}
		l.buffer = append(l.buffer, chunk...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err == nil, errors.Is(err, io.EOF) && len(l.buffer) > 0:
			return bytes.TrimRight(l.buffer, "\r\n"), nil
		default:
			return nil, err
		}
	}
}

// skip throws the rest of the line away.
func (l *lines) skip() error {
	for {
		chunk, err := l.in.ReadSlice('\n')
		l.noteEnd(chunk)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err == nil, errors.Is(err, io.EOF):
			return errTooLong
		default:
			return err
		}
	}
}

func (l *lines) noteStart(chunk []byte) {
	if l.start == 0 && len(bytes.TrimRight(chunk, "\r\n")) > 0 {
		l.start = l.ended + 1
	}
}

func (l *lines) noteEnd(chunk []byte) {
	if bytes.HasSuffix(chunk, []byte("\n")) {
		l.ended++
	}
}
