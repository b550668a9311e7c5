package main

import (
	"net"
	"net/url"
	"sync"
	"testing"
)

// way is what a proxy does with what is sent.
type way int

const (
	passing way = iota
	cut         // connections are closed, and new ones at once
	silent      // nothing is passed on, and nothing closed
)

// proxy stands between a process and its database, which can be taken away so without a change of its address.
type proxy struct {
	url      string
	listener net.Listener
	to       string

	mu    sync.Mutex
	way   way
	held  sync.Cond // on mu: the way has changed
	conns map[net.Conn]bool
}

func newProxy(t *testing.T, databaseURL string) *proxy {
	t.Helper()
	u, err := url.Parse(databaseURL)
	must(t, err)
	listener, err := listenOn(t.Context(), "127.0.0.1:0")
	must(t, err)
	p := &proxy{listener: listener, to: u.Host, conns: map[net.Conn]bool{}}
	p.held.L = &p.mu
	u.Host = listener.Addr().String()
	p.url = u.String()
	go p.accept()
	t.Cleanup(func() {
		_ = listener.Close()
		p.set(cut)
	})
	return p
}

func (p *proxy) set(w way) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.way = w
	p.held.Broadcast()
	if w == cut {
		for c := range p.conns {
			_ = c.Close()
		}
		clear(p.conns)
	}
}

func (p *proxy) accept() {
	for {
		near, err := p.listener.Accept()
		if err != nil {
			return
		}
		far, err := dial(p.to)
		if err != nil {
			_ = near.Close()
			continue
		}
		if !p.keep(near, far) {
			continue
		}
		go p.pass(near, far)
		go p.pass(far, near)
	}
}

func (p *proxy) keep(conns ...net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range conns {
		if p.way == cut {
			_ = c.Close()
		} else {
			p.conns[c] = true
		}
	}
	return p.way != cut
}

// pass copies one direction; it waits while the proxy is silent.
func (p *proxy) pass(from, to net.Conn) {
	defer to.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		p.mu.Lock()
		for p.way == silent {
			p.held.Wait()
		}
		p.mu.Unlock()
		if _, failed := to.Write(buffer[:n]); err != nil || failed != nil {
			return
		}
	}
}
