// Builds the console into target/site: packages, types from the API's description, checks, tests, bundle. Each is left
// out while what it depends on is as it was. `--skip-tests=true` makes the bundle alone.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.chdir(import.meta.dirname);

/** SHA-256 of files and folders by name and content. */
function digest(paths) {
    const hash = createHash('sha256');
    const add = (path) => {
        if (statSync(path).isDirectory()) {
            readdirSync(path).sort().forEach((name) => add(join(path, name)));
        } else {
            hash.update(`${path}\0`).update(readFileSync(path));
        }
    };
    paths.forEach(add);
    return hash.digest('hex');
}

/** Does something unless its stamp says that it was done for the same input. */
function once(stamp, input, act) {
    const file = join(stamp.startsWith('node_modules') ? '.' : 'target', stamp);
    if (existsSync(file) && readFileSync(file, 'utf8') === input) {
        return;
    }
    act();
    writeFileSync(file, input);
}

function run(...command) {
    const [program, ...args] = command;
    const done = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    if (done.status !== 0) {
        console.error(`${command.join(' ')} failed`);
        process.exit(1);
    }
}

mkdirSync('target/api', { recursive: true });
const skipTests = process.argv.includes('--skip-tests=true');
const packages = digest(['package.json', 'package-lock.json', '.npmrc']);
const api = digest(['../docs/openapi.yaml', 'package-lock.json']);
const all = digest(
    ['src', 'public', 'index.html', 'vite.config.ts', 'tsconfig.json', 'eslint.config.js', 'build.mjs'],
) + api;

once('node_modules/.imprimatur', packages, () => run('npm', 'ci', '--no-progress', '--loglevel=error'));
once('types.done', api, () => run('npm', 'run', '--silent', 'types'));
if (!skipTests) {
    once('check.done', all, () => {
        run('npm', 'run', '--silent', 'check');
        run('npm', 'run', '--silent', 'test');
    });
}
once('site.done', all, () => run('npm', 'run', '--silent', 'bundle', '--', '--logLevel', 'warn'));
