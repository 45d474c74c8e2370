package listening

import "net"

// Tracked returns a connection as a server has it.
func Tracked(c *net.TCPConn) net.Conn { return (&Server{conns: map[*conn]bool{}}).track(c) }
