// Package mailtest is a mail server for tests that answers as a test wants.
package mailtest

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/mail"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// Answer decides what becomes of a message that was handed over whole; nil takes it. It may block, and the client may be gone then.
type Answer func(*mail.Message) error

// Refuse is an answer such as 451 or 550.
func Refuse(code int) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 0, 0}, Message: "not now"}
}

// ErrHangUp closes the connection without an answer.
var ErrHangUp = errors.New("hang up")

// Server is a mail server on this machine.
type Server struct {
	Address string

	mu     sync.Mutex
	answer Answer
	taken  []*mail.Message
}

// NewServer starts one that takes everything, and stops it with the test.
func NewServer(t testing.TB) *Server {
	t.Helper()
	var config net.ListenConfig
	listener, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Address: listener.Addr().String()}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{server: s, conn: c}, nil }))
	server.Domain = "mail.test"
	server.ReadTimeout, server.WriteTimeout = time.Minute, time.Minute
	server.ErrorLog = silence{}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return s
}

// URL is how to reach it.
func (s *Server) URL() string { return "smtp://" + s.Address }

// Answer makes it answer so from now on.
func (s *Server) Answer(a Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = a
}

// Taken are the messages that it has taken, in their order.
func (s *Server) Taken() []*mail.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*mail.Message(nil), s.taken...)
}

func (s *Server) handOver(m *mail.Message) error {
	s.mu.Lock()
	answer := s.answer
	s.mu.Unlock()
	if answer != nil {
		if err := answer(m); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken = append(s.taken, m)
	return nil
}

// session is one connection.
type session struct {
	server *Server
	conn   *smtp.Conn
}

func (*session) Reset()                               {}
func (*session) Logout() error                        { return nil }
func (*session) Mail(string, *smtp.MailOptions) error { return nil }
func (*session) Rcpt(string, *smtp.RcptOptions) error { return nil }

func (s *session) Data(r io.Reader) error {
	whole, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	message, err := mail.ReadMessage(bytes.NewReader(whole))
	if err != nil {
		return err
	}
	err = s.server.handOver(message)
	if errors.Is(err, ErrHangUp) {
		_ = s.conn.Conn().Close()
	}
	return err
}

// silence drops what the server logs of clients that went away.
type silence struct{}

func (silence) Printf(string, ...any) {}
func (silence) Println(...any)        {}
