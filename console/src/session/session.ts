import { createPkce, randomText } from './pkce';

/** Where the API and the login are; served beside the console as `config.json`. */
export type Config = { api: string; login: string; client_id: string };

type Tokens = { id: string; refresh: string | undefined; until: number };

/** What must outlive the way to the login page and back; no token, and of no use once the code is spent. */
type Pending = { verifier: string; state: string; back: string };

const PENDING = 'imprimatur.login';
const EARLY_MS = 60_000;
const SCOPE = 'openid email';

/** A login that failed, with what the login's server said. */
export class LoginError extends Error {}

/**
 * Someone who is signed in: authorization code with PKCE at the user pool. Tokens are in memory alone, so a reload asks
 * the login page again, which answers at once while its own session lasts.
 */
export class Session {
    private renewal: Promise<Tokens> | undefined;

    private constructor(
        private readonly config: Config,
        private tokens: Tokens,
    ) {}

    /** The session, or none while the browser is on its way to the login page. */
    static async open(config: Config): Promise<Session | null> {
        const query = new URLSearchParams(location.search);
        const pending = takePending();
        if (query.has('error')) {
            throw new LoginError(query.get('error_description') ?? query.get('error') ?? '');
        }
        const code = query.get('code');
        if (code && pending && pending.state === query.get('state')) {
            const tokens = await exchange(config, {
                grant_type: 'authorization_code',
                code,
                code_verifier: pending.verifier,
                redirect_uri: redirectUri(),
            });
            history.replaceState(null, '', pending.back);
            return new Session(config, tokens);
        }
        await Session.login(config);
        return null;
    }

    static async login(config: Config): Promise<void> {
        const pkce = await createPkce();
        const state = randomText();
        const here = location.pathname + (new URLSearchParams(location.search).has('code') ? '' : location.search);
        sessionStorage.setItem(PENDING, JSON.stringify({ verifier: pkce.verifier, state, back: here } satisfies Pending));
        const query = new URLSearchParams({
            response_type: 'code',
            client_id: config.client_id,
            redirect_uri: redirectUri(),
            scope: SCOPE,
            state,
            code_challenge: pkce.challenge,
            code_challenge_method: 'S256',
        });
        location.assign(`${config.login}/oauth2/authorize?${query.toString()}`);
    }

    /** A token that is good for a minute at least. */
    async token(): Promise<string> {
        if (Date.now() > this.tokens.until - EARLY_MS) {
            this.renewal ??= this.renew().finally(() => (this.renewal = undefined));
            this.tokens = await this.renewal;
        }
        return this.tokens.id;
    }

    /** The address that the token names, for people to see; the API reads the token itself. */
    email(): string {
        const claims = JSON.parse(textOf(this.tokens.id.split('.')[1] ?? '')) as { email?: string };
        return claims.email ?? '';
    }

    signOut(): void {
        const query = new URLSearchParams({ client_id: this.config.client_id, logout_uri: redirectUri() });
        location.assign(`${this.config.login}/logout?${query.toString()}`);
    }

    private async renew(): Promise<Tokens> {
        const refresh = this.tokens.refresh;
        try {
            if (refresh) {
                const next = await exchange(this.config, { grant_type: 'refresh_token', refresh_token: refresh });
                return { ...next, refresh: next.refresh ?? refresh };
            }
        } catch (error) {
            if (!(error instanceof LoginError)) {
                throw error;
            }
        }
        await Session.login(this.config);
        return new Promise(() => undefined);
    }
}

function redirectUri(): string {
    return `${location.origin}/`;
}

function takePending(): Pending | undefined {
    const kept = sessionStorage.getItem(PENDING);
    sessionStorage.removeItem(PENDING);
    return kept ? (JSON.parse(kept) as Pending) : undefined;
}

function textOf(base64Url: string): string {
    const bytes = atob(base64Url.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}

async function exchange(config: Config, form: Record<string, string>): Promise<Tokens> {
    const answer = await fetch(`${config.login}/oauth2/token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...form, client_id: config.client_id }),
    });
    const body = (await answer.json()) as { id_token?: string; refresh_token?: string; expires_in?: number; error?: string };
    if (!answer.ok || !body.id_token) {
        throw new LoginError(body.error ?? `HTTP ${answer.status}`);
    }
    return { id: body.id_token, refresh: body.refresh_token, until: Date.now() + (body.expires_in ?? 0) * 1000 };
}
