package listening

import "net"

// The times that a server waits for a request when it stops, and for what may come at their end.
const (
	Grace = grace
	Last  = last
)

// Tracked returns a connection as the server of a listener has it, and a function that has the server begin to stop.
func Tracked(l *net.TCPListener, in *net.TCPConn) (tracked net.Conn, stop func()) {
	s := &Server{listener: &listener{TCPListener: l}, conns: map[*conn]bool{}}
	return s.track(in), s.hurry
}

// Looked reports whether a connection looks once more for a request.
func Looked(tracked net.Conn) bool {
	c, _ := tracked.(*conn)
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.looked
}
