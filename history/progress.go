package history

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// Stage is which pass an import is in.
type Stage string

// The stages, in their order.
const (
	Checking  Stage = "checking"
	Recording Stage = "recording"
)

// Progress is how far an import is in its stage.
type Progress struct {
	Stage      Stage
	Rows       int
	Read, Size int64 // bytes of the file
}

// ProgressBar shows progress: on a terminal by one line that is drawn anew, elsewhere by a line every few seconds.
type ProgressBar struct {
	Out      io.Writer
	Terminal bool
	Now      func() time.Time

	stage        Stage
	began, drawn time.Time
}

// Show draws the progress, unless the stage has just begun or it was drawn a moment ago. What cannot be drawn is not worth an error.
func (b *ProgressBar) Show(p Progress) {
	now := b.Now()
	if p.Stage != b.stage {
		b.stage, b.began, b.drawn = p.Stage, now, now
		return
	}
	pause := 5 * time.Second
	if b.Terminal {
		pause = 100 * time.Millisecond
	}
	if now.Sub(b.drawn) < pause {
		return
	}
	b.drawn = now
	text := describe(p, now.Sub(b.began))
	if b.Terminal {
		fmt.Fprintf(b.Out, eraseLine+"%s %s", bar(p), text)
	} else {
		fmt.Fprintln(b.Out, text)
	}
}

// Close leaves a terminal as it was.
func (b *ProgressBar) Close() {
	if b.Terminal {
		fmt.Fprint(b.Out, eraseLine)
	}
}

const eraseLine = "\r\033[K"

func describe(p Progress, took time.Duration) string {
	text := fmt.Sprintf("%s: %d rows", p.Stage, p.Rows)
	if p.Size > 0 {
		text += fmt.Sprintf(", %d %%", 100*p.Read/p.Size)
	}
	if took > 0 {
		text += fmt.Sprintf(", %.0f rows/s", float64(p.Rows)/took.Seconds())
	}
	if p.Read > 0 {
		left := time.Duration(float64(took) * float64(p.Size-p.Read) / float64(p.Read))
		text += fmt.Sprintf(", %s left", left.Round(time.Second))
	}
	return text
}

func bar(p Progress) string {
	const width = 24
	full := 0
	if p.Size > 0 {
		full = int(width * p.Read / p.Size)
	}
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", width-full) + "]"
}
