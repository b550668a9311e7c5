import { Trans } from '@lingui/react/macro'
import { graphql, readFragment, type FragmentType } from '../../gql'

const AskTeamFragment = graphql(`
  fragment AskTeam on Billing {
    id
    accountTeam {
      id
      name
      email
    }
  }
`)

/** Whom to ask where the account team buys. */
export function AskTeam(props: { billing: FragmentType<typeof AskTeamFragment> }) {
  const { accountTeam } = readFragment(AskTeamFragment, props.billing)
  return (
    <div className="space-y-2">
      <p className="text-pretty">
        <Trans>Credits of your contract are bought through its account team. Write to them:</Trans>
      </p>
      <ul className="space-y-1">
        {accountTeam.map(({ id, name, email }) => (
          <li key={id}>
            {name},{' '}
            <a className="text-accent underline underline-offset-4" href={`mailto:${email}`}>
              {email}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
