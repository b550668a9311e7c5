package auth

import (
	"context"
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
type signInLimits struct{ persons, addresses *limiter }

func newSignInLimits(s *Sessions) signInLimits {
	return signInLimits{
		persons:   newLimiter(s.db, s.now, limit{of: "sign-ins of a person", every: personEvery, burst: personBurst}),
		addresses: addressLimit(s, "sign-ins"),
	}
}

// addressLimit bounds what somebody may try who is nobody yet, by the address that they come from.
func addressLimit(s *Sessions, of string) *limiter {
	return newLimiter(s.db, s.now, limit{of: of, every: addressEvery, burst: addressBurst})
}

// takeFrom counts one attempt of whoever is at an address; above zero is how long to wait for the next.
func (l *limiter) takeFrom(ctx context.Context, client netip.Addr) (wait time.Duration, err error) {
	b, err := l.take(ctx, network(client).String(), 1)
	return b.wait, err
}

// take counts one attempt; above zero is how long to wait for the next.
func (l signInLimits) take(ctx context.Context, email string, client netip.Addr) (wait time.Duration, err error) {
	if wait, err = l.addresses.takeFrom(ctx, client); wait > 0 || err != nil {
		return wait, err
	}
	b, err := l.persons.take(ctx, personFrom(email, client), 1)
	return b.wait, err
}

// forgive forgets the attempts of somebody who has shown to know the password.
func (l signInLimits) forgive(ctx context.Context, email string, client netip.Addr) error {
	return l.persons.forgive(ctx, personFrom(email, client))
}

func personFrom(email string, client netip.Addr) string {
	return strings.ToLower(email) + "\x00" + network(client).String()
}

// network is what one subscriber has: an IPv4 address, or the 64 bits of an IPv6 network.
func network(client netip.Addr) netip.Prefix {
	bits := client.BitLen()
	if client.Is6() {
		bits = 64
	}
	return netip.PrefixFrom(client, bits).Masked()
}
