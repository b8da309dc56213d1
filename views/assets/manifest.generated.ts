export const assetPaths = {
  'app.css': '/static/app.14573955f6d0.css',
  'app.js': '/static/app.3ef7c0f1571f.js',
  'board.js': '/static/board.6c5b2075394b.js',
  'theme.js': '/static/theme.d6baf54eb1f1.js',
  'favicon.svg': '/static/favicon.ce0572cba520.svg',
  'htmx.min.js': '/static/htmx.min.a0abb04f2f45.js',
  'logo.svg': '/static/logo.ce0572cba520.svg',
} as const
