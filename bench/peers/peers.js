// Times word-list screeners over the prompts of a file, one a line, and prints one JSON object a screener:
// {"screener","version","p50_us","p99_us","mean_us","flagged"}. Usage: node peers.js PROMPTS ROUNDS
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Profanity } from '@2toad/profanity';
import { Filter } from 'glin-profanity';
import leo from 'leo-profanity';
import { RegExpMatcher, englishDataset, englishRecommendedTransformers } from 'obscenity';

const require = createRequire(import.meta.url);
const [file, rounds] = process.argv.slice(2);
const prompts = readFileSync(file, 'utf8').split('\n').filter(Boolean);

const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
const filter = new Filter();
const profanity = new Profanity();
const screeners = {
  'obscenity': (text) => matcher.hasMatch(text),
  'glin-profanity': (text) => filter.isProfane(text),
  'leo-profanity': (text) => leo.check(text),
  '@2toad/profanity': (text) => profanity.exists(text),
};

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const version = (name) => {
  const path = require.resolve.paths(name).map((folder) => `${folder}/${name}/package.json`);
  for (const candidate of path) {
    try {
      return JSON.parse(readFileSync(candidate, 'utf8')).version;
    } catch {
      continue;
    }
  }
  return '?';
};

for (const [screener, flags] of Object.entries(screeners)) {
  let flagged = 0;
  for (const prompt of prompts) {
    flagged += flags(prompt) ? 1 : 0;
  }
  const times = [];
  for (let round = 0; round < Number(rounds); round++) {
    for (const prompt of prompts) {
      const start = process.hrtime.bigint();
      flags(prompt);
      times.push(Number(process.hrtime.bigint() - start) / 1000);
    }
  }
  // The first half warms the compiler up.
  const warm = times.slice(times.length / 2).sort((a, b) => a - b);
  const percentile = (share) => warm[Math.min(warm.length - 1, Math.floor(share * warm.length))];
  console.log(JSON.stringify({
    screener, version: version(screener), p50_us: percentile(0.5), p99_us: percentile(0.99), mean_us: mean(warm), flagged,
  }));
}
