import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../components/ui/button'
import { Checkbox } from '../../components/ui/checkbox'
import { TextField } from '../../components/ui/text-field'
import type { WorkspaceRole } from '../../gql/graphql'

interface CreatorListProps {
  members: readonly { role: WorkspaceRole; user?: { id: string; name: string } | null }[]
  /** Ids of those who are ticked. */
  listed: readonly string[]
  onList: (listed: readonly string[]) => void
  /** Where there are members who are not shown yet. */
  onMore: (() => void) | undefined
}

/** The members who can be listed: owners may anyhow, and guests never. */
export function CreatorList({ members, listed, onList, onMore }: CreatorListProps) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const wanted = text.trim().toLocaleLowerCase()
  const shown = members.flatMap(({ role, user }) =>
    user && (role === 'ADMIN' || role === 'MEMBER') && user.name.toLocaleLowerCase().includes(wanted)
      ? [user]
      : [],
  )
  return (
    <fieldset className="space-y-2">
      <legend className="sr-only">{t`Members who may create agents beside the owners`}</legend>
      <TextField
        label={t`Find a member`}
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="max-h-48 overflow-y-auto rounded-md border border-line px-3 py-1">
        {shown.map(({ id, name }) => (
          <Checkbox
            key={id}
            checked={listed.includes(id)}
            onChange={(checked) =>
              onList(checked ? [...listed, id] : listed.filter((other) => other !== id))
            }
          >
            <bdi className="break-words">{name}</bdi>
          </Checkbox>
        ))}
        {shown.length === 0 && <p className="py-1.5 text-muted">{t`Nobody fits.`}</p>}
        {onMore && <Button look="quiet" onClick={onMore}>{t`Load more`}</Button>}
      </div>
    </fieldset>
  )
}
