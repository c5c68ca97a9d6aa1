import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { body, type Schemas } from '../../api/client';
import { useApi } from '../../api/context';
import { ListTable } from '../../parts/ListTable';
import { PageHead } from '../../parts/PageHead';
import { When } from '../../parts/When';
import { go } from '../../router/place';
import { useWords } from '../../words/words';

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The hash banks and their settings. */
export default function Banks(): ReactNode {
    const { banks: words } = useWords();
    const api = useApi();
    return (
        <SpaceBetween size="m">
            <PageHead title={words.title} lead={words.lead} />
            <ListTable<Schemas['Bank']>
                name="banks"
                label={words.list}
                empty={words.empty}
                queryKey={['banks']}
                load={() => body(api.GET('/admin/banks'))}
                id={(item) => item.name}
                href={(item) => `/banks/${item.name}`}
                keys
                filter={<OpenBank />}
                first={{ header: words.name, text: (item) => item.name }}
                columns={[
                    { id: 'purpose', header: words.purpose, cell: (item) => words.purposes[item.purpose] },
                    { id: 'enabled', header: words.enabled, cell: (item) => `${item.enabled_percent} %` },
                    { id: 'source', header: words.source, cell: (item) => item.source ?? '–' },
                    { id: 'owner', header: words.owner, cell: (item) => item.owner ?? '–' },
                    { id: 'expires', header: words.expires, cell: (item) => (item.expires_at ? <When time={item.expires_at} /> : words.never) },
                ]}
            />
        </SpaceBetween>
    );
}

/** A bank without settings is in no list; its name opens it all the same. */
function OpenBank(): ReactNode {
    const { banks: words, shared } = useWords();
    const [name, setName] = useState('');
    const [tried, setTried] = useState(false);
    const open = () => {
        setTried(true);
        if (NAME.test(name)) {
            go(`/banks/${name}`);
        }
    };
    return (
        <form
            onSubmit={(event) => {
                event.preventDefault();
                open();
            }}
        >
            <FormField
                label={words.openBank}
                errorText={tried && !NAME.test(name) ? words.nameWrong : ''}
                secondaryControl={<Button formAction="submit">{shared.open}</Button>}
            >
                <Input value={name} onChange={({ detail }) => setName(detail.value)} />
            </FormField>
        </form>
    );
}
