package live

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

var (
	watchers = promauto.NewGauge(prometheus.GaugeOpts{
		Name: "cistern_live_subscribers", Help: "Subscriptions that are open.",
	})
	watched = promauto.NewGauge(prometheus.GaugeOpts{
		Name: "cistern_live_topics", Help: "Different things that are watched; each is read once for all who watch it.",
	})
	readings = promauto.NewCounter(prometheus.CounterOpts{
		Name: "cistern_live_reads_total", Help: "Times that something watched was read from the database.",
	})
	frames = promauto.NewCounter(prometheus.CounterOpts{
		Name: "cistern_live_frames_total", Help: "Snapshots given to subscribers.",
	})
	announcements = promauto.NewCounter(prometheus.CounterOpts{
		Name: "cistern_live_notifications_total", Help: "Notifications sent through the database.",
	})
)
