import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import Button from '@cloudscape-design/components/button';
import { useState, type ReactNode } from 'react';
import { go, usePlace } from '../../router/place';
import { changeSettings, useSettings } from '../../settings/settings';
import { useWords } from '../../words/words';

const MOST = 20;

/** Views of the queue that this person has saved on this machine. */
export function Views(): ReactNode {
    const words = useWords();
    const { views } = useSettings();
    const { path, query } = usePlace();
    const [naming, setNaming] = useState(false);
    const [name, setName] = useState('');
    const here = query.toString();
    const saved = views.find((view) => view.query === here);
    const save = () => {
        if (name.trim()) {
            changeSettings({ views: [...views.filter((view) => view.name !== name.trim()), { name: name.trim(), query: here }].slice(-MOST) });
            setNaming(false);
            setName('');
        }
    };
    return (
        <>
            <FormField label={words.queue.views}>
                <ButtonDropdown
                    expandToViewport
                    items={[
                        ...views.map((view) => ({ id: `view:${view.query}`, text: view.name })),
                        { id: 'save', text: words.queue.saveView },
                        ...(saved ? [{ id: 'remove', text: words.queue.removeView }] : []),
                    ]}
                    onItemClick={({ detail }) => {
                        if (detail.id === 'save') {
                            setNaming(true);
                        } else if (detail.id === 'remove') {
                            changeSettings({ views: views.filter((view) => view !== saved) });
                        } else {
                            go(`${path}?${detail.id.slice('view:'.length)}`);
                        }
                    }}
                >
                    {saved?.name ?? words.shared.all}
                </ButtonDropdown>
            </FormField>
            {naming && <Modal
                visible
                onDismiss={() => setNaming(false)}
                header={words.queue.saveView}
                footer={
                    <Button variant="primary" onClick={save}>
                        {words.shared.save}
                    </Button>
                }
            >
                <FormField label={words.queue.viewName}>
                    <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
                </FormField>
            </Modal>}
        </>
    );
}
