export const assetPaths = {
  'app.css': '/static/app.04d9d66e0b2f.css',
  'app.js': '/static/app.d95ec399f39a.js',
  'board.js': '/static/board.c3c3b2f678c5.js',
  'desk.js': '/static/desk.70ac21cdf891.js',
  'theme.js': '/static/theme.562c3397bacd.js',
  'favicon.svg': '/static/favicon.ce0572cba520.svg',
  'htmx.min.js': '/static/htmx.min.a0abb04f2f45.js',
  'logo.svg': '/static/logo.ce0572cba520.svg',
} as const
