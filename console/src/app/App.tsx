import '@cloudscape-design/global-styles/index.css';
import './app.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { createApi } from '../api/client';
import { DeskContext, type Desk } from '../api/context';
import { listen } from '../keys/keys';
import { Notes } from '../parts/notes';
import { followLinks } from '../router/place';
import type { Config, Session } from '../session/session';
import { Languages } from './Languages';
import { useMode } from './mode';
import { NoRole } from './NoRole';
import { createQueries } from './queries';
import { Shell } from './Shell';

/** The console of someone who is signed in. */
export function App({ session, config }: { session: Session; config: Config }): ReactNode {
    const queries = useMemo(() => createQueries(), []);
    const api = useMemo(() => createApi(config.api, () => session.token()), [session, config]);
    const [desk, setDesk] = useState<Desk | 'no-role' | null>(null);
    useMode();
    useEffect(() => {
        const end = listen();
        document.addEventListener('click', followLinks);
        return () => {
            end();
            document.removeEventListener('click', followLinks);
        };
    }, []);
    useEffect(() => {
        const signOut = () => session.signOut();
        void api.GET('/admin/me').then(({ data }) => {
            setDesk(data ? { api, me: data, email: session.email(), signOut } : 'no-role');
        });
    }, [api, session]);
    return (
        <QueryClientProvider client={queries}>
            <Languages>
                {desk === 'no-role' && <NoRole signOut={() => session.signOut()} />}
                {desk !== null && desk !== 'no-role' && (
                    <DeskContext value={desk}>
                        <Notes>
                            <Shell />
                        </Notes>
                    </DeskContext>
                )}
            </Languages>
        </QueryClientProvider>
    );
}
