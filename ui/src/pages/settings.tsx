import { useLingui } from '@lingui/react/macro'
import { AppearanceSettings } from '../features/appearance/appearance-settings'
import { useTitle } from '../lib/use-title'

/** What a person sets for themselves, a section for each subject. */
export function SettingsPage() {
  const { t } = useLingui()
  useTitle(t`Settings`)
  return (
    <div className="space-y-4">
      <h1 className="text-xl font-semibold tracking-tight">{t`Settings`}</h1>
      <AppearanceSettings />
    </div>
  )
}
