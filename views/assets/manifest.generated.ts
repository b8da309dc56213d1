export const assetPaths = {
  'app.css': '/static/app.766b3a04fb96.css',
  'app.js': '/static/app.d95ec399f39a.js',
  'board.js': '/static/board.a9409ae71a1c.js',
  'desk.js': '/static/desk.70ac21cdf891.js',
  'theme.js': '/static/theme.562c3397bacd.js',
  'favicon.svg': '/static/favicon.ce0572cba520.svg',
  'htmx.min.js': '/static/htmx.min.a0abb04f2f45.js',
  'logo.svg': '/static/logo.ce0572cba520.svg',
} as const
