// Package credit holds the rules of credits as pure functions over plain values: amounts, the billing calendar, the
// order in which grants burn, and who may run. It does no I/O and reads no clock; what time it is comes in as an argument.
//
// The rules live here only. Storage, API and UI ask; they do not repeat them. D1, D2 and so on name rules of docs/rules.md.
package credit
