import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useState, type ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi } from '../../api/context';
import { useSections } from '../../parts/policy';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { daysWrong, SanctionChoice, sanctionsOf, type Chosen } from '../../parts/SanctionChoice';
import { useWords } from '../../words/words';

/** Section, reason and sanctions of a violation; the policy's words stand beside the choice. */
export function Decide({ of, close, finish }: { of: Schemas['Case']; close: () => void; finish: () => Promise<void> }): ReactNode {
    const words = useWords();
    const api = useApi();
    const sections = useSections();
    const [section, setSection] = useState(of.section ?? '');
    const [chosen, setChosen] = useState<Chosen>({ kinds: [], days: '' });
    const [tried, setTried] = useState(false);
    const found = sections.find((one) => one.code === section);
    return (
        <ReasonDialog
            title={words.cases.decideTitle}
            lead={words.cases.decideLead}
            confirm={words.cases.decideTitle}
            close={close}
            ready={() => {
                setTried(true);
                return section !== '' && !daysWrong(chosen);
            }}
            run={async (reason) => {
                const sanctions = sanctionsOf(chosen);
                await body(
                    api.POST('/admin/cases/{id}/decide', {
                        params: { path: { id: of.id } },
                        body: { version: of.version, section, reason, ...(sanctions.length > 0 ? { sanctions } : {}) },
                    }),
                );
                await finish();
            }}
        >
            <FormField label={words.shared.section} errorText={tried && !section ? words.cases.sectionMissing : ''} stretch>
                <Select
                    selectedOption={found ? { value: found.code, label: `${found.code} ${found.title}` } : null}
                    placeholder={words.cases.chooseSection}
                    options={sections.map((one) => ({ value: one.code, label: `${one.code} ${one.title}` }))}
                    autoFocus
                    expandToViewport
                    onChange={({ detail }) => setSection(detail.selectedOption.value ?? '')}
                />
            </FormField>
            {found && <Box color="text-body-secondary">{found.text}</Box>}
            <SanctionChoice chosen={chosen} change={setChosen} help={words.cases.sanctionsHelp} />
        </ReasonDialog>
    );
}
