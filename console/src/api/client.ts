import createClient from 'openapi-fetch';
import type { components, paths } from '#schema';
import { Problem, problemOf } from './problem';

export type Schemas = components['schemas'];
export type Group = Schemas['Group'];

/** What gives a token that is still good for a while. */
export type TokenSource = () => Promise<string>;

/** The admin API; every call carries a fresh token. */
export function createApi(origin: string, token: TokenSource) {
    const client = createClient<paths>({ baseUrl: origin });
    client.use({
        async onRequest({ request }) {
            request.headers.set('Authorization', `Bearer ${await token()}`);
            return request;
        },
    });
    return client;
}

export type Api = ReturnType<typeof createApi>;

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The answer's body; throws a {@link Problem} where the API refused. */
export async function body<T>(call: Promise<Answer<T>>): Promise<T> {
    const answer = await call;
    if (answer.error !== undefined || !answer.response.ok) {
        throw problemOf(answer.response.status, answer.error);
    }
    return answer.data as T;
}

export { Problem };
