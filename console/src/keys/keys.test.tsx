import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen, useKeys } from './keys';

function Bound({ run, off = false }: { run: () => void; off?: boolean }) {
    useKeys([{ key: 'a', does: 'acts', run, off }]);
    return <input aria-label="field" />;
}

describe('keys', () => {
    let end = (): void => undefined;
    beforeEach(() => {
        end = listen();
    });
    afterEach(() => {
        end();
        cleanup();
    });

    const press = (target: EventTarget, more: KeyboardEventInit = {}) =>
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, cancelable: true, ...more }));

    function bind(off = false): { count: () => number; field: HTMLElement } {
        let pressed = 0;
        const { getByLabelText } = render(<Bound run={() => (pressed += 1)} off={off} />);
        return { count: () => pressed, field: getByLabelText('field') };
    }

    it('act on the page', () => {
        const { count } = bind();
        press(document.body);
        expect(count()).toBe(1);
    });

    it('never act while someone types', () => {
        const { count, field } = bind();
        press(field);
        expect(count()).toBe(0);
    });

    it('leave the browser’s own keys alone', () => {
        const { count } = bind();
        press(document.body, { ctrlKey: true });
        expect(count()).toBe(0);
    });

    it('do nothing where they are off', () => {
        const { count } = bind(true);
        press(document.body);
        expect(count()).toBe(0);
    });
});
