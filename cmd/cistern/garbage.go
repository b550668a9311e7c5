package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How much garbage may gather before it is collected. What is live without sockets is small, and collecting it at every doubling costs a
// third of the time that goes into runs; so there is room of a fixed size. What thousands of sockets keep alive adds half of itself, where
// a percentage that suits the small heap would add four times as much.
const (
	garbageRoom  = 64 << 20 // bytes
	garbageShare = 50       // percent of what is live
	leastLive    = 8 << 20  // bytes; what is live before the first collection is not known
)

// boundGarbage says so to the collector, again after every collection. GOGC of the environment comes first, and GOMEMLIMIT is kept to.
func boundGarbage() {
	if os.Getenv("GOGC") != "" {
		return
	}
	inUse := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/scan/stack:bytes"}}
	metrics.Read(inUse)
	live := max(inUse[0].Value.Uint64()+inUse[1].Value.Uint64(), leastLive)
	debug.SetGCPercent(int(garbageShare + garbageRoom*100/live))
	runtime.AddCleanup(new(collected), func(struct{}) { boundGarbage() }, struct{}{})
}

// collected is garbage at once, and so tells of the next collection. It has a pointer, or it might be kept for the sake of neighbours.
type collected struct{ _ *byte }
