import { createRoot } from 'react-dom/client';
import { LoginError, Session, type Config } from './session/session';
import { settings } from './settings/settings';
import { wordsOf } from './words/words';

/** Signs in first; the console itself is loaded only when someone is there to use it. */
async function start(place: HTMLElement): Promise<void> {
    const words = await wordsOf(settings().language);
    document.documentElement.lang = settings().language;
    place.textContent = words.session.opening;
    try {
        const config = (await (await fetch('/config.json')).json()) as Config;
        const [session, app] = await Promise.all([Session.open(config), import('./app/App')]);
        if (session) {
            place.textContent = '';
            createRoot(place).render(<app.App session={session} config={config} />);
        }
    } catch (error) {
        place.textContent = '';
        place.append(failure(error instanceof LoginError ? `${words.session.failed} ${error.message}` : words.session.unreachable, words.session.again));
    }
}

function failure(text: string, again: string): HTMLElement {
    const part = document.createElement('main');
    const said = document.createElement('p');
    said.setAttribute('role', 'alert');
    said.textContent = text;
    const link = document.createElement('a');
    link.href = '/';
    link.textContent = again;
    part.append(said, link);
    return part;
}

const place = document.getElementById('console');
if (place) {
    void start(place);
}
