import { lazy, type ComponentType } from 'react';
import type { Group } from '../api/client';
import type { Words } from '../words/words';

/**
 * A page: its address, its name in the navigation, and who finds it there. The API holds the rights; this only leaves
 * out what would be refused.
 */
export type Page = {
    path: string;
    name: Exclude<keyof Words['nav'], 'work' | 'steer' | 'main' | 'missing'>;
    menu?: 'work' | 'steer';
    groups?: Group[];
    view: ComponentType<{ id: string }>;
};

const deciders: Group[] = ['lead', 'legal', 'admin'];

export const pages: Page[] = [
    { path: '/queue', name: 'queue', menu: 'work', view: lazy(() => import('../pages/queue/Queue')) },
    { path: '/cases/:id', name: 'queue', view: lazy(() => import('../pages/case/CasePage')) },
    { path: '/approvals', name: 'approvals', menu: 'work', groups: deciders, view: lazy(() => import('../pages/approvals/Approvals')) },
    { path: '/appeals', name: 'appeals', menu: 'work', groups: deciders, view: lazy(() => import('../pages/appeals/Appeals')) },
    { path: '/appeals/:id', name: 'appeals', groups: deciders, view: lazy(() => import('../pages/appeals/AppealPage')) },
    { path: '/accounts', name: 'accounts', menu: 'work', view: lazy(() => import('../pages/accounts/Accounts')) },
    { path: '/accounts/:id', name: 'accounts', view: lazy(() => import('../pages/accounts/AccountPage')) },
    { path: '/enforcements', name: 'enforcements', menu: 'steer', groups: deciders, view: lazy(() => import('../pages/enforcements/Enforcements')) },
    { path: '/enforcements/:id', name: 'enforcements', groups: deciders, view: lazy(() => import('../pages/enforcements/EnforcementPage')) },
    { path: '/banks', name: 'banks', menu: 'steer', groups: deciders, view: lazy(() => import('../pages/banks/Banks')) },
    { path: '/banks/:id', name: 'banks', groups: deciders, view: lazy(() => import('../pages/banks/BankPage')) },
    { path: '/policy', name: 'policy', menu: 'steer', view: lazy(() => import('../pages/policy/Policy')) },
    { path: '/audit', name: 'audit', menu: 'steer', groups: deciders, view: lazy(() => import('../pages/audit/Audit')) },
];
