import tseslint from 'typescript-eslint';

const nobodyBut = (patterns, message) => ['error', { patterns: [{ regex: patterns, message }] }];
const SDK = '^(botbuilder|botframework|@microsoft/teams-ai)';
const PRISMA = '^(@prisma/|pg$|@electric-sql/|.*/storage/generated/)';

export default tseslint.config(
  { ignores: ['node_modules', 'src/storage/generated', '.generated', 'appPackage/build', '.opstap', 'coverage'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.js', 'src/cli/*.mjs', 'src/teams/*.cjs'] } },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 65, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      // FactId | StepId says more than string | string.
      '@typescript-eslint/no-duplicate-type-constituents': 'off',
      // An async function keeps a promise of its interface, with or without an await in it.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // Words of the interface stand in tables by subject; cutting one up would only hide what is missing in a language.
    files: ['src/presenters/wording*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['src/**'],
    ignores: ['src/teams/sdk/**', 'src/storage/**'],
    rules: {
      'no-restricted-imports': nobodyBut(
        `${SDK}|${PRISMA}`,
        'The Teams SDK is for src/teams/sdk alone, the database for src/storage alone: go through their interfaces.',
      ),
    },
  },
  {
    files: ['src/domain/**', 'src/usecases/**', 'src/presenters/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'process', message: 'Configuration is handed in by compose.' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time is an argument.',
        },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument.' },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Chance is an argument.',
        },
      ],
    },
  },
  {
    files: ['src/*.ts', 'src/teams/**', 'src/storage/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.object.name=/log$/i] > TemplateLiteral[expressions.length>0]',
          message: 'A log message is constant; what varies goes into the fields, where it can be left out.',
        },
      ],
    },
  },
  {
    files: ['test/**', 'bench/**', 'scripts/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', 'no-console': 'off' },
  },
);
