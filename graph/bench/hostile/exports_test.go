package hostile

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"time"
)

// files are what can be exported.
func files() []string {
	all := strings.Fields("network.gexf network.gml network.graphml network.json")
	for _, table := range strings.Fields("actors conflicts dyads events periods relations sources statements") {
		all = append(all, table+".csv", table+".jsonl", table+".parquet")
	}
	return all
}

// exports are files with all facts.
func exports() []attack {
	const kind = "exports"
	whole := rules{slow: true} // that many bytes take their time
	var all []attack
	for _, name := range files() {
		sizes := []int{1}
		if strings.HasPrefix(name, "network") || strings.HasPrefix(name, "statements") { // the largest
			sizes = []int{1, 20}
		}
		all = append(all, attack{kind: kind, name: name, sizes: sizes, strike: each(func(int) message { return get("/export/" + name) }), rules: whole})
	}
	return append(all,
		attack{kind: kind, name: "all at once", sizes: []int{len(files()), 3 * len(files())}, strike: each(func(i int) message { return get("/export/" + files()[i%len(files())]) }), rules: whole},
		attack{kind: kind, name: "dyads of many years", sizes: []int{10, 200, 2_000}, strike: one(func(n int) message {
			return get(fmt.Sprintf("/export/dyads.csv?from=%04d&to=2020", 2020-n))
		}), rules: whole},
		attack{kind: kind, name: "unknown parameters", sizes: []int{1, 1_000, 6_000}, strike: one(func(n int) message { return get("/export/actors.csv?" + times(n, "p%d=1&")) })},
		attack{kind: kind, name: "the same parameter", sizes: []int{2, 1_000, 6_000}, strike: one(func(n int) message { return get("/export/relations.csv?" + times(n, "asOf=2000&")) })},
		attack{kind: kind, name: "malformed parameters", sizes: []int{0, 1, 2, 3}, strike: one(func(n int) message {
			return get("/export/relations.csv?" + []string{"%zz", "asOf=%00", "a;b", "=&=&="}[n])
		})},
		attack{kind: kind, name: "long parameters", sizes: []int{1_000, 50_000}, strike: one(func(n int) message { return get("/export/relations.csv?subjects=" + strings.Repeat("a,", n/2)) })},
		attack{kind: kind, name: "names that there are not", sizes: []int{0, 1, 2, 3}, strike: one(func(n int) message {
			return get("/export/" + []string{"..%2f..%2fetc%2fpasswd", "actors.exe", strings.Repeat("a", 10_000), "%00"}[n])
		})},
		attack{kind: kind, name: "ranges", sizes: []int{1, 1_000}, strike: one(func(n int) message {
			return get("/export/actors.csv").with("Range", "bytes="+strings.TrimSuffix(times(n, "0-,"), ","))
		}), rules: whole},
		attack{kind: kind, name: "read byte by byte", sizes: []int{1, 50}, strike: crowded(sippedFile), rules: rules{closes: true, slow: true, long: true}},
		attack{kind: kind, name: "clients that leave", sizes: []int{10, 100}, strike: func(ctx context.Context, c *client, n int) []outcome {
			ctx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
			defer cancel()
			together(n, func(int) outcome { return c.send(ctx, get("/export/statements.csv")) })
			return nil
		}},
		attack{kind: kind, name: "a small file beside slow readers", sizes: []int{10, 30}, strike: besideReaders},
	)
}

