export const assetPaths = {
  'app.css': '/static/app.b9563b545a83.css',
  'app.js': '/static/app.30327d8e4b5f.js',
  'board.js': '/static/board.02c3ce3c5584.js',
  'desk.js': '/static/desk.2b62560b7275.js',
  'theme.js': '/static/theme.562c3397bacd.js',
  'check.mjs': '/static/check.0756b2efc433.mjs',
  'favicon.svg': '/static/favicon.ce0572cba520.svg',
  'htmx.min.js': '/static/htmx.min.a0abb04f2f45.js',
  'logo.svg': '/static/logo.ce0572cba520.svg',
} as const

export const checkerHash = '0756b2efc4334ee3a9a9bcd295398b9fe5f2638a8534c0dd2fd45d9df7bcdf09'
