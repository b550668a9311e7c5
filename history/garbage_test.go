package history_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"cistern/history"
)

// garbage is a gigabyte that starts like a file and goes on with a block over and over. It never exists as a whole, and watches the memory
// of the process.
type garbage struct {
	head, block []byte
	at          int64
	start, peak uint64 // bytes that the process has from the system
}

const (
	garbageSize = 1 << 30
	// patience is many times what it takes; with the race detector on a busy machine it takes a quarter of it.
	patience = time.Minute
)

func newGarbage(head string, block []byte) *garbage {
	g := &garbage{head: []byte(head), block: block}
	runtime.GC()
	g.start = memory()
	g.peak = g.start
	return g
}

func memory() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys
}

func (g *garbage) Seek(offset int64, whence int) (int64, error) {
	if whence == io.SeekEnd {
		return garbageSize, nil
	}
	g.at = offset
	return offset, nil
}

func (g *garbage) Read(p []byte) (n int, err error) {
	if g.at == garbageSize {
		return 0, io.EOF
	}
	if g.at < int64(len(g.head)) {
		n = copy(p, g.head[g.at:])
	} else {
		n = copy(p, g.block[g.at%int64(len(g.block)):])
	}
	n = int(min(int64(n), garbageSize-g.at))
	const watch = 16 << 20
	if g.at/watch != (g.at+int64(n))/watch {
		g.peak = max(g.peak, memory())
	}
	g.at += int64(n)
	return n, nil
}

func TestGigabyteOfGarbage(t *testing.T) {
	random := make([]byte, 1<<20)
	_, _ = rand.NewChaCha8([32]byte{}).Read(random)
	line := append(bytes.Repeat([]byte("x"), 1<<10), '\n')
	b := setup(t)
	for name, test := range map[string]struct {
		head  string
		block []byte
		plan  func(*history.Plan)
		want  string
	}{
		"CSVWithoutLineBreaks":    {header, bytes.Repeat([]byte{0}, 1<<20), skipBad, "line 2: is longer than 1 MiB"},
		"NDJSONWithoutLineBreaks": {"", bytes.Repeat([]byte("["), 1<<20), skipBadNDJSON, "line 1: is longer than 1 MiB"},
		"HeaderWithoutLineBreaks": {"", bytes.Repeat([]byte("x"), 1<<20), skipBad, "the header cannot be read: line 1: is longer than 1 MiB"},
		"CSVBinary":               {header, random, skipBad, "not UTF-8"},
		"NDJSONBinary":            {"", random, skipBadNDJSON, "not UTF-8"},
		"QuoteThatDoesNotEnd":     {header + "\"", line, skipBad, "line 2: is longer than 1 MiB"},
		"NotSkipped":              {header, random, dryRun, "more than 1000 of the first"},
	} {
		t.Run(name, func(t *testing.T) {
			file := newGarbage(test.head, test.block)
			began := time.Now()
			summary, err := b.Import(t.Context(), b.plan(dryRun, test.plan), file)
			took, grown := time.Since(began), (file.peak-file.start)>>20
			if err == nil {
				err = summary.Bad.First[0]
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
			t.Logf("read %d MiB in %s, memory grew by %d MiB", file.at>>20, took.Round(time.Millisecond), grown)
			if took > patience || grown > 64 {
				t.Errorf("took %s and %d MiB", took, grown)
			}
		})
	}
}

func skipBadNDJSON(p *history.Plan) {
	skipBad(p)
	ndjson(p)
}
