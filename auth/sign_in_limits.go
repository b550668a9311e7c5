package auth

import (
	"crypto/sha256"
	"net/netip"
	"strings"
	"time"
)

// A person's attempts are counted per address that they come from, so that nobody can lock them out from another one. Twenty in
// the first hour and fifteen in each after it. Those of an address are counted together, with room for an office behind it.
const (
	personEvery, personBurst   = 4 * time.Minute, 5
	addressEvery, addressBurst = 2 * time.Second, 60
)

// signInLimits counts the attempts to sign in.
type signInLimits struct {
	persons   *limiter[personAt]
	addresses *limiter[netip.Prefix]
}

// personAt holds a hash, so that its size does not depend on what is sent as an email address.
type personAt struct {
	email   [sha256.Size]byte
	address netip.Prefix
}

func newSignInLimits() signInLimits {
	return signInLimits{
		persons:   newLimiter[personAt](personEvery, personBurst),
		addresses: newLimiter[netip.Prefix](addressEvery, addressBurst),
	}
}

// take counts one attempt; above zero is how long to wait for the next.
func (l signInLimits) take(email string, client netip.Addr, now time.Time) (wait time.Duration) {
	if wait = l.addresses.take(network(client), now); wait > 0 {
		return wait
	}
	return l.persons.take(personFrom(email, client), now)
}

// forgive forgets the attempts of somebody who has shown to know the password.
func (l signInLimits) forgive(email string, client netip.Addr) {
	l.persons.forgive(personFrom(email, client))
}

func personFrom(email string, client netip.Addr) personAt {
	return personAt{sha256.Sum256([]byte(strings.ToLower(email))), network(client)}
}

// network is what one subscriber has: an IPv4 address, or the 64 bits of an IPv6 network.
func network(client netip.Addr) netip.Prefix {
	bits := client.BitLen()
	if client.Is6() {
		bits = 64
	}
	return netip.PrefixFrom(client, bits).Masked()
}
