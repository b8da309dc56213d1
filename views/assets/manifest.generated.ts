export const assetPaths = {
  'app.css': '/static/app.a827013a5d26.css',
  'app.js': '/static/app.30327d8e4b5f.js',
  'board.js': '/static/board.02c3ce3c5584.js',
  'desk.js': '/static/desk.2b62560b7275.js',
  'theme.js': '/static/theme.562c3397bacd.js',
  'favicon.svg': '/static/favicon.ce0572cba520.svg',
  'htmx.min.js': '/static/htmx.min.a0abb04f2f45.js',
  'logo.svg': '/static/logo.ce0572cba520.svg',
} as const
