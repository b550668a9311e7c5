package graph

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

var openStreams = promauto.NewGauge(prometheus.GaugeOpts{
	Name: "cistern_live_streams", Help: "WebSockets and event streams that are open.",
})
