package main

import (
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"cistern/internal/mailtest"
)

// difficultMail is how a mail server answers the e-mails around a kill. Those that come before it are taken and not answered. Of those
// that come for the first time after it, each meets its own trouble. All else is taken.
type difficultMail struct {
	held   chan struct{} // closed when there is an e-mail that is not answered
	goesOn chan struct{} // closed when the process has been killed
	ended  <-chan struct{}

	mu       sync.Mutex
	killed   time.Time // zero before
	before   map[string]bool
	after    map[string]time.Time // when it came first after the kill
	troubles int
	refused  map[string]bool
}

func newDifficultMail(t *testing.T) *difficultMail {
	t.Helper()
	return &difficultMail{
		held: make(chan struct{}), goesOn: make(chan struct{}), ended: t.Context().Done(),
		before: map[string]bool{}, after: map[string]time.Time{}, refused: map[string]bool{},
	}
}

// goOn tells that the process has been killed.
func (d *difficultMail) goOn() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.killed = time.Now()
	close(d.goesOn)
}

func (d *difficultMail) answer(m *mail.Message) error {
	wait, err := d.decide(messageID(m))
	if wait != nil {
		<-wait
	}
	return err
}

// decide says what the answer is, and what has to happen before it is given; nil for nothing.
func (d *difficultMail) decide(id string) (wait <-chan struct{}, answer error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.killed.IsZero() {
		if len(d.before) == 0 {
			close(d.held)
		}
		d.before[id] = true
		return d.goesOn, nil
	}
	_, again := d.after[id]
	if !again {
		d.after[id] = time.Now()
	}
	switch {
	case d.refused[id]: // its answer may have met the killed process
		return nil, mailtest.Refuse(550)
	case again || d.before[id]:
		return nil, nil
	}
	d.troubles++
	switch d.troubles % 4 {
	case 1:
		return nil, mailtest.Refuse(451)
	case 2:
		return nil, mailtest.ErrHangUp
	case 3:
		return d.ended, nil
	default:
		d.refused[id] = true
		return nil, mailtest.Refuse(550)
	}
}

// verify checks that what the killed process was at, or was yet to do, was taken up in time, and that all kinds of trouble came up.
func (d *difficultMail) verify(t *testing.T) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	var longest time.Duration
	for id := range d.before {
		if _, again := d.after[id]; !again {
			t.Errorf("e-mail %s is not sent again", id)
		}
	}
	for id, came := range d.after {
		took := came.Sub(d.killed)
		longest = max(longest, took)
		if took > takenUpWithin {
			t.Errorf("e-mail %s is taken up after %s", id, took)
		}
	}
	if len(d.refused) == 0 {
		t.Errorf("only %d e-mails met trouble", d.troubles)
	}
	t.Logf("e-mails: %d without an answer at the kill, %d in trouble after it, %d of them refused for good; all taken up within %.1f s",
		len(d.before), d.troubles, len(d.refused), longest.Seconds())
}

func (d *difficultMail) hasRefused(id string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.refused[id]
}

// messageID is what stands before the @ in the Message-ID.
func messageID(m *mail.Message) string {
	id, _, _ := strings.Cut(m.Header.Get("Message-Id"), "@")
	return strings.TrimPrefix(id, "<")
}
