import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { PageHead } from '../../parts/PageHead';
import { go } from '../../router/place';
import { useWords } from '../../words/words';

/** The way to an account. */
export default function Accounts(): ReactNode {
    const { accounts: words } = useWords();
    const [id, setId] = useState('');
    const open = () => {
        if (id.trim()) {
            go(`/accounts/${encodeURIComponent(id.trim())}`);
        }
    };
    return (
        <SpaceBetween size="m">
            <PageHead title={words.title} lead={words.lead} />
            <Container>
                <form
                    onSubmit={(event) => {
                        event.preventDefault();
                        open();
                    }}
                >
                    <FormField label={words.search} secondaryControl={<Button formAction="submit">{words.find}</Button>}>
                        <Input value={id} onChange={({ detail }) => setId(detail.value)} />
                    </FormField>
                </form>
            </Container>
        </SpaceBetween>
    );
}
