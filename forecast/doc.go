// Package forecast tells from the daily use of agents what a billing period will have used at its end, between which bounds, and
// when its credits run out (D15). It does no I/O and reads no clock. docs/forecast.md has the method, its sources and its errors.
package forecast
