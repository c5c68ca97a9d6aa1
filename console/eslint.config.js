import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
    { ignores: ['target', 'node_modules'] },
    ...tseslint.configs.strictTypeChecked,
    {
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        plugins: { 'react-hooks': hooks },
        rules: {
            ...hooks.configs.recommended.rules,
            'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
            'no-restricted-globals': ['error', { name: 'localStorage', message: 'Only src/settings keeps anything, and never a token.' }],
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
            '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        },
    },
    { files: ['src/settings/**'], rules: { 'no-restricted-globals': 'off' } },
);
