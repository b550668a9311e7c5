package ingest

import "cistern/metering"

// lane is a queue of calls with one transaction in flight at the most. It exists while it has work.
type lane struct {
	calls []*call
}

// call is what one caller asks for and waits on.
type call struct {
	requests []metering.Request
	results  []metering.Result
	err      error
	done     chan struct{}
}

// drain commits batch after batch until the lane is empty.
func (c *Committer) drain(name any, l *lane) {
	for {
		batch := c.next(name, l)
		if batch == nil {
			return
		}
		c.commit(batch)
		for _, call := range batch {
			close(call.done)
		}
	}
}

// next takes the calls that wait, up to a full batch; nil closes the lane.
func (c *Committer) next(name any, l *lane) []*call {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(l.calls) == 0 {
		delete(c.lanes, name)
		return nil
	}
	n, size := 0, 0
	for n < len(l.calls) && (n == 0 || size+len(l.calls[n].requests) <= maxBatch) {
		size += len(l.calls[n].requests)
		n++
	}
	batch := l.calls[:n:n]
	l.calls = l.calls[n:]
	c.queued -= size
	queueDepth.Set(float64(c.queued))
	return batch
}
