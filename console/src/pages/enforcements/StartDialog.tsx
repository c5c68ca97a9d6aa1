import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { body } from '../../api/client';
import { useApi } from '../../api/context';
import { useNotes } from '../../parts/notes';
import { useSections } from '../../parts/policy';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { daysWrong, SanctionChoice, sanctionsOf, type Chosen } from '../../parts/SanctionChoice';
import { useWords } from '../../words/words';

/** An enforcement that no case asks for. */
export function StartDialog({ close }: { close: () => void }): ReactNode {
    const words = useWords();
    const api = useApi();
    const queries = useQueryClient();
    const { done } = useNotes();
    const sections = useSections();
    const [account, setAccount] = useState('');
    const [section, setSection] = useState('');
    const [chosen, setChosen] = useState<Chosen>({ kinds: [], days: '' });
    const [tried, setTried] = useState(false);
    const found = sections.find((one) => one.code === section);
    return (
        <ReasonDialog
            title={words.enforcements.startTitle}
            lead={words.enforcements.startLead}
            confirm={words.enforcements.startTitle}
            close={close}
            ready={() => {
                setTried(true);
                return account.trim() !== '' && section !== '' && chosen.kinds.length > 0 && !daysWrong(chosen);
            }}
            run={async (reason) => {
                const request = { account: account.trim(), section, sanctions: sanctionsOf(chosen), reason };
                const { id } = await body(api.POST('/admin/enforcements', { body: request }));
                close();
                done(words.enforcements.started(id));
                await queries.invalidateQueries();
            }}
        >
            <FormField label={words.shared.account} errorText={tried && !account.trim() ? words.enforcements.accountMissing : ''} stretch>
                <Input value={account} autoFocus onChange={({ detail }) => setAccount(detail.value)} />
            </FormField>
            <FormField label={words.shared.section} errorText={tried && !section ? words.cases.sectionMissing : ''} stretch>
                <Select
                    selectedOption={found ? { value: found.code, label: `${found.code} ${found.title}` } : null}
                    placeholder={words.cases.chooseSection}
                    options={sections.map((one) => ({ value: one.code, label: `${one.code} ${one.title}` }))}
                    expandToViewport
                    onChange={({ detail }) => setSection(detail.selectedOption.value ?? '')}
                />
            </FormField>
            <SanctionChoice chosen={chosen} change={setChosen} errorText={tried && chosen.kinds.length === 0 ? words.enforcements.sanctionMissing : ''} />
        </ReasonDialog>
    );
}
