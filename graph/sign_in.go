package graph

import "cistern/graph/model"

// signInProvider is what people can sign in with beside their passwords; nil for nothing.
func (r *Resolver) signInProvider() *model.SignInProvider {
	if r.Provider == nil {
		return nil
	}
	return &model.SignInProvider{Label: r.Provider.Label()}
}
