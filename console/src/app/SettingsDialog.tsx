import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import type { ReactNode } from 'react';
import { changeSettings, useSettings, type Settings } from '../settings/settings';
import { useWords } from '../words/words';

/** What a person may choose for this machine. */
export function SettingsDialog({ close }: { close: () => void }): ReactNode {
    const { settings: words } = useWords();
    const chosen = useSettings();
    return (
        <Modal visible onDismiss={close} header={words.title}>
            <SpaceBetween size="l">
                <FormField label={words.mode}>
                    <SegmentedControl
                        label={words.mode}
                        selectedId={chosen.mode}
                        onChange={({ detail }) => changeSettings({ mode: detail.selectedId as Settings['mode'] })}
                        options={(['system', 'light', 'dark'] as const).map((id) => ({ id, text: words.modes[id] }))}
                    />
                </FormField>
                <FormField label={words.language}>
                    <SegmentedControl
                        label={words.language}
                        selectedId={chosen.language}
                        onChange={({ detail }) => changeSettings({ language: detail.selectedId as Settings['language'] })}
                        options={[
                            { id: 'en', text: 'English' },
                            { id: 'zh', text: '中文' },
                        ]}
                    />
                </FormField>
                <Toggle checked={chosen.advance} onChange={({ detail }) => changeSettings({ advance: detail.checked })}>
                    {words.advance}
                </Toggle>
                <Box color="text-body-secondary">{words.kept}</Box>
            </SpaceBetween>
        </Modal>
    );
}
