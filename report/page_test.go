package report_test

import (
	"encoding/base64"
	"fmt"
	"strings"
)

// hostileCursors are cursors of no list.
func hostileCursors(w *world) map[string]string {
	id := w.workspace.ID.String()
	hostile := map[string]string{
		"not base64":     "%%%",
		"padded":         base64.URLEncoding.EncodeToString([]byte("CREDITS "+id+" 1")) + "=",
		"not UTF-8":      base64.RawURLEncoding.EncodeToString([]byte("\xff\xfe")),
		"empty":          cursorOf("", "", ""),
		"no id":          cursorOf("CREDITS", "", "1"),
		"unknown order":  cursorOf("HELD", id, "1"),
		"order of SQL":   cursorOf("credits) or (true", id, "1"),
		"name with NUL":  cursorOf("NAME", id, "a\x00"),
		"name not UTF-8": cursorOf("NAME", id, "\xff"),
		"long":           strings.Repeat("A", 1e5),
	}
	for _, by := range []string{"CREDITS", "RUNS", "LAST_RUN_AT", "STARTS_AT"} {
		for _, value := range []string{"", " 1", "-1", "1.5", "1e3", "NaN", "9223372036854775808", "1' or '1'='1"} {
			hostile[fmt.Sprintf("%s %q", by, value)] = cursorOf(by, id, value)
		}
	}
	hostile["instant beyond SQL"] = cursorOf("LAST_RUN_AT", id, "9223372036854775807")
	hostile["instant beyond SQL of periods"] = cursorOf("STARTS_AT", id, "9223372036854775807")
	return hostile
}

func cursorOf(by, id, value string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(by + " " + id + " " + value))
}
