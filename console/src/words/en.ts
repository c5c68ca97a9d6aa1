import { adminEn } from './admin.en';
import { deskEn } from './desk.en';

/** Words that every page shares. */
const shared = {
    product: 'Imprimatur',
    loading: 'Loading',
    retry: 'Try again',
    stale: 'This has changed since you opened it. Look again, then decide on what is there now.',
    failed: 'This did not work',
    forbidden: 'Your role may not see or do this.',
    notFound: 'Nothing is here, or your role may not see it.',
    offline: 'The service cannot be reached. What you see may be old.',
    close: 'Close',
    cancel: 'Cancel',
    confirmKeys: 'Ctrl + Enter confirms, Esc closes.',
    save: 'Save',
    all: 'All',
    yes: 'Yes',
    no: 'No',
    me: 'you',
    system: 'automation',
    reason: 'Reason',
    reasonHelp: 'Goes into the statement of reasons and the audit log. Say what is seen, not how it feels.',
    reasonMissing: 'Say why.',
    section: 'Section',
    status: 'Status',
    account: 'Account',
    id: 'Id',
    more: 'Next page',
    first: 'First page',
    page: 'Pages',
    late: (time: string) => `late by ${time}`,
    dueIn: (time: string) => `due in ${time}`,
    ago: (time: string) => `${time} ago`,
    minutes: (n: number) => `${n} min`,
    hours: (n: number) => `${n} h`,
    days: (n: number) => (n === 1 ? '1 day' : `${n} days`),
    justNow: 'less than a minute',
    policyUnknown: 'unknown section',
    open: 'Open',
};

const session = {
    opening: 'Signing in',
    failed: 'The login did not work.',
    again: 'Sign in again',
    signOut: 'Sign out',
    noRole: 'You are signed in, but you have no role here. An admin has to add you to a group.',
    unreachable: 'The console cannot reach the service.',
};

const settings = {
    title: 'Settings',
    mode: 'Colours',
    modes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    language: 'Language',
    advance: 'Open the next case after a decision',
    kept: 'Kept on this machine only.',
};

const keys = {
    title: 'Keyboard',
    show: 'Show this sheet',
    down: 'Next row',
    up: 'Previous row',
    goQueue: 'Go to the queue',
    note: 'Keys do nothing while you type or a dialog is open.',
    key: 'Key',
    does: 'What it does',
};

const nav = {
    work: 'Work',
    steer: 'Steer',
    queue: 'Queue',
    approvals: 'Approvals',
    enforcements: 'Enforcements',
    appeals: 'Appeals',
    accounts: 'Accounts',
    banks: 'Banks',
    audit: 'Audit',
    policy: 'Policy',
    missing: 'There is no such page.',
};

export const en = { shared, session, settings, keys, nav, ...deskEn, ...adminEn };

/** Every word of the console; another language has to have all of them. */
export type Words = typeof en;
