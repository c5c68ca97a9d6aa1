import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Chart and code parts stay apart, so that a first view does not wait for them. */
const CHARTS = /[\\/](d3-[a-z]+|.*-chart)[\\/]/;

export default defineConfig({
    plugins: [react()],
    build: {
        outDir: 'target/site',
        emptyOutDir: true,
        target: 'es2022',
        manifest: 'manifest.json',
        // An inlined asset would be a data: address, which the console's Content-Security-Policy allows for pictures only.
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 2000,
        rolldownOptions: {
            output: {
                codeSplitting: {
                    groups: [
                        { name: 'charts', test: (id: string) => id.includes('cloudscape') && CHARTS.test(id), priority: 3 },
                        { name: 'i18n', test: /components[\\/]i18n[\\/]messages/, priority: 4, maxSize: 1 },
                        { name: 'cloudscape', test: /@cloudscape-design|date-fns|intl-messageformat|@formatjs|@dnd-kit/, priority: 2 },
                        { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 1 },
                    ],
                },
            },
        },
    },
    test: {
        environment: 'happy-dom',
        include: ['src/**/*.test.{ts,tsx}'],
        server: { deps: { inline: [/@cloudscape-design/] } },
    },
});
