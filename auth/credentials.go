package auth

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
)

const (
	maxCredentials = 4 << 10 // bytes of a request to sign in
	maxEmail       = 320     // bytes of an address, by RFC 5321
)

// credentials are what a person signs in with.
type credentials struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

// readCredentials reads the body of a request to sign in. Every error is one of the sender.
func readCredentials(w http.ResponseWriter, r *http.Request, proxies Proxies) (given credentials, err error) {
	if err := readBody(w, r, proxies, `{"email": "…", "password": "…"}`, &given); err != nil {
		return given, err
	}
	if strings.TrimSpace(given.Email) == "" || given.Password == "" {
		return given, badRequest(http.StatusBadRequest, "Give both the email address and the password.")
	}
	err = given.checkEmail()
	return given, err
}

// checkEmail takes the spaces off an address, and refuses what cannot be one.
func (c *credentials) checkEmail() error {
	c.Email = strings.TrimSpace(c.Email)
	if c.Email == "" || len(c.Email) > maxEmail || strings.ContainsRune(c.Email, 0) { // PostgreSQL has no text with a zero
		return badRequest(http.StatusBadRequest, "This is not an email address.")
	}
	return nil
}

// readBody reads the JSON of a request that carries a password, and so has to come over TLS.
func readBody(w http.ResponseWriter, r *http.Request, proxies Proxies, form string, into any) error {
	if !proxies.Secure(r) && !proxies.plain(r) {
		return badRequest(http.StatusBadRequest, "Sign in over https. A proxy that ends TLS must be trusted and send X-Forwarded-Proto.")
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return badRequest(http.StatusUnsupportedMediaType, "Send the Content-Type application/json.")
	}
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxCredentials))
	err := decoder.Decode(into)
	if err == nil {
		err = atEnd(decoder)
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return badRequest(http.StatusRequestEntityTooLarge, "The body is larger than 4 KiB.")
	}
	if err != nil {
		return badRequest(http.StatusBadRequest, "The body is not JSON of the form "+form+".")
	}
	return nil
}

// atEnd returns an error when there is more than the one value.
func atEnd(decoder *json.Decoder) error {
	_, err := decoder.Token()
	if errors.Is(err, io.EOF) {
		return nil
	}
	return errors.Join(err, errors.New("there is more after the value"))
}
