package credit

import "io"

// Channel is how a contract buys credits (D16).
type Channel string

// The values of Channel.
const (
	ChannelSelfServe   Channel = "SELF_SERVE"
	ChannelAccountTeam Channel = "ACCOUNT_TEAM"
)

var channels = []Channel{ChannelSelfServe, ChannelAccountTeam}

// Values lists what ent accepts.
func (Channel) Values() []string { return texts(channels) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v Channel) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *Channel) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, channels)
	return err
}
