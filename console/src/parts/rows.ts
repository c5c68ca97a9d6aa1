/** Moves the focus to the link of the next or previous row of the page's list; it is followed with Enter. */
export function moveRow(by: 1 | -1): void {
    const links = [...document.querySelectorAll<HTMLElement>('a[data-row]')];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
    links[next]?.focus();
    links[next]?.scrollIntoView({ block: 'nearest' });
}
