// Package report is the read side: what the dashboard shows, one SQL file per report.
//
// Reports read counters and hourly rollups, never runs, so that their cost does not grow with the number of runs. They run in the
// caller's transaction; figures that must fit together are read in one snapshot (REPEATABLE READ). Ids come in authorised.
package report
