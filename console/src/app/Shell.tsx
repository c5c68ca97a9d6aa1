import AppLayout from '@cloudscape-design/components/app-layout';
import Flashbar from '@cloudscape-design/components/flashbar';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import Spinner from '@cloudscape-design/components/spinner';
import TopNavigation from '@cloudscape-design/components/top-navigation';
import { Suspense, useState, type ReactNode } from 'react';
import { useDesk } from '../api/context';
import { useKeys } from '../keys/keys';
import { useNotes } from '../parts/notes';
import { Refused } from '../parts/Refused';
import { match } from '../router/match';
import { go, usePlace } from '../router/place';
import { useWords } from '../words/words';
import { KeySheet } from './KeySheet';
import { pages, type Page } from './pages';
import { SettingsDialog } from './SettingsDialog';

/** The frame around every page: title, navigation, notes, and the dialogs that are everywhere. */
export function Shell(): ReactNode {
    const words = useWords();
    const { me, email, signOut } = useDesk();
    const { path } = usePlace();
    const { notes } = useNotes();
    const [dialog, setDialog] = useState<'keys' | 'settings' | null>(null);
    const [wide, setWide] = useState(window.innerWidth > 1100);
    useKeys([
        { key: '?', does: words.keys.show, run: () => setDialog('keys') },
        { key: 'q', does: words.keys.goQueue, run: () => go('/queue') },
    ]);
    const mine = pages.filter((page) => !page.groups || page.groups.some((group) => me.groups.includes(group)));
    return (
        <>
            <div id="top">
                <TopNavigation
                    identity={{ href: '/', title: words.shared.product }}
                    utilities={[
                        { type: 'button', text: words.keys.title, iconName: 'keyboard', onClick: () => setDialog('keys') },
                        { type: 'button', text: words.settings.title, iconName: 'settings', onClick: () => setDialog('settings') },
                        {
                            type: 'menu-dropdown',
                            text: email || me.name,
                            description: me.groups.join(', '),
                            iconName: 'user-profile',
                            items: [{ id: 'out', text: words.session.signOut }],
                            onItemClick: signOut,
                        },
                    ]}
                />
            </div>
            <AppLayout
                headerSelector="#top"
                toolsHide
                navigationOpen={wide}
                onNavigationChange={({ detail }) => setWide(detail.open)}
                navigationWidth={220}
                navigation={<Navigation pages={mine} path={path} />}
                notifications={<Flashbar items={notes} />}
                content={
                    <Suspense fallback={<Spinner size="large" />}>
                        <Content pages={mine} path={path} />
                    </Suspense>
                }
            />
            {dialog === 'keys' && <KeySheet close={() => setDialog(null)} />}
            {dialog === 'settings' && <SettingsDialog close={() => setDialog(null)} />}
        </>
    );
}

function Navigation({ pages: mine, path }: { pages: Page[]; path: string }): ReactNode {
    const words = useWords();
    const links = (group: Page['menu']) =>
        mine
            .filter((page) => page.menu === group)
            .map((page) => ({ type: 'link' as const, text: words.nav[page.name], href: page.path }));
    const current = mine.find((page) => page.menu && (path === page.path || path.startsWith(`${page.path}/`)));
    return (
        <SideNavigation
            activeHref={path === '/' ? (mine[0]?.path ?? '/') : path.startsWith('/cases/') ? '/queue' : (current?.path ?? path)}
            items={[
                { type: 'section', text: words.nav.work, items: links('work') },
                { type: 'section', text: words.nav.steer, items: links('steer') },
            ]}
        />
    );
}

function Content({ pages: mine, path }: { pages: Page[]; path: string }): ReactNode {
    const words = useWords();
    const wanted = path === '/' ? (mine[0]?.path ?? '/queue') : path;
    for (const page of mine) {
        const named = match(page.path, wanted);
        if (named) {
            return <page.view key={wanted} id={named['id'] ?? ''} />;
        }
    }
    const known = pages.some((page) => match(page.path, wanted));
    return <Refused title={known ? words.shared.forbidden : words.nav.missing} />;
}
