/** Proof key for code exchange, RFC 7636. */
export type Pkce = { verifier: string; challenge: string };

export function base64Url(bytes: Uint8Array): string {
    return btoa(String.fromCharCode(...bytes))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '');
}

/** 256 random bits. */
export function randomText(): string {
    return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

export async function challengeOf(verifier: string): Promise<string> {
    return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

export async function createPkce(): Promise<Pkce> {
    const verifier = randomText();
    return { verifier, challenge: await challengeOf(verifier) };
}
