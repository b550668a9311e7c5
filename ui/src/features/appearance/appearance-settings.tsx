import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { SettingsSection } from '../../components/settings-section'
import { ChoiceGroup } from '../../components/ui/choice-group'
import { remember, remembered } from '../../lib/remember'
import { useLanguage } from './use-language'
import { useTheme } from './use-theme'

/** What this browser remembers of how pages look and react. */
export function AppearanceSettings() {
  const { t } = useLingui()
  const theme = useTheme()
  const language = useLanguage()
  const [shortcuts, setShortcuts] = useState(() => remembered('shortcuts') ?? 'on')

  function switchShortcuts(choice: string) {
    remember('shortcuts', choice === 'on' ? undefined : choice)
    setShortcuts(choice)
  }

  return (
    <SettingsSection title={t`Appearance`} about={t`Kept in this browser.`}>
      <div className="space-y-5">
        <ChoiceGroup
          label={t`Theme`}
          value={theme.value}
          onChange={theme.choose}
          choices={theme.choices}
        />
        <ChoiceGroup
          label={t`Language`}
          value={language.value}
          onChange={language.choose}
          choices={language.choices}
        />
        <ChoiceGroup
          label={t`Single-key shortcuts`}
          value={shortcuts}
          onChange={switchShortcuts}
          choices={[
            { value: 'on', label: t`On` },
            { value: 'off', label: t`Off` },
          ]}
        />
      </div>
    </SettingsSection>
  )
}
