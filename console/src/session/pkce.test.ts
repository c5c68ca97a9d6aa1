import { expect, it } from 'vitest';
import { challengeOf, createPkce } from './pkce';

it('makes the challenge that RFC 7636 gives as its example', async () => {
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
});

it('never proves with the same key twice', async () => {
    const [one, other] = await Promise.all([createPkce(), createPkce()]);
    expect(one.verifier).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(one.verifier).not.toBe(other.verifier);
    expect(one.challenge).toBe(await challengeOf(one.verifier));
});
