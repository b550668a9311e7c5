package ingest

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

var (
	queueDepth = promauto.NewGauge(prometheus.GaugeOpts{
		Name: "cistern_ingest_queue_runs", Help: "Requests about runs that wait for a transaction.",
	})
	batchRuns = promauto.NewHistogram(prometheus.HistogramOpts{
		Name: "cistern_ingest_batch_runs", Help: "Requests about runs in one transaction.",
		Buckets: prometheus.ExponentialBuckets(1, 4, 6),
	})
	batchSeconds = promauto.NewHistogram(prometheus.HistogramOpts{
		Name: "cistern_ingest_batch_seconds", Help: "Time of one transaction of runs, from begin to commit.",
		Buckets: prometheus.ExponentialBuckets(0.0005, 2, 13),
	})
)
