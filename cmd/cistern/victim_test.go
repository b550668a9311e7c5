package main

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// victim is the program as a process of its own, on a database and at addresses that outlive it.
type victim struct {
	environ []string
	address string
	serving *exec.Cmd
	said    bytes.Buffer // by the server in its present life; to be read when that has ended
}

func newVictim(t *testing.T, url string) *victim {
	t.Helper()
	p := &victim{address: freeAddress(t)}
	p.environ = append(environWithout(databaseURL), asProgram+"=1", databaseURL+"="+url,
		"CISTERN_LISTEN="+p.address, "CISTERN_OPERATIONS_LISTEN="+freeAddress(t), "CISTERN_LOG_LEVEL=error")
	t.Cleanup(func() { p.end(t) })
	return p
}

// command runs one that ends by itself, and returns what it said.
func (p *victim) command(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = p.environ
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("cistern %s: %v: %s", args[0], err, said)
	}
	return strings.TrimSpace(string(said))
}

// serve starts the server and does not wait until it answers.
func (p *victim) serve(t *testing.T) {
	t.Helper()
	p.said.Reset()
	p.serving = exec.CommandContext(t.Context(), os.Args[0], "serve")
	p.serving.Env, p.serving.Stdout, p.serving.Stderr = p.environ, &p.said, &p.said
	must(t, p.serving.Start())
}

// kill ends the server as `kill -9` does. It fails the test where the server has ended by itself.
func (p *victim) kill(t *testing.T) {
	t.Helper()
	must(t, p.serving.Process.Kill())
	_ = p.serving.Wait() // tells of the kill
	if p.serving.ProcessState.Exited() {
		t.Fatalf("the server had ended by itself: %v: %s", p.serving.ProcessState, &p.said)
	}
}

// end cleans up after a test at any point of it.
func (p *victim) end(t *testing.T) {
	t.Helper()
	if p.serving == nil {
		return
	}
	_ = p.serving.Process.Kill()
	_ = p.serving.Wait() // it may have ended, and have been waited for
	if t.Failed() {
		t.Logf("the server said: %s", &p.said)
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	var config net.ListenConfig
	listener, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	defer listener.Close()
	return listener.Addr().String()
}
