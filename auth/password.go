package auth

import (
	"context"
	"fmt"
	"runtime"

	"github.com/alexedwards/argon2id"
)

// hashing is what OWASP asks of argon2id at least; a hash takes some 19 MiB and 50 ms of one core.
var hashing = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Sixteen hashes at once were no faster than two, and took memory and cores from everything else. One core stays free of them: where
// all were hashing, whatever else a request does waited ten milliseconds for its turn at every step.
var hashesAtOnce = min(2, max(1, runtime.GOMAXPROCS(0)-1))

const hashesWaiting = 8

// unknownHash is what the password of an unknown person is checked against, so that it takes as long. Nothing matches it.
const unknownHash = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// Passwords hashes and checks passwords, a few at a time in the whole process.
type Passwords struct{ gate gate }

// NewPasswords returns an idle one; a process needs only one.
func NewPasswords() *Passwords { return &Passwords{newGate(hashesAtOnce, hashesWaiting)} }

// Hash returns what is to be kept of a password. ErrBusy when too many are being hashed.
func (p *Passwords) Hash(ctx context.Context, password string) (hash string, err error) {
	err = p.gate.do(ctx, func() error {
		hash, err = argon2id.CreateHash(password, hashing)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return hash, nil
}

// Check reports whether a password is the one that the hash was made of. A nil hash, of somebody who is unknown or has no
// password, takes as long and is never matched. ErrBusy when too many are being hashed.
func (p *Passwords) Check(ctx context.Context, password string, hash *string) (matches bool, err error) {
	against := unknownHash
	if hash != nil {
		against = *hash
	}
	err = p.gate.do(ctx, func() error {
		matches, err = argon2id.ComparePasswordAndHash(password, against)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("check a password: %w", err)
	}
	return matches && hash != nil, nil
}
