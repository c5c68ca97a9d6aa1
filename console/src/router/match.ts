/** The named parts of a path under a pattern such as `/cases/:id`; null where it is another path. */
export function match(pattern: string, path: string): Record<string, string> | null {
    const wanted = pattern.split('/');
    const given = path.split('/');
    if (wanted.length !== given.length) {
        return null;
    }
    const named: Record<string, string> = {};
    for (const [at, part] of wanted.entries()) {
        const value = given[at] ?? '';
        if (part.startsWith(':')) {
            named[part.slice(1)] = decodeURIComponent(value);
        } else if (part !== value) {
            return null;
        }
    }
    return named;
}
