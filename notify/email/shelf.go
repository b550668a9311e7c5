package email

import (
	"bytes"
	"context"
	htmltemplate "html/template"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"sync"
)

// shelfSize is how many messages a shelf keeps.
const shelfSize = 100

var shelfPage = htmltemplate.Must(htmltemplate.ParseFS(templateFiles, "templates/shelf.html"))

// Shelf keeps the latest messages in memory and shows them, for development and demos without a mail server. Safe for concurrent use.
type Shelf struct {
	Log *slog.Logger

	mu       sync.Mutex
	messages []Message
}

// Carry puts the message on the shelf.
func (s *Shelf) Carry(_ context.Context, m Message) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages = append(s.messages, m)
	if len(s.messages) > shelfSize {
		s.messages = slices.Delete(s.messages, 0, 1)
	}
	return nil
}

// Messages are those on the shelf, newest first.
func (s *Shelf) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	newest := slices.Clone(s.messages)
	slices.Reverse(newest)
	return newest
}

// ServeHTTP shows all messages, or with ?html=3 the HTML part of the fourth of them.
func (s *Shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	messages := s.Messages()
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if part := r.URL.Query().Get("html"); part != "" {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || n >= len(messages) {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(messages[n].HTML))
		return
	}
	var body bytes.Buffer
	if err := shelfPage.Execute(&body, messages); err != nil {
		s.Log.ErrorContext(r.Context(), "page of e-mails failed", "error", err)
		http.Error(w, "something went wrong", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(body.Bytes()) // whoever went away does not miss it
}