// sippedFile reads a file byte by byte.
func sippedFile(ctx context.Context, conn net.Conn, _ int) outcome {
	_, _ = io.WriteString(conn, "GET /export/statements.csv HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
	return sipped(ctx, conn, time.Second, 15*time.Second)
}

// besideReaders has n clients read a large file slowly, and others ask for a small one meanwhile.
func besideReaders(ctx context.Context, c *client, n int) []outcome {
	ctx, end := context.WithCancel(ctx)
	left := make(chan struct{})
	go func() {
		defer close(left)
		together(n, func(i int) outcome { return c.talk(ctx, i, sippedFile) })
	}()
	pause(ctx, time.Second)
	o := c.send(ctx, get("/export/conflicts.csv"))
	end()
	<-left
	return []outcome{o}
}

// citations are of answers at addresses.
func citations() []attack {
	const kind = "citations"
	of := func(address func(n int) string) strike {
		return one(func(n int) message { return get("/cite?url=" + url.QueryEscape(address(n))) })
	}
	return []attack{
		{kind: kind, name: "of itself", sizes: []int{1, 5, 100}, strike: of(func(n int) string { return strings.Repeat("/cite?url=", n) })},
		{kind: kind, name: "of itself, escaped each time", sizes: []int{1, 3, 8}, strike: of(func(n int) string {
			address := simple
			for range n {
				address = "/cite?url=" + url.QueryEscape(address)
			}
			return address
		})},
		{kind: kind, name: "of others", sizes: []int{0, 1, 2, 3, 4}, strike: of(func(n int) string {
			return []string{"http://evil.example/", "file:///etc/passwd", "http://169.254.169.254/latest/meta-data", "//evil.example/graphql", "gopher://127.0.0.1:1/"}[n]
		}), rules: rules{want: []int{400, 404, 403}}},
		{kind: kind, name: "of an analysis", sizes: []int{1, 10, 100}, strike: of(func(n int) string {
			return "/graphql?query=" + url.QueryEscape("{"+times(n, " a%d: blocs { optimal }")+"}")
		})},
		{kind: kind, name: "of an export", sizes: []int{0, 1, 2}, strike: of(func(n int) string {
			return []string{"/export/dyads.csv?from=0001&to=9999", "/export/statements.csv", "/export/network.gexf?around=actor-0&depth=10"}[n]
		})},
		{kind: kind, name: "of a long address", sizes: []int{1_000, 20_000, 60_000}, strike: of(func(n int) string { return simple + "&a=" + strings.Repeat("a", n) })},
		{kind: kind, name: "of lines and markup", sizes: []int{1, 100, 1_000}, strike: of(func(n int) string {
			return "/graphql?query=" + url.QueryEscape("{__typename #"+strings.Repeat("}\\\r\n@", n)+"\n}")
		})},
		{kind: kind, name: "at once", sizes: []int{64, 500}, strike: each(func(i int) message { return get("/cite?url=" + url.QueryEscape("/graphql?query="+unheard(i))) })},
		{kind: kind, name: "by Accept headers", sizes: []int{10, 1_000}, strike: one(func(n int) message {
			return get(simple).with("Accept", times(n, "application/x-bibtex;q=0.%d,")+"*/*;q=0.1")
		})},
	}
}

// reconciliations are of names with actors.
func reconciliations() []attack {
	const kind = "reconcile"
	of := func(queries func(n int) string) strike {
		return one(func(n int) message {
			return post("/reconcile", "application/x-www-form-urlencoded", "queries="+url.QueryEscape(queries(n)))
		})
	}
	batch := func(query string) func(n int) string {
		return func(n int) string { return "{" + strings.TrimSuffix(times(n, `"q%[1]d":`+query+","), ",") + "}" }
	}
	return []attack{
		{kind: kind, name: "many queries", sizes: []int{10, 100, 1_000}, strike: of(batch(`{"query":"army %[1]d","limit":5}`))},
		{kind: kind, name: "many queries of common words", sizes: []int{10, 100, 1_000}, strike: of(batch(`{"query":"the northern army forces command %[1]d","limit":500}`))},
		{kind: kind, name: "many nearly right", sizes: []int{10, 100, 1_000}, strike: of(batch(`{"query":"nrothern amry fcores %[1]d"}`))},
		{kind: kind, name: "large limits", sizes: []int{1, 10, 100}, strike: of(batch(`{"query":"army","limit":2147483647}`))},
		{kind: kind, name: "a long name", sizes: []int{200, 10_000, 300_000}, strike: of(func(n int) string { return `{"q0":{"query":"` + strings.Repeat("a", n) + `"}}` })},
		{kind: kind, name: "many properties", sizes: []int{5, 100, 3_000}, strike: of(func(n int) string {
			return `{"q0":{"query":"army","properties":[` + strings.TrimSuffix(times(n, `{"pid":"country","v":"C%d"},`), ",") + `]}}`
		})},
		{kind: kind, name: "deep", sizes: []int{100, 10_000, 100_000}, strike: of(func(n int) string { return strings.Repeat(`{"q":`, n) })},
		{kind: kind, name: "deep lists", sizes: []int{100, 10_000, 300_000}, strike: of(func(n int) string { return strings.Repeat(`[`, n) })},
		{kind: kind, name: "not an object", sizes: []int{0, 1, 2, 3}, strike: of(func(n int) string { return []string{"null", "[]", `"q"`, "1e999"}[n] })},
		{kind: kind, name: "extensions of many", sizes: []int{10, 1_000, 20_000}, strike: one(func(n int) message {
			ids := strings.TrimSuffix(times(n, `"actor-%d",`), ",")
			return post("/reconcile", "application/x-www-form-urlencoded", "extend="+url.QueryEscape(`{"ids":[`+ids+`],"properties":[{"id":"country"},{"id":"supporters"},{"id":"allies"}]}`))
		})},
		{kind: kind, name: "suggestions", sizes: []int{1, 200, 10_000}, strike: one(func(n int) message { return get("/reconcile/suggest/entity?prefix=" + strings.Repeat("a", n)) })},
		{kind: kind, name: "suggestions from far on", sizes: []int{-1, 1_000, 1<<31 - 1}, strike: one(func(n int) message { return get(fmt.Sprintf("/reconcile/suggest/entity?prefix=a&cursor=%d", n)) })},
		{kind: kind, name: "previews", sizes: []int{1, 10_000}, strike: one(func(n int) message { return get("/reconcile/preview?id=" + strings.Repeat("%3Cscript%3E", n/10+1)) })},
		{kind: kind, name: "by GET", sizes: []int{10, 300}, strike: one(func(n int) message {
			return get("/reconcile?queries=" + url.QueryEscape(batch(`{"query":"army %[1]d"}`)(n)))
		})},
		{kind: kind, name: "callbacks", sizes: []int{1, 1_000}, strike: one(func(n int) message { return get("/reconcile?callback=" + strings.Repeat("alert(1);", n)) })},
		{kind: kind, name: "batches at once", sizes: []int{8, 64}, strike: each(func(i int) message {
			return post("/reconcile", "application/x-www-form-urlencoded", "queries="+url.QueryEscape(batch(fmt.Sprintf(`{"query":"nrothern amry %d %%[1]d"}`, i))(50)))
		})},
		{kind: kind, name: "slow bodies", sizes: []int{1, 500}, strike: crowded(slowForm(1_000_000)), rules: rules{closes: true, slow: true, long: true}},
		{kind: kind, name: "slow bodies of many", sizes: []int{500, 1_500}, strike: crowded(slowForm(100_000)), rules: rules{closes: true, slow: true, long: true}},
		{kind: kind, name: "answers that nobody reads", sizes: []int{10, 300}, strike: crowded(unreadBatch("")), rules: rules{closes: true, slow: true, long: true}},
		{kind: kind, name: "compressed answers that nobody reads", sizes: []int{10, 300}, strike: crowded(unreadBatch("zstd")), rules: rules{closes: true, slow: true, long: true}},
	}
}

// slowForm sends so many bytes of a form at once, and the rest slowly.
func slowForm(length int) talk {
	return func(ctx context.Context, conn net.Conn, _ int) outcome {
		_, _ = io.WriteString(conn, submitted(length+48_000)+"queries="+strings.Repeat("+", length))
		slowly(ctx, conn, strings.Repeat("+", 20), 1, 700*time.Millisecond)
		return listen(conn, time.Now())
	}
}

// unreadBatch asks for some MB of candidates, in a content coding unless that is empty, and does not read them.
func unreadBatch(coding string) talk {
	body := "queries=" + url.QueryEscape("{"+strings.TrimSuffix(times(10, `"q%d":{"query":"army","limit":100},`), ",")+"}")
	head := submitted(len(body))
	if coding != "" {
		head = strings.Replace(head, "\r\n", "\r\nAccept-Encoding: "+coding+"\r\n", 1)
	}
	return func(ctx context.Context, conn net.Conn, _ int) outcome {
		go func() { _, _ = io.WriteString(conn, strings.Repeat(head+body, 50)) }() // more than the buffers of the connection take
		return sipped(ctx, conn, 10*time.Second, 5*time.Second)
	}
}

// streams are subscriptions.
func streams() []attack {
	const kind = "streams"
	const body = `{"query":"subscription { datasetLoaded { version } }"}`
	request := posted(fmt.Sprintf("Accept: text/event-stream\r\nContent-Length: %d\r\n", len(body))) + body
	subscribed := func(stay time.Duration) talk {
		return func(ctx context.Context, conn net.Conn, _ int) outcome {
			_, _ = io.WriteString(conn, request)
			_ = conn.SetReadDeadline(time.Now().Add(patience))
			first := make([]byte, 12)
			if _, err := io.ReadFull(conn, first); err != nil {
				return outcome{err: fmt.Errorf("no answer to a subscription: %w", err)}
			}
			pause(ctx, stay)
			var status int
			_, _ = fmt.Sscanf(string(first), "HTTP/1.1 %d", &status)
			return outcome{status: status}
		}
	}
	return []attack{
		{kind: kind, name: "from one client", sizes: []int{10, 500, 2_000}, strike: crowded(subscribed(time.Second)), rules: rules{slow: true}},
		{kind: kind, name: "that are not read", sizes: []int{10, 100}, strike: crowded(func(ctx context.Context, conn net.Conn, _ int) outcome {
			_, _ = io.WriteString(conn, request)
			pause(ctx, 3*time.Second)
			return outcome{}
		}), rules: rules{closes: true, slow: true}},
		{kind: kind, name: "whose clients leave at once", sizes: []int{100, 2_000}, strike: crowded(func(_ context.Context, conn net.Conn, _ int) outcome {
			_, _ = io.WriteString(conn, request)
			return outcome{}
		})},
		{kind: kind, name: "whose bodies never come", sizes: []int{10, 500}, strike: crowded(func(ctx context.Context, conn net.Conn, _ int) outcome {
			_, _ = io.WriteString(conn, posted("Accept: text/event-stream\r\nContent-Length: 1000\r\n"))
			pause(ctx, 2*time.Second)
			return outcome{}
		}), rules: rules{closes: true}},
		{kind: kind, name: "of a query", sizes: []int{1, 64}, strike: each(func(i int) message {
			return ask(fmt.Sprintf("{ a%d: balance { balanced } }", i)).with("Accept", "text/event-stream")
		})},
		{kind: kind, name: "by GET", sizes: []int{1, 500}, strike: crowded(func(ctx context.Context, conn net.Conn, _ int) outcome {
			_, _ = io.WriteString(conn, "GET /graphql?query=subscription{datasetLoaded{version}} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n")
			pause(ctx, time.Second)
			return outcome{}
		}), rules: rules{closes: true}},
	}
}
