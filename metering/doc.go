// Package metering turns what runtimes tell of runs into runs, holds, counters and hourly rollups.
//
// Everything goes through Meter.Apply, which decides any number of requests, of any number of contracts, in one transaction and
// a fixed number of round trips. The database holds the truth: nothing about a contract is kept between two batches.
package metering
