package history_test

import (
	"strings"
	"testing"
	"time"

	"cistern/history"
)

func TestProgressBar(t *testing.T) {
	at := now
	show := func(terminal bool) string {
		var out strings.Builder
		bar := history.ProgressBar{Out: &out, Terminal: terminal, Now: func() time.Time { return at }}
		for i := range int64(4) {
			bar.Show(history.Progress{Stage: history.Checking, Rows: int(i) * 3000, Read: i * 100, Size: 400})
			at = at.Add(3 * time.Second)
		}
		bar.Close()
		return out.String()
	}
	if got, want := show(false), "checking: 6000 rows, 50 %, 1000 rows/s, 6s left\n"; got != want {
		t.Errorf("not on a terminal: %q, want %q", got, want)
	}
	got := show(true)
	if !strings.Contains(got, "\r\033[K[######..................] checking: 3000 rows, 25 %, 1000 rows/s, 9s left\r") || !strings.HasSuffix(got, "\r\033[K") || strings.Contains(got, "\n") {
		t.Errorf("on a terminal: %q", got)
	}
}
