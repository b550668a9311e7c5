// Package history reads runs that already happened from CSV or NDJSON into the ledger of runs: what a contract brings along from
// the time before Cistern, or from a runtime that only keeps a log.
//
// A file is read twice. The first pass decides every row as the import would, in transactions that are rolled back; only when all
// rows are good, or the bad ones may be skipped, does the second one record them. Each run has an id, from the file or derived
// from its row, so an import that was cut off is completed, and one that is repeated changes nothing.
package history
