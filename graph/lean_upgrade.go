package graph

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
)

// Most messages are smaller than these buffers; larger ones take several calls.
const (
	readBuffer  = 512
	writeBuffer = 1 << 10
)

// leanUpgrade hands a connection over with small buffers, for those of the server are most of the memory of a socket.
type leanUpgrade struct{ http.ResponseWriter }

// Hijack takes the connection from the server, with what it has read already.
func (u leanUpgrade) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, large, err := http.NewResponseController(u.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	early, err := large.Peek(large.Reader.Buffered())
	if err != nil {
		return nil, nil, err
	}
	reader := bufio.NewReaderSize(io.MultiReader(bytes.NewReader(early), conn), max(readBuffer, len(early)))
	if _, err := reader.Peek(len(early)); err != nil { // it is looked for in the buffer
		return nil, nil, err
	}
	return conn, bufio.NewReadWriter(reader, bufio.NewWriterSize(conn, writeBuffer)), nil
}
