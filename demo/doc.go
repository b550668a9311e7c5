// Package demo makes a believable contract with two years of past, and keeps its agents running. Beside it are small contracts, each in
// a state in which that one is not.
//
// All of it goes the ways of real use: the past is recorded day by day by the group commit under a clock that is set back, so that
// periods open, allowances are granted and what is left of them expires; the present comes over HTTP with a service token.
// What happens is drawn from seeded random numbers: the same day makes the same demo.
package demo
